import type { WireError } from './wire.ts'

const violations = (error: WireError | null) => error?.details?.flatMap((detail) => detail.violations ?? []) ?? []

/** A limit per day is among those passed: waiting the told minute would only ask for the same refusal again. */
export const isDailyQuota = (error: WireError | null): boolean =>
  violations(error).some((violation) => /PerDay/i.test(violation.quotaId ?? ''))

/** The limit is 0: free keys have none for most image models, yet Google asks them to retry in a minute. */
export const isZeroQuota = (error: WireError | null): boolean =>
  violations(error).some((violation) => Number(violation.quotaValue ?? Number.NaN) === 0) ||
  /\blimit: 0\b/.test(error?.message ?? '')

/** setTimeout cannot wait longer than 24.8 days; nothing worth waiting for takes longer than one. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000

/**
 * How long the server asks to wait, in milliseconds: RetryInfo's duration ("38.2s", google.protobuf.Duration in JSON), else
 * the Retry-After header (seconds or a date, RFC 9110 10.2.3), else null.
 */
export const toldDelayMs = (error: WireError | null, retryAfter: string | null, now: number): number | null => {
  const duration = error?.details?.find((detail) => detail.retryDelay)?.retryDelay
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1] ?? /^\d+$/.exec(retryAfter ?? '')?.[0]
  if (seconds !== undefined) return bounded(Math.ceil(Number(seconds) * 1000))
  const date = retryAfter === null ? Number.NaN : Date.parse(retryAfter)
  return Number.isNaN(date) ? null : bounded(date - now)
}

const bounded = (ms: number): number => Math.min(Math.max(0, ms), LONGEST_WAIT_MS)
