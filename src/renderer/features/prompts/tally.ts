import type { Card, PictureInsight, Review, Trial, TrialCase, TrialSide } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'

/** What one side of a try comes to. Shares and means are null where nothing was there to be counted. */
export type SideTally = {
  readonly asked: number
  readonly made: number
  /** Pieces of work in which a request was refused, whatever came of them in the end. */
  readonly refused: number
  readonly checked: number
  readonly passed: number
  readonly likeness: Mean | null
  readonly sceneKept: Mean | null
  readonly stars: Mean | null
  readonly approved: number
  readonly rejected: number
  readonly costUsd: number
}

export type Mean = { readonly mean: number; readonly of: number }

/** What is known of the pictures. */
export type Known = {
  readonly cards: ReadonlyMap<Sha256, Pick<Card, 'check'>>
  readonly reviews: ReadonlyMap<Sha256, Review>
  readonly insights: ReadonlyMap<Sha256, Pick<PictureInsight, 'likeness' | 'sceneKept'>>
}

const ORDER = ['views', 'scene', 'describe', 'nearest-view', 'portrait', 'final'] as const

const placeOf = ({ step }: TrialCase): number => ORDER.findIndex((known) => known === step)

/** The cases a try is judged by: those of the last step it reached, since the rest only leads there. */
export const judgedBy = (cases: readonly TrialCase[]): readonly TrialCase[] => {
  const last = Math.max(...cases.map(placeOf))
  return cases.filter((one) => placeOf(one) === last)
}

const meanOf = (values: readonly (number | null | undefined)[]): Mean | null => {
  const known = values.filter((value) => value !== null && value !== undefined)
  return known.length === 0
    ? null
    : { mean: known.reduce((sum, value) => sum + value, 0) / known.length, of: known.length }
}

const tallyOf = (sides: readonly TrialSide[], costUsd: number, { cards, reviews, insights }: Known): SideTally => {
  const made = sides.flatMap(({ image }) => image ?? [])
  const checks = made.flatMap((image) => cards.get(image)?.check.verdict ?? []).filter((verdict) => verdict !== 'none')
  const said = made.flatMap((image) => reviews.get(image) ?? [])
  return {
    asked: sides.length,
    made: sides.filter(({ state }) => state === 'made').length,
    refused: sides.filter(({ blocks }) => blocks > 0).length,
    checked: checks.length,
    passed: checks.filter((verdict) => verdict === 'pass').length,
    likeness: meanOf(made.map((image) => insights.get(image)?.likeness?.score)),
    sceneKept: meanOf(made.map((image) => insights.get(image)?.sceneKept?.score)),
    stars: meanOf(said.flatMap(({ stars }) => (stars > 0 ? stars : []))),
    approved: said.filter(({ approved }) => approved !== null).length,
    rejected: said.filter(({ flag }) => flag === 'reject').length,
    costUsd,
  }
}

/** Both sides of a try, counted over the cases it is judged by. */
export const tallies = (
  { cases, before, tried }: Trial,
  known: Known,
): { readonly before: SideTally; readonly tried: SideTally } => {
  const judged = judgedBy(cases)
  // Scenes are made with anybody's face.
  const measured = judged.some(({ step }) => step === 'scene') ? { ...known, insights: new Map() } : known
  return {
    before: tallyOf(
      judged.map((one) => one.before),
      before.costUsd,
      measured,
    ),
    tried: tallyOf(
      judged.map((one) => one.tried),
      tried.costUsd,
      measured,
    ),
  }
}

