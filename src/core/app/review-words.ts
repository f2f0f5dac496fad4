import type { Note, Review, ReviewChange } from '../../contract/api/index.ts'

/** What the menu calls an action ("Undo 3 stars for 4 pictures"). */
export const wordsFor = (change: ReviewChange, pictures: number): string => {
  const what = [
    change.stars === undefined ? null : starWords(change.stars),
    change.flag === undefined ? null : flagWords(change.flag),
    change.label === undefined ? null : change.label === null ? 'no label' : `${change.label} label`,
    change.approved === undefined ? null : change.approved ? 'approval' : 'approval withdrawn',
    change.addNote === undefined ? null : 'note',
    change.editNote === undefined ? null : 'changed note',
    change.removeNote === undefined ? null : 'removed note',
  ].filter((words) => words !== null)
  return `${what.join(', ')} for ${pictures === 1 ? 'a picture' : `${pictures} pictures`}`
}

const starWords = (stars: number): string => (stars === 0 ? 'no stars' : stars === 1 ? '1 star' : `${stars} stars`)

const flagWords = (flag: Review['flag']): string =>
  flag === 'pick' ? 'pick' : flag === 'reject' ? 'reject' : 'no flag'

/** A review after a change; what is not named stays. Notes that are not there any more are left alone. */
export const changed = (before: Review, change: ReviewChange, by: string, at: string): Review => {
  const { stars = before.stars, flag = before.flag, label = before.label } = change
  return {
    ...before,
    stars,
    flag,
    label,
    approved: approvalAfter(before.approved, change.approved, by, at),
    notes: notesAfter(before.notes, change, by, at),
  }
}

/** Approving what is approved keeps who did it first. */
const approvalAfter = (before: Review['approved'], wanted: boolean | undefined, by: string, at: string) => {
  if (wanted === undefined) return before
  return wanted ? (before ?? { by, at }) : null
}

const notesAfter = (before: readonly Note[], change: ReviewChange, by: string, at: string): readonly Note[] => {
  const { addNote, editNote, removeNote } = change
  const kept = before.filter(({ id }) => id !== removeNote)
  const edited = kept.map((note) => (note.id === editNote?.id ? { ...note, text: editNote.text } : note))
  if (addNote === undefined) return edited
  const id = Math.max(0, ...before.map((note) => note.id)) + 1
  return [...edited, { id, text: addNote.text, at: addNote.at, by, writtenAt: at }]
}
