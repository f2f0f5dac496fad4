import type { Card } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import type { Mirror } from '../studio/mirror.ts'
import { cameFrom } from './selecting.ts'
import type { View } from './view.ts'

/** The scenes that portraits were matched to. */
const scenesOf = (portraits: readonly Card[], hashes: readonly Sha256[]): readonly Sha256[] =>
  portraits
    .filter(({ sha256 }) => hashes.includes(sha256))
    .flatMap(({ madeFrom }) => madeFrom.filter(({ role }) => role === 'scene').map(({ sha256 }) => sha256))

/** The portraits that what is picked leaves to be seen. */
export const portraitsInView = (portraits: readonly Card[], picked: View['picked']): readonly Card[] =>
  portraits.filter((card) => cameFrom(card, picked.scenes))

/**
 * The finals that what is picked leaves to be seen. A final whose strategy takes no portrait belongs to a portrait by the
 * scene they share.
 */
export const finalsInView = (
  finals: readonly Card[],
  portraits: readonly Card[],
  picked: View['picked'],
): readonly Card[] => {
  if (picked.portraits.length === 0) return finals.filter((card) => cameFrom(card, picked.scenes))
  const scenes = scenesOf(portraits, picked.portraits)
  return finals.filter((card) =>
    card.madeFrom.some(({ role }) => role === 'portrait')
      ? cameFrom(card, picked.portraits)
      : scenes.length > 0 && cameFrom(card, scenes),
  )
}

/** Lanes as they are shown, first to last. */
export const lanesInView = (
  mirror: Pick<Mirror, 'board'>,
  view: Pick<View, 'picked'>,
): readonly (readonly Card[])[] => {
  const { board } = mirror
  if (!board) return []
  return [
    board.views.cards,
    board.scenes.cards,
    portraitsInView(board.portraits.cards, view.picked),
    finalsInView(board.finals.cards, board.portraits.cards, view.picked),
  ]
}

/** Pictures heard of, by hash: lanes name theirs, the grid and others leave theirs here. */
export const openKnownCards = () => {
  const known = new Map<Sha256, Card>()
  return {
    keep: (cards: readonly Card[]): void => {
      for (const card of cards) known.set(card.sha256, card)
    },
    get: (sha256: Sha256): Card | undefined => known.get(sha256),
    all: (hashes: readonly Sha256[]): readonly Card[] => hashes.flatMap((sha256) => known.get(sha256) ?? []),
  }
}
export type KnownCards = ReturnType<typeof openKnownCards>
