import { autocompletion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { type Diagnostic, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightSpecialChars, keymap } from '@codemirror/view'
import { type RefObject, useEffect, useRef } from 'react'
import type { PromptFinding, PromptVariable } from '../../../../contract/api/index.ts'
import { fixLabel } from './fix-label.ts'
import { look } from './look.ts'
import { completeVariables, variableMarks } from './variables.ts'

/** What can be done with the editor from outside; each step can be undone in it. */
export type Hand = {
  readonly mend: (fix: { readonly start: number; readonly end: number; readonly text: string }) => void
  readonly goTo: (start: number, end: number) => void
  readonly replaceAll: (text: string) => void
}

export type CodeEditorProps = {
  readonly name: string
  /** The text to begin with; the editor keeps its own from then on. */
  readonly text: string
  readonly variables: readonly PromptVariable[]
  /** Those of the text as it stands; older ones are not shown. */
  readonly findings: readonly PromptFinding[] | null
  readonly onChange: (text: string) => void
  readonly hand: RefObject<Hand | null>
}

const inside = (at: number, length: number): number => Math.min(Math.max(0, at), length)

const toDiagnostic = (finding: PromptFinding, length: number): Diagnostic => ({
  from: inside(finding.start, length),
  to: inside(finding.end, length),
  severity: finding.severity,
  message: finding.message,
  renderMessage: () => {
    const words = document.createElement('span')
    words.textContent = finding.message
    const reason = document.createElement('span')
    reason.className = 'cm-reason'
    reason.textContent = finding.reason
    words.append(reason)
    return words
  },
  actions: finding.fix
    ? [
        {
          name: fixLabel(finding.fix),
          apply: (view) => {
            const { start, end, text } = finding.fix ?? { start: 0, end: 0, text: '' }
            view.dispatch({ changes: { from: start, to: end, insert: text } })
          },
        },
      ]
    : [],
})

/** A prompt to write: variables marked and completed, findings under the words, undo, and the Tab key left to the window. */
export const CodeEditor = ({ name, text, variables, findings, onChange, hand }: CodeEditorProps) => {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const knowing = useRef(new Compartment())
  const told = useRef(onChange)
  told.current = onChange
  const first = useRef(text)

  useEffect(() => {
    if (!place.current) return
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          history(),
          drawSelection(),
          highlightSpecialChars(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': name, spellcheck: 'true', dir: 'auto', tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) told.current(update.state.doc.toString())
          }),
          knowing.current.of([]),
          keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          look(),
        ],
      }),
    })
    view.current = editor
    // Findings below take room while somebody writes: the line that is written stays in sight.
    const size = new ResizeObserver(() => {
      if (editor.hasFocus)
        editor.dispatch({ effects: EditorView.scrollIntoView(editor.state.selection.main.head, { yMargin: 24 }) })
    })
    size.observe(place.current)
    hand.current = {
      mend: ({ start, end, text: insert }) => {
        const length = editor.state.doc.length
        const [from, to] = [inside(start, length), inside(end, length)]
        editor.dispatch({
          changes: { from, to, insert },
          selection: { anchor: from + insert.length },
          scrollIntoView: true,
        })
        editor.focus()
      },
      goTo: (start, end) => {
        const length = editor.state.doc.length
        editor.dispatch({
          selection: { anchor: inside(start, length), head: inside(end, length) },
          scrollIntoView: true,
        })
        editor.focus()
      },
      replaceAll: (insert) => editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert } }),
    }
    return () => {
      hand.current = null
      size.disconnect()
      editor.destroy()
    }
  }, [hand, name])

  useEffect(() => {
    view.current?.dispatch({
      effects: knowing.current.reconfigure([
        variableMarks(variables),
        autocompletion({ override: [completeVariables(variables)], icons: false }),
      ]),
    })
  }, [variables])

  useEffect(() => {
    const editor = view.current
    if (!editor || !findings) return
    const length = editor.state.doc.length
    editor.dispatch(
      setDiagnostics(
        editor.state,
        findings.map((finding) => toDiagnostic(finding, length)),
      ),
    )
  }, [findings])

  return <div ref={place} style={{ height: '100%', minHeight: 0 }} />
}
