import type { CheckFact, ComparePicture, PictureFacts } from '../picture.ts'

/** One fact in which the shown pictures are not all alike; a value per picture, in their order, null where it has none. */
export type DifferingFact = { readonly name: string; readonly values: readonly (string | null)[] }

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(milliseconds < 9950 ? 1 : 0)} s`
const dollars = (amount: number): string => `$${amount.toFixed(amount > 0 && amount < 0.1 ? 4 : 2)}`

const FACTS: readonly (readonly [
  name: string,
  read: (facts: PictureFacts, picture: ComparePicture) => string | null,
])[] = [
  ['Size', (_, { width, height }) => `${width} × ${height}`],
  ['Model', ({ model }) => model ?? null],
  ['Strategy', ({ strategy }) => strategy ?? null],
  ['Variant', ({ variant }) => (variant === undefined ? null : String(variant))],
  ['Time', ({ latencyMs }) => (latencyMs === undefined ? null : seconds(latencyMs))],
  ['Cost', ({ costUsd }) => (costUsd === undefined ? null : dollars(costUsd))],
]

const VERDICTS: Readonly<Record<CheckFact['verdict'], string>> = { pass: '✓ pass', warn: '! warning', fail: '✗ fail' }

const checkOf = (facts: PictureFacts, name: string): string | null => {
  const check = facts.checks?.find((one) => one.name === name)
  return check ? [VERDICTS[check.verdict], check.says].filter(Boolean).join(', ') : null
}

/** A photo has no model and a scene no strategy: what a picture cannot have is no difference. */
const differ = (values: readonly (string | null)[]): boolean =>
  new Set(values.filter((value) => value !== null)).size > 1

/** Two measurements are never quite the same; what a check says of them in words may be. */
const withoutFigures = (value: string | null): string | null => value?.replaceAll(/[-+]?\d[\d.,]*/g, '#') ?? null

/** The facts in which these pictures differ, checks by their own names, in a fixed order. Prompts are told elsewhere. */
export const differingFacts = (pictures: readonly ComparePicture[]): readonly DifferingFact[] => {
  const checks = [...new Set(pictures.flatMap(({ facts }) => facts.checks?.map(({ name }) => name) ?? []))]
  const rows = [
    ...FACTS.map(([name, read]) => {
      const values = pictures.map((picture) => read(picture.facts, picture))
      return { name, values, differs: differ(values) }
    }),
    ...checks.map((name) => {
      const values = pictures.map(({ facts }) => checkOf(facts, name))
      return { name, values, differs: differ(values.map(withoutFigures)) }
    }),
  ]
  return rows.filter(({ differs }) => differs).map(({ name, values }) => ({ name, values }))
}
