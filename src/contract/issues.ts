/** What a schema has against a value, as zod and the standard schema tell it; zod's own fields where they are there. */
export type SchemaIssue = {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
  readonly code?: string | undefined
  readonly origin?: string | undefined
  readonly minimum?: number | bigint | undefined
  readonly maximum?: number | bigint | undefined
  readonly values?: readonly unknown[] | undefined
  readonly keys?: readonly string[] | undefined
}

const UNIT: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', set: ' entries' }

const wrong = ({ code, origin = '', minimum, maximum, values, keys, message }: SchemaIssue): string => {
  if (code === 'invalid_type' && message.endsWith('received undefined')) return 'it is missing'
  if (code === 'invalid_value' && values)
    return `it is one of ${values.map((value) => JSON.stringify(value)).join(', ')}`
  if (code === 'too_small' && origin === 'string' && minimum === 1) return 'it is empty'
  if (code === 'too_small') return `it needs at least ${minimum}${UNIT[origin] ?? ''}`
  if (code === 'too_big') return `it may have at most ${maximum}${UNIT[origin] ?? ''}`
  if (code === 'unrecognized_keys' && keys) return `${keys.map((key) => `"${key}"`).join(', ')} is not known`
  return message
}

/** The first three findings of a schema in one line for people, "gender: it is one of "man", "woman"; name: it is empty". */
export const issuesInWords = (issues: readonly SchemaIssue[]): string =>
  issues
    .slice(0, 3)
    .map((issue) => {
      const where = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
      return where === '' ? wrong(issue) : `${where}: ${wrong(issue)}`
    })
    .join('; ')
