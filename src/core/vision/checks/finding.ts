import type { CheckFinding, LimitName } from '../../../contract/index.ts'
import { isBad, type Limits } from './limits.ts'

export type Verdict = CheckFinding['verdict']

/** What a check says for each way it can end. */
export interface Sayings {
  readonly good: string
  readonly bad: string
}

const beyond = (figure: number, limit: number | null, bad: 'above' | 'below'): boolean =>
  limit !== null && (bad === 'above' ? figure > limit : figure < limit)

/** Pass, warn or fail of one figure against a limit of the table. The limit told is the one that was passed, or the warning's. */
export const graded = (
  check: string,
  figure: number,
  limits: Limits,
  name: LimitName,
  { good, bad }: Sayings,
): CheckFinding => {
  const { warn, fail } = limits(name)
  const side = isBad(name)
  if (beyond(figure, fail, side)) return { check, verdict: 'fail', says: bad, figure, limit: fail }
  if (beyond(figure, warn, side)) return { check, verdict: 'warn', says: bad, figure, limit: warn }
  return { check, verdict: 'pass', says: good, figure, limit: warn ?? fail }
}

const RANK: Readonly<Record<Verdict, number>> = { pass: 0, warn: 1, fail: 2 }

/** The worst of several findings about the same thing, the first of equals. */
export const worst = (findings: readonly [CheckFinding, ...CheckFinding[]]): CheckFinding =>
  findings.reduce((kept, one) => (RANK[one.verdict] > RANK[kept.verdict] ? one : kept))

/** A finding on something that cannot be measured well enough to refuse a picture for it. */
export const unsure = (finding: CheckFinding, why: string): CheckFinding =>
  finding.verdict === 'fail' ? { ...finding, verdict: 'warn', says: `${finding.says} ${why}` } : finding

/** What is worth saying and has no figure. */
export const told = (check: string, verdict: Verdict, says: string): CheckFinding => ({
  check,
  verdict,
  says,
  figure: null,
  limit: null,
})

/** The edge of the frame that a nose of this yaw points to. */
export const edgeOf = (yaw: number): 'LEFT' | 'RIGHT' => (yaw > 0 ? 'RIGHT' : 'LEFT')

export const degrees = (angle: number): string => `${Math.round(Math.abs(angle))}°`
export const percent = (value: number): string => `${Math.round(value)} %`
export const share = (value: number): string => percent(100 * value)
