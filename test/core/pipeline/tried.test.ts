import { describe, expect, it } from 'vitest'
import type { CheckFinding } from '../../../src/contract/index.ts'
import { bestOf } from '../../../src/core/pipeline/tried.ts'

const finding = (
  check: CheckFinding['check'],
  verdict: CheckFinding['verdict'],
  figure: number | null = null,
  limit: number | null = null,
): CheckFinding => ({ check, verdict, says: '', figure, limit })

describe('the best of what was tried', () => {
  it('[W8] has the fewest failed checks, then the fewest warnings, then the nearest miss', () => {
    const two = { name: 'two fail', findings: [finding('face-width', 'fail'), finding('one-face', 'fail')] }
    const warned = { name: 'fails, warns', findings: [finding('face-width', 'fail', 14, 15), finding('sharp', 'warn')] }
    const far = { name: 'far off', findings: [finding('face-width', 'fail', 5, 15)] }
    const near = { name: 'just missed', findings: [finding('face-width', 'fail', 13, 15)] }
    const empty = { name: 'one colour', findings: [finding('one-colour', 'fail')] }
    expect(bestOf([two, warned, far, near, empty])?.name).toBe('just missed')
    expect(bestOf([two, warned, far])?.name).toBe('far off')
    expect(bestOf([two, warned])?.name).toBe('fails, warns')
    expect(bestOf([empty])).toBeNull()
  })
})
