import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openVision } from '../../src/core/vision/vision.ts'
import { drawFaults, FAULTS, type Sample, scoreOf } from '../samples/faults.ts'
import type { Figure } from './figure.ts'

/** Seeds that the sample is drawn for; more with CHECKS_SEEDS. */
const SEEDS = Number(process.env['CHECKS_SEEDS'] ?? 4)

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`

/** How many drawn faults the checks catch, and how many good pictures they refuse. */
export const measureChecks = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'studio-checks-'))
  const vision = openVision()
  const samples: Sample[] = []
  try {
    for (let seed = 0; seed < SEEDS; seed++) samples.push(...(await drawFaults({ folder, seed, vision })))
  } finally {
    await vision.close()
    await rm(folder, { recursive: true, force: true })
  }
  const all = scoreOf(samples)
  for (const line of [...all.missed, ...all.falseAlarms, ...all.warned]) console.error(line)
  return [
    ...FAULTS.map((fault): Figure => {
      const { caught, spoiled } = scoreOf(samples.filter((sample) => sample.fault === fault))
      return {
        name: `checks: ${fault} caught`,
        measured: `${percent(caught, spoiled)} of ${spoiled}`,
        against: 'drawn with a known fault',
        aim: '95 %',
        met: caught >= 0.95 * spoiled,
      }
    }),
    {
      name: 'checks: good pictures refused',
      measured: `${percent(all.refused, all.good)} of ${all.good}`,
      against: 'drawn without fault',
      aim: 'under 5 %',
      met: all.refused < 0.05 * all.good,
    },
  ]
}
