import type { HistoryRow, HistoryStatus } from '../../../contract/api/index.ts'
import type { StepName } from '../../../contract/index.ts'
import type { IconName } from '../../ui/icon.tsx'
import { strategyTitle, VIEW_NAMES } from '../../ui/naming.ts'

export const STEP_TITLES: Readonly<Record<StepName, string>> = {
  views: 'View',
  scene: 'Scene',
  portrait: 'Matched portrait',
  final: 'Final',
  describe: 'Description',
  'nearest-view': 'Nearest view',
  canvas: 'Canvas',
  masked: 'Masked scene',
  composite: 'Composite',
  'second-opinion': 'Second opinion',
}

export const STATUS: Readonly<Record<HistoryStatus, { readonly title: string; readonly icon: IconName }>> = {
  succeeded: { title: 'Succeeded', icon: 'done' },
  blocked: { title: 'Blocked', icon: 'blocked' },
  failed: { title: 'Failed', icon: 'failed' },
  cancelled: { title: 'Cancelled', icon: 'stop' },
  unknown: { title: 'Outcome unknown', icon: 'warn' },
  'in-flight': { title: 'Under way', icon: 'play' },
}

/** What a request was for: "View, front" or "Final, scene views". */
export const workOf = (row: Pick<HistoryRow, 'step' | 'strategy' | 'view'>): string => {
  if (row.view) return `${STEP_TITLES[row.step]}, ${VIEW_NAMES[row.view]}`
  return row.strategy ? `${STEP_TITLES[row.step]}, ${strategyTitle(row.strategy)}` : STEP_TITLES[row.step]
}

const clock = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** A moment to the second, as a list shows it. */
export const second = (iso: string): string => clock.format(new Date(iso))

/** A span of time for people: "850 ms", "4.2 s", "3 min", "2.5 h". */
export const span = (ms: number): string => {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`
}

/** A text in pieces, every second of which begins with a word that was looked for. */
export const marked = (text: string, search: string | undefined): readonly string[] => {
  const words = (search ?? '').match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return [text]
  const loose = words.map((word) => Array.from(word, (sign) => `${sign}\\p{M}*`).join(''))
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${loose.join('|')})`, 'giu'))
}
