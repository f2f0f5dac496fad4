import type { HistorySum, HistoryTotals } from '../../../contract/api/index.ts'
import { StepName, StrategyName } from '../../../contract/index.ts'
import type { HistoryIndex } from './history-index.ts'
import type { Listing } from './listing.ts'
import { OPEN } from './reading.ts'

type Sum = { -readonly [K in keyof HistorySum]: HistorySum[K] }

const nothing = (): Sum => ({
  requests: 0,
  succeeded: 0,
  blocked: 0,
  failed: 0,
  unknown: 0,
  cached: 0,
  costUsd: 0,
  ms: 0,
})

const Kind = StrategyName.or(StepName)

/** What the requests of a listing came to, in all, by day, and by strategy or step. */
export const totalsOf = (index: HistoryIndex, rows: Listing): HistoryTotals => {
  const columns = index.columns()
  const [day, step, strategy, status, engine, cached, retries, cost, latency] = (
    ['day', 'step', 'strategy', 'status', 'engine', 'cached', 'retries', 'cost', 'latency'] as const
  ).map((name) => columns.of(name))
  const local = index.code('local')
  const fields = new Map<number | undefined, 'succeeded' | 'blocked' | 'failed' | 'unknown'>([
    [index.code('succeeded'), 'succeeded'],
    [index.code('blocked'), 'blocked'],
    [index.code('failed'), 'failed'],
    [index.code('unknown'), 'unknown'],
    [index.code(OPEN), 'unknown'],
  ])
  const all = nothing()
  const days = new Map<number, Sum>()
  const kinds = new Map<number, Sum>()
  const sumOf = (sums: Map<number, Sum>, key: number): Sum => {
    const known = sums.get(key)
    if (known) return known
    const made = nothing()
    sums.set(key, made)
    return made
  }
  for (const row of rows) {
    if (engine?.[row] === local) continue
    const ofDay = sumOf(days, day?.[row] ?? 0)
    const ofKind = sumOf(kinds, strategy?.[row] || (step?.[row] ?? 0))
    const field = fields.get(status?.[row])
    const fromLibrary = cached?.[row] === 1
    for (const sum of [all, ofDay, ofKind]) {
      if (fromLibrary) {
        sum.cached++
        continue
      }
      sum.requests += 1 + (retries?.[row] ?? 0)
      if (field !== undefined) sum[field]++
      sum.costUsd += cost?.[row] ?? 0
      sum.ms += latency?.[row] ?? 0
    }
  }
  return {
    all: inDollars(all),
    days: [...days]
      .toSorted(([a], [b]) => a - b)
      .map(([number, sum]) => ({ day: String(number).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'), ...inDollars(sum) })),
    kinds: [...kinds]
      .flatMap(([number, sum]) => {
        const kind = Kind.safeParse(index.name(number))
        return kind.success ? [{ kind: kind.data, ...inDollars(sum) }] : []
      })
      .toSorted((a, b) => b.requests - a.requests || b.cached - a.cached),
  }
}

/** Money was added up in millionths, so that no fraction is lost on the way. */
const inDollars = (sum: Sum): HistorySum => ({ ...sum, costUsd: sum.costUsd / 1e6 })
