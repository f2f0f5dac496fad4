import { expect, test } from 'vitest'
import { counted, dayAndTime, dollars, duration } from '../../../src/core/export/figures.ts'

test('[X7] money keeps the digits that say something', () => {
  expect([0, 0.42, 0.039, 12, 0.004, 0.0000123].map(dollars)).toEqual([
    '$0.00',
    '$0.42',
    '$0.04',
    '$12.00',
    '$0.004',
    '$0.00001',
  ])
})

test('[X7] time as people say it', () => {
  expect([0, 640, 2430, 59_960, 185_000, 7_800_000].map(duration)).toEqual([
    '0 ms',
    '640 ms',
    '2.4 s',
    '1 min 0 s',
    '3 min 5 s',
    '2 h 10 min',
  ])
})

test('[X7] dates are the same on every machine, and a broken one is shown as it is', () => {
  expect(dayAndTime('2026-11-22T14:40:00+02:00')).toBe('22 November 2026 at 12:40 UTC')
  expect(dayAndTime('yesterday')).toBe('yesterday')
})

test('[X7] one or many', () => {
  expect([counted(1, 'identity', 'identities'), counted(2, 'identity', 'identities'), counted(0, 'request')]).toEqual([
    '1 identity',
    '2 identities',
    '0 requests',
  ])
})
