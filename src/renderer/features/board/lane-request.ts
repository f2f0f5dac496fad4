import type { RunRequestInput, Settings } from '../../../contract/api/index.ts'
import type { Mirror } from '../../studio/mirror.ts'
import type { LaneStep, View } from '../../app/view.ts'

const MAKES = { views: 'views', scene: 'scenes', portrait: 'portraits', final: 'finals' } as const

/** The pictures a lane is fed with: those picked on the board, else those flagged as picks. */
const fedBy = (mirror: Pick<Mirror, 'board' | 'reviews'>, picked: View['picked'], lane: 'scenes' | 'portraits') => {
  if (picked[lane].length > 0) return [...picked[lane]]
  const cards = mirror.board?.[lane].cards ?? []
  return cards
    .filter((card) => (mirror.reviews.get(card.sha256) ?? card.review).flag === 'pick')
    .map(({ sha256 }) => sha256)
}

/** What "run" asks for in a lane, as things are picked and set; null while no subject or identity is chosen. */
export const laneRequest = (
  mirror: Pick<Mirror, 'board' | 'reviews' | 'settings'>,
  view: Pick<View, 'subject' | 'identity' | 'picked' | 'variants' | 'ladder'>,
  lane: LaneStep,
): RunRequestInput | null => {
  const { subject, identity, picked, variants, ladder } = view
  if (subject === null || identity === null) return null
  const scenes = lane === 'portrait' || lane === 'final' ? fedBy(mirror, picked, 'scenes') : []
  const portraits = lane === 'final' ? fedBy(mirror, picked, 'portraits') : []
  return {
    subject,
    identities: [identity],
    make: MAKES[lane],
    // A portrait brings the scene it was matched to; a scene beside it would be a second wish.
    from: { scenes: portraits.length > 0 ? [] : scenes, portraits },
    variants: { views: 1, scene: variants.scene, portrait: variants.portrait, final: variants.final },
    ...(lane === 'final' && ladder.length > 0 ? { strategies: [...ladder] } : {}),
  }
}

/** Whether an engine hands photos to somebody else, so that the person has to be asked. */
export const sendsAway = (settings: Settings | null): boolean => settings?.engine === 'gemini'
