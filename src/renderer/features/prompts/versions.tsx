import { useState } from 'react'
import type { PromptPage, PromptVersionRecord } from '../../../contract/api/index.ts'
import type { PromptVersionId } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { DiffLegend, DiffWords } from '../../ui/diff-words.tsx'
import { moment } from '../../ui/figures.ts'
import { Menu, type MenuItem, Picker } from '../../ui/menu.tsx'
import type { Whose } from './desk-head.tsx'
import { shortVersion } from './naming.ts'
import styles from './panel.module.css'

const ORIGINS: Readonly<Record<PromptVersionRecord['origin'], string>> = {
  saved: '',
  trial: 'trial',
  import: 'from a file',
  copy: 'copy',
  picture: 'from a picture',
}

/** Every version of a template, newest first, and the words between any two of them. */
export const Versions = ({
  page,
  text,
  whose,
  onLoad,
}: {
  readonly page: PromptPage
  readonly text: string
  readonly whose: Whose
  readonly onLoad: (text: string, parent: PromptVersionId | null) => void
}) => {
  const { client, ask } = useStudio()
  const identity = useView((view) => (whose === 'identity' ? view.identity : null))
  const identities = useMirror((mirror) => mirror.identities)
  const [archived, setArchived] = useState(false)
  const [from, setFrom] = useState('current')
  const [to, setTo] = useState('editor')
  const { template, current, bundled, versions } = page
  const shown = versions.filter((version) => archived || !version.archived)
  const hidden = versions.length - versions.filter((version) => !version.archived).length

  const sides = [
    { value: 'editor', title: 'the words in the editor', text },
    { value: 'current', title: 'what is current', text: current.text },
    { value: 'default', title: 'the bundled default', text: bundled.text },
    ...versions.map(({ id, version, note, text: words }) => ({
      value: String(id),
      title: `${shortVersion(version)}${note === '' ? '' : ` · ${note.slice(0, 40)}`}`,
      text: words,
    })),
  ]
  const a = sides.find(({ value }) => value === from)
  const b = sides.find(({ value }) => value === to)

  const use = (what: { readonly id: PromptVersionId } | 'default') =>
    void ask.attempt(async () => {
      const done = await client.prompts.use({ template: template.name, identity, what })
      onLoad(done.current.text, done.template.current.id)
    })

  const itemsOf = (version: PromptVersionRecord): readonly MenuItem[] => [
    { title: 'Go on from these words', icon: 'edit', onSelect: () => onLoad(version.text, version.id) },
    {
      title: 'Show what differs from current',
      icon: 'search',
      onSelect: () => {
        setFrom('current')
        setTo(String(version.id))
      },
    },
    {
      title: 'Duplicate',
      icon: 'copy',
      onSelect: () => void ask.attempt(() => client.prompts.duplicate({ id: version.id })),
    },
    {
      title: version.archived ? 'Bring back' : 'Archive',
      icon: 'archive',
      onSelect: () => void ask.attempt(() => client.prompts.archive({ id: version.id, archived: !version.archived })),
    },
  ]

  return (
    <>
      <ul className={styles.versions} aria-label="Versions">
        {shown.map((version) => {
          const isCurrent = version.text === current.text
          const owners = version.currentFor.flatMap(
            (id) => identities.find((one) => one.id === id)?.identity.name.slice(0, 40) ?? [],
          )
          return (
            <li key={version.id} data-current={isCurrent || undefined} data-archived={version.archived || undefined}>
              <div className={styles.words}>
                <NoteField key={version.note} version={version} />
                <p className={styles.quiet}>
                  <span className={styles.mono}>{shortVersion(version.version)}</span> ·{' '}
                  <span dir="auto">{version.author}</span> · {moment(version.madeAt)}
                  {version.parent !== null && ` · from ${parentOf(versions, version.parent)}`}
                </p>
                <p className={styles.chips}>
                  {version.current && <span>current</span>}
                  {owners.map((name) => (
                    <span key={name} dir="auto">
                      current for {name}
                    </span>
                  ))}
                  {ORIGINS[version.origin] !== '' && <span>{ORIGINS[version.origin]}</span>}
                  {version.archived && <span>archived</span>}
                </p>
              </div>
              <Button
                off={isCurrent ? 'It is current.' : version.archived ? 'Bring it back first.' : null}
                onClick={() => use({ id: version.id })}
              >
                Make current
              </Button>
              <Menu items={itemsOf(version)}>
                <IconButton icon="more" name={`More for version ${shortVersion(version.version)}`} />
              </Menu>
            </li>
          )
        })}
        <li data-current={current.text === bundled.text || undefined}>
          <div className={styles.words}>
            <p className={styles.strong}>The bundled default</p>
            <p className={styles.quiet}>
              <span className={styles.mono}>{shortVersion(bundled.version)}</span> · comes with the studio
            </p>
          </div>
          <Button off={current.text === bundled.text ? 'It is current.' : null} onClick={() => use('default')}>
            Make current
          </Button>
          <IconButton icon="edit" name="Go on from the default" onClick={() => onLoad(bundled.text, null)} />
        </li>
      </ul>
      {hidden > 0 && (
        <Button look="quiet" onClick={() => setArchived(!archived)}>
          {archived ? 'Hide archived ones' : `Show ${hidden} archived`}
        </Button>
      )}
      <section className={styles.compare} aria-label="What differs">
        <div className={styles.row}>
          <Picker name="From" value={from} options={sides} onChange={setFrom} />
          <span className={styles.quiet}>to</span>
          <Picker name="To" value={to} options={sides} onChange={setTo} />
        </div>
        {a && b && a.text === b.text ? (
          <p className={styles.quiet}>The same words.</p>
        ) : (
          a &&
          b && (
            <div className={styles.diff} tabIndex={0} role="group" aria-label="Words that differ">
              <DiffLegend from="the first" to="the second" />
              <DiffWords before={a.text} after={b.text} from="the first" to="the second" />
            </div>
          )
        )}
      </section>
    </>
  )
}

const parentOf = (versions: readonly PromptVersionRecord[], id: PromptVersionId): string => {
  const parent = versions.find((version) => version.id === id)
  return parent ? shortVersion(parent.version) : 'one that is gone'
}

/** A version's note, changed where it stands. */
const NoteField = ({ version }: { readonly version: PromptVersionRecord }) => {
  const { client, ask } = useStudio()
  const [note, setNote] = useState(version.note)
  const save = (): void => {
    if (note.trim() !== version.note)
      void ask.attempt(() => client.prompts.annotate({ id: version.id, note: note.trim() }))
  }
  return (
    <input
      className={styles.note}
      aria-label={`Note of version ${shortVersion(version.version)}`}
      value={note}
      maxLength={400}
      placeholder="No note"
      dir="auto"
      onChange={(event) => setNote(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setNote(version.note)
      }}
    />
  )
}