/** One line of the proof: what either side has, and whether the new words are better by it. */
export type TallyRow = {
  readonly title: string
  readonly means: string
  readonly before: string
  readonly tried: string
  readonly verdict: 'better' | 'worse' | 'same' | null
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
const shareOf = (part: number, whole: number): string => `${part} of ${whole}`

const compared = (before: number, tried: number, higherIsBetter: boolean, least: number): TallyRow['verdict'] => {
  if (Math.abs(tried - before) < least) return 'same'
  return tried > before === higherIsBetter ? 'better' : 'worse'
}

/** Smaller differences than this in a mean are those of two variants with the same words, not of the words. */
const LEAST_SHARE = 0.02
const LEAST_STARS = 0.25

const meanRow = (
  title: string,
  means: string,
  before: Mean | null,
  tried: Mean | null,
  told: (mean: number) => string,
  least: number,
): readonly TallyRow[] => {
  if (before === null && tried === null) return []
  const words = (side: Mean | null): string => (side === null ? 'none' : told(side.mean))
  const verdict = before && tried ? compared(before.mean, tried.mean, true, least) : null
  return [{ title, means, before: words(before), tried: words(tried), verdict }]
}

/** The proof, line by line; what was not counted on either side has no line. */
export const tallyRows = (before: SideTally, tried: SideTally): readonly TallyRow[] => {
  const share = ({ asked }: SideTally, part: number): number => (asked === 0 ? 0 : part / asked)
  const passed = (side: SideTally): number => (side.checked === 0 ? 0 : side.passed / side.checked)
  const reviewed = before.approved + tried.approved + before.rejected + tried.rejected > 0
  return [
    {
      title: 'Made',
      means: 'Pieces of work of which something came',
      before: shareOf(before.made, before.asked),
      tried: shareOf(tried.made, tried.asked),
      verdict: compared(share(before, before.made), share(tried, tried.made), true, 0.001),
    },
    {
      title: 'Refused',
      means: 'Pieces of work in which the model refused a request',
      before: shareOf(before.refused, before.asked),
      tried: shareOf(tried.refused, tried.asked),
      verdict: compared(share(before, before.refused), share(tried, tried.refused), false, 0.001),
    },
    ...(before.checked + tried.checked === 0
      ? []
      : [
          {
            title: 'Checks passed',
            means: 'Pictures in which no check found anything to say',
            before: shareOf(before.passed, before.checked),
            tried: shareOf(tried.passed, tried.checked),
            verdict:
              before.checked > 0 && tried.checked > 0 ? compared(passed(before), passed(tried), true, 0.001) : null,
          },
        ]),
    ...meanRow(
      'Likeness',
      'Mean; 0 % a stranger, 100 % the person’s own photos',
      before.likeness,
      tried.likeness,
      percent,
      LEAST_SHARE,
    ),
    ...meanRow(
      'Scene kept',
      'Mean share of the scene outside of the face that survived',
      before.sceneKept,
      tried.sceneKept,
      percent,
      LEAST_SHARE,
    ),
    ...meanRow(
      'Stars',
      'Mean of those that were rated',
      before.stars,
      tried.stars,
      (mean) => mean.toFixed(1),
      LEAST_STARS,
    ),
    ...(reviewed
      ? [
          {
            title: 'Approved, rejected',
            means: 'What people said of them',
            before: `${before.approved}, ${before.rejected}`,
            tried: `${tried.approved}, ${tried.rejected}`,
            verdict: compared(before.approved - before.rejected, tried.approved - tried.rejected, true, 1),
          },
        ]
      : []),
  ]
}

/** Fewer cases than this show a direction at most. */
export const ENOUGH = 5

/** The proof in a sentence. */
export const verdictOf = (rows: readonly TallyRow[], cases: number): string => {
  const titles = (verdict: TallyRow['verdict']): string =>
    rows
      .filter((row) => row.verdict === verdict)
      .map(({ title }) => title.toLowerCase())
      .join(', ')
  const [better, worse] = [titles('better'), titles('worse')]
  const said =
    better === '' && worse === ''
      ? 'The figures do not tell them apart: look at the pictures.'
      : [better === '' ? '' : `Better: ${better}.`, worse === '' ? '' : `Worse: ${worse}.`].filter(Boolean).join(' ')
  return cases < ENOUGH
    ? `${said} ${cases === 1 ? 'One case' : `${cases} cases`} can be luck: choose more, or more variants.`
    : said
}
