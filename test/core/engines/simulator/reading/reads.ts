import { expect, it } from 'vitest'
import { readWish } from '../../../../../src/core/engines/simulator/reading/prompt.ts'
import type { Wish } from '../../../../../src/core/engines/simulator/reading/prompt.ts'

/** What a prompt says, for each prompt of a table. */
export const reads = <T>(of: (wish: Wish) => T, table: readonly (readonly [prompt: string, expected: T])[]): void => {
  it.each(table)('%s', (prompt, expected) => {
    expect(of(readWish(prompt))).toEqual(expected)
  })
}
