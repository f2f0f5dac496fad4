import type { StoreApi } from 'zustand/vanilla'
import type { Card, Review, ReviewChange, Reviewed } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import { withReviews } from './after-event.ts'
import type { Client } from './client.ts'
import { type Mirror, tellProblem } from './mirror.ts'
import { problemOf } from './problems.ts'

/** What is shown of a picture's review: painted in advance, else as last heard of, else as it came with the card. */
export const reviewOf = (mirror: Pick<Mirror, 'painted' | 'reviews'>, card: Pick<Card, 'sha256' | 'review'>): Review =>
  mirror.painted.get(card.sha256) ?? mirror.reviews.get(card.sha256) ?? card.review

/**
 * Whether something can be taken back, or done again, as far as the window knows. Actions under way count: whoever rates and
 * at once takes it back means that rating, and the studio does both in the order they were asked for.
 */
export const mayStep = ({ undo, reviewing }: Pick<Mirror, 'undo' | 'reviewing'>, way: 'undo' | 'redo'): boolean =>
  undo[way] !== null || reviewing > 0

/** What a change will make of a review. Notes get their number from the studio and are not painted in advance. */
export const foreseen = (review: Review, change: ReviewChange, author: string, now: string): Review => ({
  ...review,
  stars: change.stars ?? review.stars,
  flag: change.flag === undefined ? review.flag : change.flag,
  label: change.label === undefined ? review.label : change.label,
  approved: change.approved === undefined ? review.approved : change.approved ? { by: author, at: now } : null,
})

const without = (painted: ReadonlyMap<Sha256, Review>, before: ReadonlyMap<Sha256, Review>) =>
  // A later key press may have painted over it: only what this action painted is taken away.
  new Map([...painted].filter(([sha256, review]) => before.get(sha256) !== review))

/** Review actions: painted at once, then confirmed by the studio, or taken back with a message. */
export const openReviewing = (client: Client, mirror: StoreApi<Mirror>) => {
  const settle = async (paint: ReadonlyMap<Sha256, Review>, ask: () => Promise<Reviewed>): Promise<boolean> => {
    mirror.setState((state) => ({
      painted: new Map([...state.painted, ...paint]),
      reviewing: state.reviewing + 1,
    }))
    try {
      const { reviews, state: undo } = await ask()
      mirror.setState((state) => ({
        reviews: withReviews(state, reviews),
        painted: without(state.painted, paint),
        undo,
        pictures: state.pictures + 1,
      }))
      return true
    } catch (error) {
      mirror.setState((state) => ({ painted: without(state.painted, paint) }))
      tellProblem(mirror, problemOf(error))
      return false
    } finally {
      mirror.setState((state) => ({ reviewing: state.reviewing - 1 }))
    }
  }

  const paintOf = (cards: readonly Card[], change: ReviewChange): ReadonlyMap<Sha256, Review> => {
    const state = mirror.getState()
    const author = state.settings?.author ?? ''
    const now = new Date().toISOString()
    return new Map(cards.map((card) => [card.sha256, foreseen(reviewOf(state, card), change, author, now)]))
  }

  return {
    /** One action for all the pictures given; true once the studio has it. */
    change: async (cards: readonly Card[], change: ReviewChange): Promise<boolean> => {
      const pictures = cards.map(({ sha256 }) => sha256)
      return settle(paintOf(cards, change), () => client.reviews.change({ pictures, set: change }))
    },
    /** Picks one and rejects the rest of its group, as one action. */
    keepOne: async (keep: Card, rest: readonly Card[]): Promise<boolean> =>
      settle(new Map([...paintOf([keep], { flag: 'pick' }), ...paintOf(rest, { flag: 'reject' })]), () =>
        client.reviews.keepOne({ keep: keep.sha256, reject: rest.map(({ sha256 }) => sha256) }),
      ),
    undo: async (): Promise<boolean> => settle(new Map(), () => client.reviews.undo()),
    redo: async (): Promise<boolean> => settle(new Map(), () => client.reviews.redo()),
  }
}
export type Reviewing = ReturnType<typeof openReviewing>
