import type { HistoryFilter, HistorySort } from '../../src/contract/api/index.ts'
import { VOCABULARY } from './history-library.ts'

const word = (at: number): string => VOCABULARY[at] ?? ''

/**
 * What people may look for: words that stand in every request, in most, in some, in few and in one; two and more of them;
 * phrases; beginnings; what only the model said; a whole sentence; and what is not there.
 */
export const SEARCHES: readonly string[] = [
  'cinematic',
  'cinematic portrait',
  'portrait of',
  'a cinematic portrait of',
  '"cinematic portrait"',
  '"a cinematic portrait of"',
  '"portrait of take"',
  '"of take77"',
  ...[0, 1, 3, 12, 40, 150, 400, 1500, 3999].map(word),
  `${word(0)} ${word(1)}`,
  `${word(0)} ${word(1)} ${word(2)} ${word(3)}`,
  `${word(2)} ${word(40)}`,
  `${word(40)} ${word(41)}`,
  `${word(400)} ${word(2)}`,
  `${word(3999)} cinematic`,
  `"${word(0)} ${word(1)}"`,
  `"${word(0)} ${word(0)}"`,
  `"${word(40)} ${word(2)}"`,
  `"${word(0)} ${word(1)}" cinematic`,
  'take',
  'take1',
  'take77',
  'take123456',
  'lumen',
  'lumen harbor cedar violin',
  'vio',
  'ta',
  't',
  'l c v h',
  `cine port ${word(0)}`,
  'cannot',
  'cannot show',
  '"cannot show"',
  'SAFETY',
  `safety ${word(4)}`,
  `cannot ${word(0)}`,
  '"I cannot show" cinematic',
  `a cinematic portrait of ${Array.from({ length: 8 }, (_, at) => word(at)).join(' ')}`,
  'nowhere',
  'cinematic nowhere',
  '"portrait cinematic"',
]

export const FILTERS: readonly HistoryFilter[] = [
  {},
  { statuses: ['blocked'] },
  { statuses: ['succeeded', 'unknown'] },
  { steps: ['final'], model: 'painter', cached: false },
  { strategies: ['multi-turn', 'scene-views'] },
  { reason: 'SAFETY' },
  { since: '2026-03-01T00:00:00Z', until: '2026-05-01T00:00:00Z' },
  { costAtLeast: 0.01 },
  { model: 'carver', costAtLeast: 0.01, costAtMost: 0.02, since: '2026-02-01T00:00:00Z' },
]

export const SORTS: readonly HistorySort[] = ['newest', 'oldest', 'cost', 'time']
