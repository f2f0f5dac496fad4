import { Tabs } from 'radix-ui'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { PromptPage } from '../../../contract/api/index.ts'
import type { PromptVersionId } from '../../../contract/index.ts'
import { useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import tabs from '../../ui/tab.module.css'
import styles from './desk.module.css'
import { DefaultChanged } from './default-changed.tsx'
import { DeskHead, type Whose } from './desk-head.tsx'
import { openDrafts, type PromptDraft } from './drafts.ts'
import { CodeEditor, type Hand } from './editor/code-editor.tsx'
import { Findings } from './findings.tsx'
import { templateTitle } from './naming.ts'
import { Preview } from './preview.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { TryPanel } from './try-panel.tsx'
import { useAnswer } from './use-answer.ts'
import { Versions } from './versions.tsx'

const TABS = [
  { value: 'preview', title: 'Preview' },
  { value: 'try', title: 'Try it' },
  { value: 'versions', title: 'Versions' },
] as const
type Tab = (typeof TABS)[number]['value']
const isTab = (value: string): value is Tab => TABS.some((tab) => tab.value === value)

/** Whether words are kept anywhere but in the editor. */
const isKept = (page: PromptPage, text: string): boolean =>
  page.bundled.text === text || page.versions.some((version) => version.text === text)

/** A template on the desk: its words, what is to be said against them, and three ways to see what they do. */
export const Desk = ({
  page,
  library,
  whose,
  onWhose,
}: {
  readonly page: PromptPage
  readonly library: string
  readonly whose: Whose
  readonly onWhose: (whose: Whose) => void
}) => {
  const { client, view } = useStudio()
  const { name } = page.template
  const [drafts] = useState(() => openDrafts(localStorage, library))
  const branch = useView(({ prompt }) =>
    prompt.what === 'template' && prompt.template === name ? prompt.branch : null,
  )
  const tried = useView((state) => state.tried?.template === name)
  const [draft, setDraft] = useState<PromptDraft>(
    () => drafts.get(name) ?? { text: page.current.text, parent: page.template.current.id },
  )
  const [aside, setAside] = useState(() => drafts.aside(name))
  const [tab, setTab] = useState<Tab>(tried ? 'try' : 'preview')
  const [saving, setSaving] = useState(false)
  const hand = useRef<Hand | null>(null)
  const { text, parent } = draft
  const isCurrent = text === page.current.text

  const write = (next: string, from: PromptVersionId | null = parent): void => {
    const now = { text: next, parent: from }
    setDraft(now)
    if (next === page.current.text) drafts.clear(name)
    else drafts.set(name, now)
  }

  /** Puts other words into the editor; what was not saved is put aside, never lost. */
  const load = (next: string, from: PromptVersionId | null): void => {
    if (next !== text && !isKept(page, text)) {
      drafts.putAside(name, draft)
      setAside(draft)
    }
    write(next, from)
    hand.current?.replaceAll(next)
    // The editor tells of its new words as if they were typed: their origin is said again.
    write(next, from)
  }

  useEffect(() => {
    if (!branch) return
    load(branch.text, branch.parent)
    view.setState({ prompt: { what: 'template', template: name, branch: null } })
    // Once for each branch.
  }, [branch])

  useEffect(() => {
    // What was made current is no draft any more, or it would stand in the way of the next.
    if (drafts.get(name)?.text === page.current.text) drafts.clear(name)
    // Another version became current: whoever has nothing unsaved looks at it.
    if (drafts.get(name) === null && text !== page.current.text && isKept(page, text))
      load(page.current.text, page.template.current.id)
  }, [page.current.version])

  const { value: linted } = useAnswer(
    async () => ({ text, findings: await client.prompts.lint({ template: name, text }) }),
    [name, text],
    250,
  )
  const findings = linted?.text === text ? linted.findings : null

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey)) return
    if (event.key.toLowerCase() === 's') {
      event.preventDefault()
      if (!isKept(page, text)) setSaving(true)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      setTab('try')
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-try]')?.click())
    }
  }

  return (
    // Keys that mean something anywhere on the desk, the editor included.
    <div className={styles.desk} onKeyDownCapture={onKeyDown}>
      <div className={styles.writing}>
        <DeskHead
          page={page}
          draft={draft}
          kept={isKept(page, text)}
          whose={whose}
          onWhose={onWhose}
          onSave={() => setSaving(true)}
          onLoad={load}
        />
        {page.defaultThen && <DefaultChanged page={page} whose={whose} />}
        {aside && (
          <p className={styles.notice} role="status">
            <span>Words that were not saved were put aside.</span>
            <Button
              onClick={() => {
                drafts.clearAside(name)
                setAside(null)
                load(aside.text, aside.parent)
              }}
            >
              Bring them back
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                drafts.clearAside(name)
                setAside(null)
              }}
            >
              Let them go
            </Button>
          </p>
        )}
        <div className={styles.editor}>
          <CodeEditor
            name={`${templateTitle(page.template)} prompt`}
            text={draft.text}
            variables={page.variables}
            findings={findings}
            onChange={(next) => write(next)}
            hand={hand}
          />
        </div>
        <Findings findings={findings} hand={hand} />
      </div>
      <Tabs.Root
        className={styles.panel}
        value={tab}
        onValueChange={(next) => (isTab(next) ? setTab(next) : undefined)}
      >
        <Tabs.List className={styles.tabs} aria-label="What the prompt does">
          {TABS.map(({ value, title }) => (
            <Tabs.Trigger key={value} value={value} className={tabs.tab}>
              {value === 'versions' ? `${title} (${page.template.versions})` : title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="preview" className={styles.content}>
          <Preview page={page} text={text} />
        </Tabs.Content>
        <Tabs.Content value="try" className={styles.content}>
          <TryPanel
            page={page}
            draft={draft}
            isCurrent={isCurrent}
            onKeep={() => setSaving(true)}
            onGoBack={() => load(page.current.text, page.template.current.id)}
          />
        </Tabs.Content>
        <Tabs.Content value="versions" className={styles.content}>
          <Versions page={page} text={text} whose={whose} onLoad={load} />
        </Tabs.Content>
      </Tabs.Root>
      {saving && (
        <SaveDialog
          page={page}
          draft={draft}
          whose={whose}
          onSaved={() => drafts.clear(name)}
          onClose={() => setSaving(false)}
        />
      )}
    </div>
  )
}
