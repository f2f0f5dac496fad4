import type { Card, CardStep, IdentityRecord } from '../../contract/api/index.ts'
import type { StrategyName, ViewName } from '../../contract/index.ts'

/** What a lane's pictures are called. */
export const STEP_NAMES: Record<CardStep, { readonly one: string; readonly many: string }> = {
  views: { one: 'View', many: 'Views' },
  scene: { one: 'Scene', many: 'Scenes' },
  portrait: { one: 'Matched portrait', many: 'Matched portraits' },
  final: { one: 'Final', many: 'Finals' },
}

export const VIEW_NAMES: Record<ViewName, string> = {
  front: 'front',
  'profile-left': 'profile left',
  'profile-right': 'profile right',
  'three-quarter-left': 'three-quarter left',
  'three-quarter-right': 'three-quarter right',
}

/** "scene-views" as people read it. */
export const strategyTitle = (name: StrategyName): string => name.replaceAll('-', ' ')

/** A short name for a picture: "Chef, final 2". Null for what is no card. */
export const titleOf = (card: Card | null, identities: readonly IdentityRecord[]): string | null => {
  if (!card) return null
  const what =
    card.step === 'views' && card.view
      ? `View, ${VIEW_NAMES[card.view]}`
      : `${STEP_NAMES[card.step].one} ${card.variant}`
  const identity = identities.find(({ id }) => id === card.identity)?.identity.name.slice(0, 60)
  return identity === undefined ? what : `${identity}, ${what.toLowerCase()}`
}
