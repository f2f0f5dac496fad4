import { PURPOSES } from '../purposes.ts'
import type { TemplatePurpose } from '../types.ts'
import type { Flag, LintRule } from './rule.ts'

const EVERY: readonly string[] = [...new Set(PURPOSES.flatMap((purpose): readonly string[] => purpose.variables))]

const knownTo = (purpose: TemplatePurpose | null): readonly string[] => purpose?.variables ?? EVERY

/** Edits between two names, capitals aside: one letter added, dropped or changed counts one. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1]?.toLowerCase() === b[j - 1]?.toLowerCase() ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}

/** The name that was probably meant, or null when none is near. */
const nearest = (name: string, known: readonly string[]): string | null => {
  const best = known.map((other) => ({ other, edits: distance(name, other) })).toSorted((a, b) => a.edits - b.edits)[0]
  return best !== undefined && best.edits <= Math.ceil(name.length / 3) ? best.other : null
}

const namesSaid = (known: readonly string[]): string =>
  known.length === 0 ? 'This prompt has no variables.' : `Known here: ${known.map((name) => `{{${name}}}`).join(' ')}`

const unknown = (name: string, at: { start: number; end: number }, purpose: TemplatePurpose | null): Flag => {
  const known = knownTo(purpose)
  const flag = {
    ...at,
    message: EVERY.includes(name)
      ? `{{${name}}} is not known in a ${purpose?.name ?? ''} prompt and renders as nothing.`
      : `There is no variable {{${name}}}; it renders as nothing.`,
  }
  const meant = nearest(name, known)
  return meant === null
    ? { ...flag, suggestion: namesSaid(known) }
    : { ...flag, suggestion: `Write {{${meant}}}.`, fix: { ...at, text: `{{${meant}}}` } }
}

/** `name`: what stands between single braces, when that would be a variable. */
const malformed = (found: string, name: string | undefined, start: number, known: readonly string[]): Flag => {
  const at = { start, end: start + found.length }
  const flag = { ...at, message: `"${found}" is no variable and would be sent as it stands.` }
  return name === undefined
    ? { ...flag, suggestion: `Write {{name}} with letters and digits only. ${namesSaid(known)}` }
    : { ...flag, suggestion: `Write {{${name}}}.`, fix: { ...at, text: `{{${name}}}` } }
}

/** Variables that render as nothing because nobody fills them, and braces that are no variable at all. */
export const unknownVariable: LintRule = {
  name: 'unknown-variable',
  reason: 'A variable that is not known renders as nothing: the words around it lose their sense without a warning.',
  check: ({ braces, variables }, purpose) => {
    const known = knownTo(purpose)
    const isVariable = (at: number): boolean => variables.some(({ start, end }) => at >= start && at < end)
    return [
      ...variables
        .filter(({ name }) => !known.includes(name))
        .map(({ name, start, end }) => unknown(name, { start, end }, purpose)),
      ...[...braces.matchAll(/\{\{[^{}\n]*\}?\}?|\}\}|\{([A-Za-z][A-Za-z0-9]*)\}/g)]
        .filter((match) => !isVariable(match.index) && (match[1] === undefined || known.includes(match[1])))
        .map((match) => malformed(match[0], match[1], match.index, known)),
    ]
  },
}
