import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { issuesInWords, SubjectTraits } from '../../src/contract/index.ts'

const told = (schema: z.ZodType, value: unknown): string => {
  const parsed = schema.safeParse(value)
  return parsed.success ? 'fine' : issuesInWords(parsed.error.issues)
}

describe('what a schema has against a value', () => {
  it('is said to people, never in the words of a library', () => {
    expect(told(SubjectTraits, { name: 'A', gender: 'robot', hairColor: '' })).toBe(
      'gender: it is one of "man", "woman"; hairColor: it is empty; eyeColor: it is missing',
    )
    expect(
      told(z.object({ n: z.number().max(5), s: z.string().max(2), a: z.array(z.string()).min(2) }), {
        n: 7,
        s: 'abc',
        a: [],
      }),
    ).toBe('n: it may have at most 5; s: it may have at most 2 characters; a: it needs at least 2 entries')
    expect(told(z.strictObject({}), { odd: 1 })).toBe('"odd" is not known')
  })
})
