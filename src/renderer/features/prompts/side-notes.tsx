import { useState } from 'react'
import type { SideNote } from '../../../contract/api/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { moment } from '../../ui/figures.ts'
import styles from './kept.module.css'
import { shortVersion } from './naming.ts'
import { useAnswer } from './use-answer.ts'
import { WhosePickers } from './whose-pickers.tsx'

const KINDS: Readonly<Record<SideNote['kind'], string>> = {
  written: 'note',
  review: 'seen',
  prompt: 'prompt',
  trial: 'tried',
  description: 'description',
}

/** What was tried with an identity and what was seen, newest first: it fills itself, can be written in, and is undone like reviews. */
export const SideNotes = () => {
  const { client, ask } = useStudio()
  const identity = useView((view) => view.identity)
  const changed = useMirror((mirror) => `${mirror.prompts} ${mirror.pictures}`)
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState('')
  const words = wanted.trim()
  const { value: page } = useAnswer(
    identity === null ? null : () => client.prompts.notes({ identity, ...(words === '' ? {} : { text: words }) }),
    [identity, changed, words],
    words === '' ? 0 : 150,
  )
  if (identity === null) return <p className={styles.teaches}>Add an identity on the Board: its notes stand here.</p>
  const add = async (): Promise<void> => {
    if (text.trim() === '') return
    const added = await ask.attempt(() => client.prompts.addNote({ identity, text }))
    if (added) setText('')
  }
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>Side notes</h2>
        <WhosePickers />
        <span className={styles.space} />
        <input
          type="search"
          className={styles.search}
          aria-label="Find in the notes"
          placeholder="Find in the notes"
          value={wanted}
          maxLength={200}
          dir="auto"
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setWanted('')
          }}
        />
      </header>
      <form
        className={styles.write}
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <TextArea
          label="What was tried, what was seen"
          rows={2}
          value={text}
          maxLength={4000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            void add()
          }}
        />
        <Button type="submit" off={text.trim() === '' ? 'Write something first.' : null}>
          Add note
        </Button>
      </form>
      {page?.notes.length === 0 && (
        <p className={styles.teaches}>
          {words === ''
            ? 'Approvals, rejections, stars, labels and notes on this identity’s pictures are written down here by themselves, and so is every prompt that becomes current or is tried.'
            : 'No note holds these words.'}
        </p>
      )}
      <ol className={styles.notes} aria-label="Notes">
        {page?.notes.map((note) => (
          <NoteLine key={`${note.id} ${note.text}`} note={note} />
        ))}
      </ol>
    </div>
  )
}

const NoteLine = ({ note }: { readonly note: SideNote }) => {
  const { client, ask, view } = useStudio()
  const identity = useView((state) => state.identity)
  const [editing, setEditing] = useState<string | null>(null)
  if (identity === null) return null
  const save = async (): Promise<void> => {
    if (editing === null) return
    const words = editing.trim()
    if (words !== '' && words !== note.text)
      await ask.attempt(() => client.prompts.editNote({ identity, id: note.id, text: words }))
    setEditing(null)
  }
  const { image, prompt } = note
  return (
    <li>
      {image === null ? (
        <span className={styles.noPicture} />
      ) : (
        <button
          type="button"
          className={styles.picture}
          aria-label="Look at the picture"
          onClick={() =>
            view.setState({ screen: 'board', layout: 'lanes', focus: image, selection: [image], loupe: true })
          }
        >
          <img src={pictureUrl(image, 'thumb')} alt="" loading="lazy" />
        </button>
      )}
      <div className={styles.noteWords}>
        {editing === null ? (
          <p dir="auto">{note.text}</p>
        ) : (
          <TextArea
            label="Note"
            rows={2}
            value={editing}
            autoFocus
            onChange={(event) => setEditing(event.target.value)}
            onBlur={() => void save()}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setEditing(null)
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
            }}
          />
        )}
        <p className={styles.quiet}>
          {KINDS[note.kind]} · <span dir="auto">{note.by}</span> · {moment(note.at)}
          {note.everywhere && ' · for every identity'}
          {prompt && (
            <>
              {' · '}
              <button
                type="button"
                className={styles.link}
                onClick={() => view.setState({ prompt: { what: 'template', template: prompt.template, branch: null } })}
              >
                {prompt.template.replace(/^final-/, '').replaceAll('-', ' ')} {shortVersion(prompt.version)}
              </button>
            </>
          )}
        </p>
      </div>
      <IconButton icon="edit" name="Change this note" onClick={() => setEditing(note.text)} />
      <IconButton
        icon="close"
        name="Take this note away"
        onClick={() => void ask.attempt(() => client.prompts.removeNote({ identity, id: note.id }))}
      />
    </li>
  )
}
