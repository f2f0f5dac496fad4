import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { unwrap } from '../../src/contract/index.ts'
import { openDestination } from '../../src/core/export/destination.ts'
import { faultOf, makeDelivery } from '../../src/core/imaging/delivery.ts'
import { uniquePng } from './instant-engine.ts'
import { type Figure, median, ms } from './figure.ts'

const PICTURES = 4
const WIDTH = 896
const HEIGHT = 1200
/** Longest side of what is exported, in pixels. */
const SIDE = 1000

/** Pictures as a model sends them: noise with forms in it, so that every format has work. */
const picture = async (seed: number): Promise<Uint8Array> => {
  const noise = { type: 'gaussian' as const, mean: 110, sigma: 24 }
  const create = { width: WIDTH, height: HEIGHT, channels: 3 as const, background: '#000', noise }
  const soft = await sharp({ create })
    .blur(2 + seed)
    .png()
    .toBuffer()
  return soft
}

/** Processor milliseconds of this process that something took, workers and libvips included. */
const cpu = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const provenance = {
  source: 'trainedAlgorithmicMedia',
  tool: 'Identity Studio',
  madeAt: '2026-11-22T14:30:05.000Z',
  engine: 'gemini',
  model: 'a-model',
  recipe: 'matched-portrait',
  step: 'final',
  strategy: null,
  original: '0'.repeat(64),
  prompt: null,
  subject: null,
  identity: null,
} as const

/** The same decoding, resizing and encoding by sharp alone, without marks, sync or reading back. */
const raw = {
  jpeg: async (bytes: Uint8Array) =>
    await sharp(bytes)
      .resize({ width: SIDE, height: SIDE, fit: 'inside' })
      .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
      .toBuffer(),
  webp: async (bytes: Uint8Array) =>
    await sharp(bytes)
      .resize({ width: SIDE, height: SIDE, fit: 'inside' })
      .webp({ quality: 90, smartSubsample: true })
      .toBuffer(),
  png: async (bytes: Uint8Array) =>
    await sharp(bytes)
      .resize({ width: SIDE, height: SIDE, fit: 'inside' })
      .png({ compressionLevel: 6, adaptiveFiltering: true })
      .toBuffer(),
}

export const measureExport = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'))
  try {
    // Loaded and warm before anything is measured.
    await sharp(uniquePng()).toBuffer()
    const pictures = await Promise.all([0, 1, 2].map(picture))
    const destination = unwrap(await openDestination(folder))
    const figures: Figure[] = []
    for (const format of ['jpeg', 'webp', 'png'] as const) {
      const ours = async (): Promise<void> => {
        for (let n = 0; n < PICTURES; n++) {
          const bytes = pictures[n % pictures.length] ?? new Uint8Array()
          const wish = {
            format,
            size: SIDE,
            quality: 90,
            colour: 'srgb',
            provenance,
          } as const
          const made = unwrap(await makeDelivery(bytes, wish))
          const expected = { format, width: made.width, height: made.height, source: provenance.source }
          const fault = async (read: Uint8Array): Promise<string | null> => await faultOf(read, expected)
          unwrap(await destination.write({ stem: 'picture', ending: format }, made.bytes, 'number', fault))
        }
      }
      const theirs = async (): Promise<void> => {
        for (let n = 0; n < PICTURES; n++) await raw[format](pictures[n % pictures.length] ?? new Uint8Array())
      }
      const rounds: { readonly ours: number; readonly theirs: number }[] = []
      for (let round = 0; round < 3; round++) rounds.push({ theirs: await cpu(theirs), ours: await cpu(ours) })
      const own = median(rounds.map((round) => round.ours)) / PICTURES
      const bare = median(rounds.map((round) => round.theirs)) / PICTURES
      figures.push({
        name: `processor time to export a picture as ${format}, marked, synced and read back`,
        measured: `${ms(own)} (${(own / bare).toFixed(2)}x)`,
        against: `sharp alone: ${ms(bare)}`,
        aim: 'at most 1.15x',
        met: own / bare <= 1.15,
      })
    }
    return figures
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
