import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { openPurse } from '../../../src/core/pipeline/purse.ts'

describe('a spend cap', () => {
  it('[P14] counts what is under way at its list price, and at its true price once that is known', () => {
    const purse = openPurse(0.1, 0)
    const first = unwrap(purse.reserve(0.04))
    const second = unwrap(purse.reserve(0.04))
    expect(purse.reserve(0.04)).toMatchObject({ ok: false, problem: { code: 'budget-reached' } })
    // What was blocked cost nothing: its place is free for another.
    first.settle(0)
    const third = unwrap(purse.reserve(0.04))
    second.settle(0.05)
    third.settle(0.05)
    expect(purse.spentUsd()).toBeCloseTo(0.1, 9)
    expect(purse.reserve(0.001)).toMatchObject({ ok: false, problem: { code: 'budget-reached' } })
  })

  it('[P14] counts what earlier runs of the same work spent, and never stops what is free', () => {
    const purse = openPurse(0.1, 0.09)
    expect(purse.reserve(0.02)).toMatchObject({ ok: false })
    expect(purse.reserve(0.01)).toMatchObject({ ok: true })
    expect(purse.reserve(0)).toMatchObject({ ok: true })
    expect(openPurse(null, 1000).reserve(500)).toMatchObject({ ok: true })
  })
})
