import { useState } from 'react'
import type { Card, Note, Review } from '../../../contract/api/index.ts'
import { useStudio, useView } from '../../app/studio.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { moment } from '../../ui/figures.ts'
import styles from './notes.module.css'

/** Remarks about a picture, or about a point in it. */
export const Notes = ({ card, review }: { readonly card: Card; readonly review: Review }) => {
  const { review: reviewing, view } = useStudio()
  const [text, setText] = useState('')
  const pin = useView((state) => (state.pin?.sha256 === card.sha256 ? state.pin : null))

  const save = async (): Promise<void> => {
    const words = text.trim()
    if (words === '') return
    const at = pin ? { x: pin.x, y: pin.y } : null
    if (!(await reviewing.change([card], { addNote: { text: words, at } }))) return
    setText('')
    view.setState({ pin: null })
  }

  return (
    <div className={styles.notes}>
      <ol aria-label="Notes">
        {review.notes.map((note, index) => (
          <NoteRow key={note.id} card={card} note={note} number={index + 1} />
        ))}
      </ol>
      <textarea
        data-note
        aria-label={pin ? 'A note about the point that was clicked' : 'A note about this picture'}
        placeholder={pin ? 'About this point …' : 'Write a note …'}
        rows={text === '' && !pin ? 1 : 3}
        maxLength={4000}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            void save()
          }
          if (event.key === 'Escape') {
            view.setState({ pin: null })
            event.currentTarget.blur()
          }
        }}
      />
      {text.trim() !== '' && (
        <Button onClick={() => void save()}>{pin ? 'Keep the note at this point' : 'Keep the note'}</Button>
      )}
    </div>
  )
}

const NoteRow = ({ card, note, number }: { readonly card: Card; readonly note: Note; readonly number: number }) => {
  const { review } = useStudio()
  return (
    <li className={styles.note}>
      <span className={styles.number} data-pinned={note.at !== null || undefined}>
        {number}
      </span>
      <div>
        <p dir="auto">{note.text}</p>
        <p className={styles.by}>
          <span dir="auto">{note.by}</span> {moment(note.writtenAt)}
          {note.at ? ', at a point' : ''}
        </p>
      </div>
      <IconButton
        icon="close"
        name={`Remove note ${number}`}
        onClick={() => void review.change([card], { removeNote: note.id })}
      />
    </li>
  )
}
