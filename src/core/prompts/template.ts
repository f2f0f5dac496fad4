import type { Variables } from './types.ts'

/** `{{name}}`, spaces inside allowed. Anything else between braces is plain text (and the linter says so). */
const VARIABLE = /\{\{[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*\}\}/g

export interface Rendered {
  readonly text: string
  /** Variables the template names that have no value, in order of appearance. */
  readonly missing: readonly string[]
  /** Variables that have a value and are not named by the template. */
  readonly unused: readonly string[]
}

/**
 * Where the prompt itself begins: behind the `#` lines at the very top of the file, which are notes for people, and the
 * blank lines that follow them. A `#` further down is part of the prompt.
 */
export const promptStart = (text: string): number => /^(?:#[^\n]*(?:\n|$))*\s*/.exec(text)?.[0].length ?? 0

/** The names of the variables a template uses, each once, in order of appearance; those in the notes do not count. */
const variablesIn = (template: string): readonly string[] => [
  ...new Set([...template.slice(promptStart(template)).matchAll(VARIABLE)].map((match) => match[1] ?? '')),
]

type Piece = { readonly literal: string } | { readonly variable: string }

const piecesOf = (line: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (const match of line.matchAll(VARIABLE)) {
    pieces.push({ literal: line.slice(at, match.index) }, { variable: match[1] ?? '' })
    at = match.index + match[0].length
  }
  pieces.push({ literal: line.slice(at) })
  return pieces
}

const valueOf = (variables: Variables, name: string): string | null => {
  const value = Object.hasOwn(variables, name) ? variables[name]?.trim() : undefined
  return value === undefined || value === '' ? null : value
}

/** A line with its values in place, or null when it stood for absent values only. */
const renderLine = (line: string, variables: Variables): string | null => {
  let text = ''
  let named = 0
  let present = 0
  let gap = false
  for (const piece of piecesOf(line)) {
    if ('variable' in piece) {
      named += 1
      const value = valueOf(variables, piece.variable)
      if (value === null) {
        gap = true
      } else {
        present += 1
        text += value
        gap = false
      }
      continue
    }
    // Where a value is absent, the space before it goes too if a space, punctuation or the line's end follows.
    const closes = /^(?:[\s.,;:!?)]|$)/.test(piece.literal)
    if (gap && closes) text = text.replace(/[ \t]+$/, '')
    text += gap && text === '' ? piece.literal.trimStart() : piece.literal
    if (piece.literal !== '') gap = false
  }
  return named > 0 && present === 0 ? null : text.trimEnd()
}

/**
 * Fills a template's `{{variables}}`. The rules:
 * - a value goes in exactly as it is, trimmed; braces or `$&` in it mean nothing; an empty value is an absent one;
 * - a line that names variables, none of which has a value, disappears; in other lines an absent value renders as nothing
 *   and takes one space with it;
 * - several blank lines in the template become one, none stay at its ends; the notes at the top are left out.
 * Never fails: a missing value is told in `missing`.
 */
export const render = (template: string, variables: Variables): Rendered => {
  const source = template.replaceAll('\r\n', '\n')
  const lines: string[] = []
  for (const line of source.slice(promptStart(source)).split('\n')) {
    const rendered = renderLine(line, variables)
    if (rendered === null) continue
    if (rendered === '' && (lines.length === 0 || lines.at(-1) === '')) continue
    lines.push(rendered)
  }
  const named = variablesIn(source)
  return {
    text: lines.join('\n').trim(),
    missing: named.filter((name) => valueOf(variables, name) === null),
    unused: Object.keys(variables).filter((name) => valueOf(variables, name) !== null && !named.includes(name)),
  }
}
