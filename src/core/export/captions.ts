import type { ExportOptions } from '../../contract/api/index.ts'
import type { Deliverable } from './deliverable.ts'

/** Words under a picture for people outside: what it is; whose and as what, only if names are told. */
export interface Caption {
  readonly title: string
  readonly line: string
}

const STEPS = { views: 'View', scene: 'Scene', portrait: 'Matched portrait', final: 'Final' } as const

const what = ({ card, identity, subject }: Deliverable, tell: ExportOptions['tell']): string => {
  const step = card.view === null ? STEPS[card.step] : `${STEPS[card.step]}, ${card.view.replaceAll('-', ' ')}`
  const who = tell.names ? [identity?.name, subject].filter((name) => typeof name === 'string') : []
  return who.length > 0 ? `${who.join(', ')} · ${step.toLowerCase()}` : step
}

const how = ({ card }: Deliverable): string =>
  [
    card.strategy?.replaceAll('-', ' '),
    card.model,
    card.review.stars > 0 ? `${card.review.stars} of 5 stars` : undefined,
    card.review.approved === null ? undefined : 'approved',
  ]
    .filter((fact) => fact !== undefined)
    .join(' · ')

/**
 * A caption for each picture, in their order. They are called by the number of their variant; where that would call two
 * pictures the same, as it does with finals of several identities whose names are not told, they are counted instead.
 */
export const captionsOf = (pictures: readonly Deliverable[], tell: ExportOptions['tell']): readonly Caption[] => {
  const alike = Map.groupBy(pictures, (one) => what(one, tell))
  return pictures.map((one) => {
    const name = what(one, tell)
    const group = alike.get(name) ?? []
    const isTold = new Set(group.map(({ card }) => card.variant)).size === group.length
    return { title: `${name} ${isTold ? one.card.variant : group.indexOf(one) + 1}`, line: how(one) }
  })
}
