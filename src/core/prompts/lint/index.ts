import type { LintFinding, TemplatePurpose } from '../types.ts'
import { bareDirection } from './bare-direction.ts'
import { cameraDescribed } from './camera-described.ts'
import { exactFraming } from './exact-framing.ts'
import { expressionNamed } from './expression-named.ts'
import { faceSize } from './face-size.ts'
import { featureWords } from './feature-words.ts'
import type { Flag, LintRule } from './rule.ts'
import { swapWording } from './swap-wording.ts'
import { placeOf, readPrompt } from './text.ts'
import { unknownVariable } from './unknown-variable.ts'
import { unusedVariable } from './unused-variable.ts'

/** Every rule, in the order in which findings at the same place are told. */
const RULES: readonly LintRule[] = [
  swapWording,
  bareDirection,
  cameraDescribed,
  expressionNamed,
  exactFraming,
  faceSize,
  featureWords,
  unknownVariable,
  unusedVariable,
]

const findingOf = (text: string, rule: LintRule, flag: Flag): LintFinding => ({
  rule: rule.name,
  severity: 'error',
  reason: rule.reason,
  ...placeOf(text, flag.start),
  ...flag,
})

/**
 * Reads a template against everything the field has learnt, in the order of the text. Offsets are 0-based, in UTF-16 code
 * units of `text` as given; lines and columns count from 1. The `#` notes at the top are not read. Without a purpose only
 * what holds for any prompt is said.
 */
export const lint = (text: string, purpose: TemplatePurpose | null): readonly LintFinding[] => {
  const prompt = readPrompt(text)
  const findings = RULES.flatMap((rule) => rule.check(prompt, purpose).map((flag) => findingOf(text, rule, flag)))
  return findings.toSorted((a, b) => a.start - b.start)
}
