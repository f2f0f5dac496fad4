import type { HistoryFilter } from '../../../contract/api/index.ts'

const DAY_MS = 86_400_000

/** The day of a moment by the clock of this window, as a date field writes it; '' for none. */
export const dayOf = (iso: string | undefined): string => {
  if (iso === undefined) return ''
  const date = new Date(iso)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

/** Midnight by the clock of this window, so many days after a day. */
export const midnight = (day: string, after: number): string | null => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const at = new Date(year, month - 1, date + after)
  return day === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** The last day that is still in. */
export const lastDay = (until: string | undefined): string =>
  until === undefined ? '' : dayOf(new Date(Date.parse(until) - 1).toISOString())

/** So many days before now. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()

const short = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' })

/** From when to when, in few words: "from Nov 15", "Nov 1 – Nov 5"; null for any time. */
export const stretch = ({ since, until }: Pick<HistoryFilter, 'since' | 'until'>): string | null => {
  const from = since === undefined ? null : short.format(new Date(since))
  const to = until === undefined ? null : short.format(new Date(Date.parse(until) - 1))
  if (from === null) return to === null ? null : `up to ${to}`
  return to === null ? `from ${from}` : from === to ? from : `${from} – ${to}`
}
