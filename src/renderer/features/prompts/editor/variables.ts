import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import type { PromptVariable } from '../../../../contract/api/index.ts'

const known = Decoration.mark({ class: 'cm-variable' })
const unknown = Decoration.mark({ class: 'cm-variable-unknown' })
const note = Decoration.line({ class: 'cm-note' })

/** `{{variables}}` in a colour of their own; those that nobody fills are marked. */
const marking = (names: ReadonlySet<string>): Extension => {
  const matcher = new MatchDecorator({
    regexp: /\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}/g,
    decoration: (match) => (names.has(match[1] ?? '') ? known : unknown),
  })
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = matcher.createDeco(view)
      }
      update(update: ViewUpdate): void {
        this.decorations = matcher.updateDeco(update, this.decorations)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  )
}

/** The notes at the top, which are not sent, are quiet. */
const notes: Extension = EditorView.decorations.compute(['doc'], (state) => {
  const lines = []
  for (let number = 1; number <= state.doc.lines; number++) {
    const line = state.doc.line(number)
    if (!line.text.startsWith('#')) break
    lines.push(note.range(line.from))
  }
  return Decoration.set(lines)
})

/** What could be meant behind `{{`: the variables of this template, each with what it stands for. */
export const completeVariables =
  (variables: readonly PromptVariable[]) =>
  (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(/\{\{[ \t]*[A-Za-z]*/)
    if (!before) return null
    // Braces that are closed already are not closed twice.
    const closed = /^[A-Za-z]*[ \t]*\}\}/.exec(context.state.sliceDoc(context.pos, context.pos + 80))?.[0].length ?? 0
    return {
      from: before.from,
      to: context.pos + closed,
      filter: true,
      options: variables.map(({ name, means }) => ({ label: `{{${name}}}`, detail: means, type: 'variable' })),
    }
  }

export const variableMarks = (variables: readonly PromptVariable[]): Extension => [
  marking(new Set(variables.map(({ name }) => name))),
  notes,
]
