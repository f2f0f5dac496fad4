import type { ExportOptions } from '../../contract/api/index.ts'
import type { Deliverable } from './deliverable.ts'

/** Words under a picture for people outside: what it is; whose and as what, only if names are told. */
export interface Caption {
  readonly title: string
  readonly line: string
}

const STEPS = { views: 'View', scene: 'Scene', portrait: 'Matched portrait', final: 'Final' } as const

export const captionOf = (one: Deliverable, tell: ExportOptions['tell']): Caption => {
  const { card } = one
  const what = card.view === null ? STEPS[card.step] : `${STEPS[card.step]}, ${card.view.replaceAll('-', ' ')}`
  const who = tell.names ? [one.identity?.name, one.subject].filter((name) => typeof name === 'string') : []
  const how = [
    card.strategy?.replaceAll('-', ' '),
    card.model,
    card.review.stars > 0 ? `${card.review.stars} of 5 stars` : undefined,
    card.review.approved === null ? undefined : 'approved',
  ].filter((fact) => fact !== undefined)
  return {
    title: who.length > 0 ? `${who.join(', ')} · ${what.toLowerCase()} ${card.variant}` : `${what} ${card.variant}`,
    line: how.join(' · '),
  }
}
