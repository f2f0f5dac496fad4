import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Vision } from '../../../../src/core/vision/types.ts'
import { openVision } from '../../../../src/core/vision/vision.ts'
import { aFolder } from '../../../builders/studio.ts'
import { drawFaults, FAULTS, scoreOf } from '../../../samples/faults.ts'

let vision: Vision
beforeAll(() => {
  vision = openVision()
})
afterAll(async () => await vision.close())

it('[W17] every drawn fault is caught, and no good picture is refused', { timeout: 300_000 }, async () => {
  const samples = await drawFaults({ folder: await aFolder(), seed: 1, vision, brief: true })
  const { missed, falseAlarms, good, spoiled } = scoreOf(samples)
  expect({ missed, falseAlarms }).toEqual({ missed: [], falseAlarms: [] })
  expect(new Set(samples.map(({ fault }) => fault))).toEqual(new Set([null, ...FAULTS]))
  expect([good, spoiled]).toEqual([8, 20])
})
