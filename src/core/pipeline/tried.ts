import type { CheckFinding } from '../../contract/index.ts'

/** Findings after which a picture is of no use to anybody: it is not whole, or shows nothing. */
const USELESS: ReadonlySet<string> = new Set(['decodes', 'format', 'contrast', 'one-colour', 'detail'])

/** Whether a picture shows something, whatever else is wrong with it. */
export const isUsable = (findings: readonly CheckFinding[]): boolean =>
  !findings.some(({ check, verdict }) => verdict === 'fail' && USELESS.has(check))

/** By how much a figure misses its limit, as a share of it; a finding without figures misses by one. */
const missOf = ({ figure, limit }: CheckFinding): number =>
  figure === null || limit === null ? 1 : Math.abs(figure - limit) / Math.max(Math.abs(limit), 0.01)

const count = (findings: readonly CheckFinding[], wanted: CheckFinding['verdict']): readonly CheckFinding[] =>
  findings.filter(({ verdict }) => verdict === wanted)

const worse = (a: readonly CheckFinding[], b: readonly CheckFinding[]): number => {
  const missed = (of: readonly CheckFinding[]): number => count(of, 'fail').reduce((sum, one) => sum + missOf(one), 0)
  return (
    count(a, 'fail').length - count(b, 'fail').length ||
    count(a, 'warn').length - count(b, 'warn').length ||
    missed(a) - missed(b)
  )
}

/** The one with the fewest failed checks, then the fewest warnings, then the nearest miss; null where none is of any use. */
export const bestOf = <T extends { readonly findings: readonly CheckFinding[] }>(tried: readonly T[]): T | null =>
  tried.filter(({ findings }) => isUsable(findings)).toSorted((a, b) => worse(a.findings, b.findings))[0] ?? null
