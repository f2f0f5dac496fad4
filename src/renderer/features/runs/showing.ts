import type { HistoryRow } from '../../../contract/api/index.ts'
import type { AttemptId, Sha256 } from '../../../contract/index.ts'
import type { Studio } from '../../app/studio.tsx'
import { tell } from '../../studio/mirror.ts'

/** Goes to the board of a request's subject and identity, with its picture in focus. */
export const showOnBoard = ({ view }: Studio, { subject, identity, image }: HistoryRow): void =>
  view.setState((state) => ({
    screen: 'board',
    layout: 'lanes',
    loupe: false,
    subject,
    identity: identity ?? state.identity,
    picked: { scenes: [], portraits: [] },
    selection: image === null ? [] : [image],
    focus: image,
  }))

/** Compares the pictures of marked requests, in the order they were marked. */
export const compareMarked = async (
  { client, ask, known, view, mirror }: Studio,
  attempts: readonly AttemptId[],
): Promise<void> => {
  const details = await ask.attempt(
    async () => await Promise.all(attempts.map((attempt) => client.history.get({ attempt }))),
  )
  const pictures: readonly Sha256[] = [...new Set(details?.flatMap(({ row }) => row.image ?? []))]
  const cards = await ask.attempt(() => client.pictures.cards({ pictures }))
  if (!cards) return
  known.keep(cards)
  const shown = new Set(cards.map(({ sha256 }) => sha256))
  const selection = pictures.filter((picture) => shown.has(picture))
  if (selection.length < 2) {
    tell(mirror, {
      kind: 'problem',
      message: 'Fewer than two of the marked requests have pictures of their own.',
      next: 'Mark requests whose pictures differ.',
    })
    return
  }
  view.setState({ screen: 'compare', loupe: false, selection, focus: selection[0] ?? null })
}
