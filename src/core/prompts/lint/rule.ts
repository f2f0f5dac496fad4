import type { LintFinding, LintFix, TemplatePurpose } from '../types.ts'
import type { PromptText } from './text.ts'

/** What a rule says about one place; the rest of a finding is the same for all of a rule's findings. */
export interface Flag {
  readonly start: number
  readonly end: number
  readonly message: string
  readonly suggestion: string
  /** An error unless told. */
  readonly severity?: LintFinding['severity']
  readonly fix?: LintFix
}

export interface LintRule {
  readonly name: string
  /** Which learning of the field a finding goes against. */
  readonly reason: string
  readonly check: (text: PromptText, purpose: TemplatePurpose | null) => readonly Flag[]
}

/** A finding about words that are not there: no width, at the prompt's beginning. */
export const absent = (
  text: PromptText,
  message: string,
  suggestion: string,
  severity: LintFinding['severity'] = 'error',
): Flag => ({ start: text.start, end: text.start, message, suggestion, severity })

/** A line put behind everything else: the mending of what is missing. */
export const lineAtEnd = (text: PromptText, line: string): LintFix => {
  const end = text.words.trimEnd().length
  return { start: end, end, text: end <= text.start ? line : `\n${line}` }
}

/** Prompts that begin so want words as their answer. */
const ASKS_FOR_WORDS = /^\s*(?:please\s+)?(?:describe|write|list|name|answer|which|what|tell)\b/i

/** What a prompt asks for. Where the purpose is not known it is told from its first words. */
export const asksFor = (text: PromptText, purpose: TemplatePurpose | null): 'picture' | 'description' | 'answer' => {
  if (purpose !== null)
    return purpose.step === 'describe'
      ? 'description'
      : purpose.step === 'nearest-view' || purpose.step === 'second-opinion'
        ? 'answer'
        : 'picture'
  const words = text.words.slice(text.start)
  if (/^\s*(?:please\s+)?describe\b/i.test(words)) return 'description'
  return ASKS_FOR_WORDS.test(words) ? 'answer' : 'picture'
}

/** Whether the face has to be 15-25 % of the width: scenes and finals, and prompts of no known purpose that read like one. */
export const needsSceneFraming = (text: PromptText, purpose: TemplatePurpose | null): boolean => {
  if (purpose !== null) return purpose.step === 'scene' || purpose.step === 'final'
  if (asksFor(text, null) !== 'picture' || /\bhead[- ]and[- ]shoulders\b|\bheadshot\b/i.test(text.words)) return false
  return /\b(?:cinematic|movie|film|poster|scene|waist|chest)\b/i.test(text.words)
}
