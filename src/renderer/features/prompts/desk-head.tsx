import { useRef } from 'react'
import type { PromptPage } from '../../../contract/api/index.ts'
import type { PromptVersionId } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Choices } from '../../ui/field.tsx'
import { Menu } from '../../ui/menu.tsx'
import styles from './desk.module.css'
import type { PromptDraft } from './drafts.ts'
import { shortVersion, templateTitle } from './naming.ts'
import { saveAsFile } from './prompt-files.ts'
import { takeInFiles } from './take-in-files.ts'

/** Whose prompt is meant: the library's, or that of the identity that is chosen. */
export type Whose = 'library' | 'identity'

/** What the words in the editor are. */
const stateOf = (page: PromptPage, text: string): string => {
  const { current, bundled, versions } = page
  const version = versions.find((one) => one.text === text)
  const called = version
    ? `version ${shortVersion(version.version)}${version.note === '' ? '' : `, “${version.note}”`}`
    : ''
  if (text === current.text) return text === bundled.text ? 'Current: the bundled default' : `Current: ${called}`
  if (version) return `Not current: ${called}`
  return text === bundled.text ? 'Not current: the bundled default' : 'Not saved yet; kept in this window'
}

/** The template's name, what its words are, and what can be done with them. */
export const DeskHead = ({
  page,
  draft,
  kept,
  whose,
  onWhose,
  onSave,
  onLoad,
}: {
  readonly page: PromptPage
  readonly draft: PromptDraft
  readonly kept: boolean
  readonly whose: Whose
  readonly onWhose: (whose: Whose) => void
  readonly onSave: () => void
  readonly onLoad: (text: string, parent: PromptVersionId | null) => void
}) => {
  const studio = useStudio()
  const { client, ask } = studio
  const identity = useView((view) => view.identity)
  const called = useMirror((mirror) => mirror.identities.find(({ id }) => id === identity)?.identity.name)
  const files = useRef<HTMLInputElement>(null)
  const { template, current, bundled, versions } = page
  const of = whose === 'identity' ? identity : null
  const version = versions.find(({ text }) => text === draft.text)
  const isCurrent = draft.text === current.text

  const use = async (what: { readonly id: PromptVersionId } | 'default' | 'library'): Promise<void> => {
    const done = await ask.attempt(() => client.prompts.use({ template: template.name, identity: of, what }))
    if (done) onLoad(done.current.text, done.template.current.id)
  }

  const off = kept ? 'These words are a version already.' : null
  return (
    <header className={styles.head}>
      <div className={styles.names}>
        <h2 className={styles.name}>{templateTitle(template)}</h2>
        <p className={styles.state} role="status" data-unsaved={kept ? undefined : true}>
          {stateOf(page, draft.text)}
        </p>
      </div>
      <p className={styles.about}>{template.about}</p>
      <div className={styles.actions}>
        {called !== undefined && template.name !== 'views' && (
          <Choices
            name="Whose prompt"
            value={whose}
            options={[
              { value: 'library', title: 'Library' },
              { value: 'identity', title: called.slice(0, 24) },
            ]}
            onChange={onWhose}
          />
        )}
        <span className={styles.space} />
        {!isCurrent && kept && (
          <Button
            off={template.fromFolder ? 'The folder named at the start decides about this prompt.' : null}
            onClick={() => void use(version ? { id: version.id } : 'default')}
          >
            Make current
          </Button>
        )}
        {!isCurrent && <Button onClick={() => onLoad(current.text, template.current.id)}>Back to current</Button>}
        <Button look={kept ? 'plain' : 'main'} off={off} onClick={onSave}>
          Save version
        </Button>
        <Menu
          items={[
            ...(current.text === bundled.text
              ? []
              : [
                  {
                    title: 'Go back to the bundled default',
                    icon: 'restore' as const,
                    onSelect: () => void use('default'),
                  },
                ]),
            ...(whose === 'identity' && template.identitiesOfItsOwn.some((id) => id === identity)
              ? [{ title: 'Follow the library again', icon: 'restore' as const, onSelect: () => void use('library') }]
              : []),
            {
              title: 'Save as a file',
              icon: 'copy',
              onSelect: () => void saveAsFile(`${template.name}.txt`, draft.text),
            },
            { title: 'Take in files …', icon: 'add', onSelect: () => files.current?.click() },
          ]}
        >
          <IconButton icon="more" name="More for this prompt" />
        </Menu>
        <input
          ref={files}
          type="file"
          accept=".txt,text/plain"
          multiple
          hidden
          aria-label="Prompt files"
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])]
            event.target.value = ''
            void takeInFiles(studio, chosen)
          }}
        />
      </div>
    </header>
  )
}
