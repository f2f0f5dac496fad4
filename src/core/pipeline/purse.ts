import { failed, ok, type Result } from '../../contract/index.ts'

/** Holds a run to its spend cap. Money is reserved at the list price before a request leaves and settled after it. */
export interface Purse {
  /** A reservation, or the problem `budget-reached` when this request would pass the cap. */
  readonly reserve: (estimateUsd: number) => Result<Reservation>
  readonly spentUsd: () => number
}

export interface Reservation {
  /** What it really cost; to be called once. */
  readonly settle: (costUsd: number) => void
}

/** Sums of prices are compared with this much tolerance: a hundredth of the smallest price in the table. */
const CENT_FRACTION = 1e-6

export const usd = (amount: number): string => `$${amount.toFixed(amount > 0 && amount < 0.1 ? 4 : 2)}`

export const openPurse = (budgetUsd: number | null, spentBefore: number): Purse => {
  let spent = spentBefore
  let reserved = 0
  return {
    spentUsd: () => spent,
    reserve: (estimateUsd) => {
      if (budgetUsd !== null && estimateUsd > 0 && spent + reserved + estimateUsd > budgetUsd + CENT_FRACTION)
        return failed(
          'budget-reached',
          `The next request (about ${usd(estimateUsd)}) would pass the spend cap of ${usd(budgetUsd)}; ${usd(spent)} is spent.`,
          'Raise the cap and run again: it goes on where it stopped.',
        )
      reserved += estimateUsd
      return ok({
        settle: (costUsd) => {
          reserved = Math.max(0, reserved - estimateUsd)
          spent += costUsd
        },
      })
    },
  }
}
