import type { Card } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import type { View } from './view.ts'

export type How = { readonly add: boolean; readonly range: boolean }

const PLAIN: How = { add: false, range: false }

const toggled = (list: readonly Sha256[], sha256: Sha256): readonly Sha256[] =>
  list.includes(sha256) ? list.filter((other) => other !== sha256) : [...list, sha256]

const between = (order: readonly Sha256[], from: Sha256 | null, to: Sha256): readonly Sha256[] => {
  const a = from === null ? -1 : order.indexOf(from)
  const b = order.indexOf(to)
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/**
 * The view after a picture was chosen: alone, added (Ctrl) or as the end of a range (Shift).
 * @param order the pictures around it, as they are shown
 */
export const choose = (view: View, sha256: Sha256, order: readonly Sha256[], how: How = PLAIN): Partial<View> => {
  if (how.range) {
    const range = between(order, view.focus, sha256)
    const before = how.add ? view.selection : []
    return { selection: [...before.filter((other) => !range.includes(other)), ...range], focus: sha256 }
  }
  if (!how.add) return { selection: [sha256], focus: sha256 }
  const selection = toggled(view.selection, sha256)
  return { selection, focus: selection.includes(sha256) ? sha256 : (selection.at(-1) ?? null) }
}

/** What is picked once a card of a lane was chosen. A scene lets go of portraits that were not made from it. */
export const pickedAfter = (
  view: View,
  card: Card,
  portraits: readonly Card[],
  how: Pick<How, 'add'> = PLAIN,
): View['picked'] => {
  const { picked } = view
  if (card.step === 'scene') {
    const scenes = how.add ? toggled(picked.scenes, card.sha256) : [card.sha256]
    const keep = picked.portraits.filter((sha256) =>
      portraits.some((portrait) => portrait.sha256 === sha256 && cameFrom(portrait, scenes)),
    )
    return { scenes, portraits: keep }
  }
  if (card.step === 'portrait')
    return { ...picked, portraits: how.add ? toggled(picked.portraits, card.sha256) : [card.sha256] }
  return picked
}

/** Whether a picture was made from one of these; with none given, everything is. */
export const cameFrom = (card: Pick<Card, 'madeFrom'>, pictures: readonly Sha256[]): boolean =>
  pictures.length === 0 || card.madeFrom.some(({ sha256 }) => pictures.includes(sha256))
