import type { Card, CheckBadge, PictureInsight } from '../../contract/api/index.ts'

const BADNESS = { none: 0, pass: 1, warn: 2, fail: 3 } as const

/** The worst that the checks said of a picture: those of its own attempt, or what was found since about it. */
export const verdictOf = (card: Pick<Card, 'check'>, insight: PictureInsight | undefined): CheckBadge => {
  if (card.check.verdict !== 'none') return card.check
  const checks = insight?.checks ?? []
  return checks.reduce<CheckBadge>(
    (worst, { verdict, says }) =>
      BADNESS[verdict] > BADNESS[worst.verdict] ? { verdict, says: verdict === 'pass' ? null : says } : worst,
    card.check,
  )
}

export const isMismatch = ({ verdict }: CheckBadge): boolean => verdict === 'warn' || verdict === 'fail'
