import { expect, it } from 'vitest'
import { lint } from '../../../../src/core/prompts/lint/index.ts'
import { purposeOf, type TemplateName } from '../../../../src/core/prompts/purposes.ts'
import type { LintFinding } from '../../../../src/core/prompts/types.ts'

/** The findings of one rule. */
export const findingsOf = (rule: string, text: string, purpose: TemplateName | null): readonly LintFinding[] =>
  lint(text, purpose === null ? null : purposeOf(purpose)).filter((finding) => finding.rule === rule)

/** The words a rule points at. */
export const wordsFound = (rule: string, text: string, purpose: TemplateName | null): readonly string[] =>
  findingsOf(rule, text, purpose).map(({ start, end }) => text.slice(start, end))

/** Each text has exactly these words pointed at by the rule; [''] stands for something that is missing. */
export const flags = (
  rule: string,
  purpose: TemplateName | null,
  cases: readonly (readonly [text: string, ...found: string[]])[],
): void => {
  it.each(cases)('flags: %s', (text, ...found) => {
    expect(wordsFound(rule, text, purpose)).toEqual(found)
  })
}

/** The rule says nothing about any of these. */
export const passes = (rule: string, purpose: TemplateName | null, cases: readonly string[]): void => {
  it.each(cases)('passes: %s', (text) => {
    expect(wordsFound(rule, text, purpose)).toEqual([])
  })
}

/** The text after every finding's replacement was made, last first so that offsets hold. */
export const fixed = (rule: string, text: string, purpose: TemplateName | null): string =>
  findingsOf(rule, text, purpose)
    .flatMap(({ fix }) => fix ?? [])
    .toReversed()
    .reduce((words, fix) => words.slice(0, fix.start) + fix.text + words.slice(fix.end), text)
