import { promptStart } from '../template.ts'

/** A prompt as the rules read it. All offsets are those of the file: what is left out is blanked, never cut. */
export interface PromptText {
  /** The words, with the notes at the top as spaces and every `{{variable}}` as a run of {@link BLANK}. */
  readonly words: string
  /** Where the prompt begins, behind its notes: the place of everything that is missing. */
  readonly start: number
  readonly variables: readonly { readonly name: string; readonly start: number; readonly end: number }[]
  readonly braces: string
}

/** Stands in for each character of a variable: a letter of no word, so that a rule neither reads the name nor loses its place. */
export const BLANK = '¤'

const blankNotes = (text: string, start: number): string =>
  text.slice(0, start).replace(/[^\r\n]/g, ' ') + text.slice(start)

/** Reads a template (or a rendered prompt) for the rules. Never fails. */
export const readPrompt = (text: string): PromptText => {
  // A carriage return counts as a blank, so that notes end where they do with plain line ends and no offset moves.
  const source = text.replaceAll('\r', ' ')
  const start = promptStart(source)
  const braces = blankNotes(source, start)
  const variables = [...braces.matchAll(/\{\{[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*\}\}/g)].map((match) => ({
    name: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }))
  const words = braces.replace(/\{\{[^{}\n]*\}\}/g, (variable) => BLANK.repeat(variable.length))
  return { words, start, variables, braces }
}

/** The sentence (or list line) around a place, from its first character to its last, without the mark that ends it. */
export const sentenceAround = (words: string, at: number): { readonly start: number; readonly text: string } => {
  const before = words.slice(0, at)
  const start = Math.max(
    before.lastIndexOf('\n') + 1,
    ...[...before.matchAll(/[.!?](?=\s)/g)].map((end) => end.index + 1),
  )
  const end = /[.!?](?=\s|$)|\n/.exec(words.slice(at))
  return { start, text: words.slice(start, end === null ? undefined : at + end.index) }
}

/** 1-based line and column of an offset. */
export const placeOf = (text: string, offset: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** A stretch of the text, end excluded. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Everywhere a pattern matches. */
export const spansOf = (words: string, pattern: RegExp): readonly Span[] =>
  Array.from(words.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }))

/** In the order of the text; where several see the same words the first and longest stands for them. */
export const withoutOverlaps = <S extends Span>(spans: readonly S[]): readonly S[] => {
  const kept: S[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  return kept
}
