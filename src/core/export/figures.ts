/** US dollars: "$0.42"; below a cent with the digits that say something: "$0.004". */
export const dollars = (usd: number): string =>
  usd > 0 && usd < 0.01 ? `$${usd.toPrecision(1).replace(/e.*$/, '')}` : `$${usd.toFixed(2)}`

/** Milliseconds as people say them: "640 ms", "2.4 s", "3 min 5 s", "2 h 10 min". */
export const duration = (ms: number): string => {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** An ISO date as "22 November 2026 at 14:40 UTC"; as it is when it is no date. */
export const dayAndTime = (iso: string): string => {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : `${DAY.format(date).replace(', ', ' at ')} UTC`
}

/** "1 request", "3 requests". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** "three-quarter left" as "Three-quarter left": the beginning of a line. */
export const begun = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
