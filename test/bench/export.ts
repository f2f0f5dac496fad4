import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { type ExportFormat, ExportOptions } from '../../src/contract/api/index.ts'
import { type Sha256, unwrap } from '../../src/contract/index.ts'
import type { Deliverable } from '../../src/core/export/deliverable.ts'
import { openDestination } from '../../src/core/export/destination.ts'
import { handOver } from '../../src/core/export/handing-over.ts'
import { type Imaging, openImaging } from '../../src/core/imaging/imaging.ts'
import { blobPath } from '../../src/core/library/blobs.ts'
import { openLibrary } from '../../src/core/library/open.ts'
import type { Library } from '../../src/core/library/types.ts'
import { type Figure, median, ms } from './figure.ts'

const WIDTH = 896
const HEIGHT = 1200
/** Longest side of what is exported, in pixels. */
const SIDE = 1000
/** Pictures under way at once, with the peer as with the studio: cores that work side by side take longer for each. */
const AT_ONCE = 3

type Made = Exclude<ExportFormat, 'original'>
/** Pictures of one export, and how often it is measured: AVIF takes seconds a picture. */
const ROUNDS: Readonly<Record<Made, { readonly pictures: number; readonly rounds: number }>> = {
  jpeg: { pictures: 16, rounds: 7 },
  webp: { pictures: 6, rounds: 5 },
  png: { pictures: 6, rounds: 5 },
  tiff: { pictures: 6, rounds: 5 },
  avif: { pictures: 1, rounds: 3 },
}

/** The same encoders with the same settings, called by hand. */
const ENCODED: Readonly<Record<Made, (picture: Sharp) => Sharp>> = {
  jpeg: (picture) => picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }),
  webp: (picture) => picture.webp({ quality: 90, smartSubsample: true }),
  png: (picture) => picture.png({ compressionLevel: 6, adaptiveFiltering: true }),
  tiff: (picture) => picture.tiff({ compression: 'deflate', predictor: 'horizontal' }),
  avif: (picture) => picture.avif({ quality: 90, chromaSubsampling: '4:4:4' }),
}

/** A picture as a model sends it: noise with forms in it, so that every format has work. */
const picture = async (seed: number): Promise<Uint8Array> => {
  const noise = { type: 'gaussian' as const, mean: 110, sigma: 24 }
  const create = { width: WIDTH, height: HEIGHT, channels: 3 as const, background: '#000', noise }
  return await sharp({ create })
    .blur(2 + (seed % 3))
    .png()
    .toBuffer()
}

/** Processor milliseconds of this process that something took, workers and libvips included. */
const cpu = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const deliverable = (sha256: Sha256, bytes: number): Deliverable => {
  const size = { width: WIDTH, height: HEIGHT, mimeType: 'image/png' as const }
  return {
    card: {
      sha256,
      step: 'final',
      subject: null,
      identity: null,
      view: null,
      strategy: null,
      rung: 0,
      variant: 1,
      engine: 'gemini',
      model: 'a-model',
      run: 1 as never,
      job: 1 as never,
      attempt: 1 as never,
      ...size,
      madeAt: '2026-11-22T14:30:05.000Z',
      check: { verdict: 'pass', says: null },
      cached: false,
      madeFrom: [],
      review: { sha256, stars: 0, flag: null, label: null, approved: null, notes: [] },
    },
    stored: { sha256, kind: 'answer', bytes, ...size },
    attempt: null,
    recipe: 'matched-portrait',
    subject: null,
    identity: null,
  }
}

interface Ready {
  readonly library: Library
  readonly imaging: Imaging
  readonly base: string
  readonly all: readonly Deliverable[]
}

/** The whole way of an export: read and compare the original, make, mark, decode again, write, sync, read back, name. */
const exportOf = async ({ library, imaging, base, all }: Ready, format: Made, round: number): Promise<void> => {
  const destination = unwrap(await openDestination(join(base, `ours-${format}-${round}`)))
  const parts = { source: library, imaging, destination, tool: 'Identity Studio', now: () => new Date() }
  const options = ExportOptions.parse({ format, size: SIDE, name: '{step}_{n}' })
  const over = await handOver(all, options, parts, new AbortController().signal, () => {})
  if (over.status !== 'done' || over.written.length !== all.length) throw new Error(JSON.stringify(over.problem))
}

/** The same pictures by sharp alone: read, decoded, made smaller, encoded and written, with or without the profile that was asked for. */
const bySharp = async ({ library, base, all }: Ready, format: Made, round: number, named: boolean): Promise<void> => {
  const folder = join(base, `theirs-${format}-${round}-${named}`)
  await mkdir(folder)
  const one = async ({ card }: Deliverable, at: number): Promise<void> => {
    const upright = sharp(await readFile(blobPath(library.folder, card.sha256)), { autoOrient: true })
    const sized = upright.resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    const made = ENCODED[format](named ? sized.withIccProfile('srgb') : sized)
    await writeFile(join(folder, `${at}.${format}`), await made.toBuffer())
  }
  const waiting = [...all.entries()]
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await one(next[1], next[0])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

const measured = async (ready: Ready, format: Made): Promise<Figure> => {
  const { pictures, rounds } = ROUNDS[format]
  const some = { ...ready, all: ready.all.slice(0, pictures) }
  const ours: number[] = []
  const theirs: number[] = []
  const bare: number[] = []
  for (let round = -1; round < rounds; round++) {
    const one = {
      theirs: await cpu(async () => await bySharp(some, format, round, true)),
      ours: await cpu(async () => await exportOf(some, format, round)),
      bare: await cpu(async () => await bySharp(some, format, round, false)),
    }
    // The first goes to load and warm what is measured.
    if (round < 0) continue
    ours.push(one.ours)
    theirs.push(one.theirs)
    bare.push(one.bare)
  }
  const own = median(ours)
  const ratio = own / median(theirs)
  return {
    name: `processor time to export a picture as ${format}: read, made, marked, decoded again, synced, compared`,
    measured: `${ms(own / pictures)} (${ratio.toFixed(2)}x)`,
    against: `sharp writing the same picture with its profile: ${ms(median(theirs) / pictures)}; without: ${ms(median(bare) / pictures)} (${(own / median(bare)).toFixed(2)}x)`,
    aim: 'at most 1.15x',
    met: ratio <= 1.15,
  }
}

export const measureExport = async (): Promise<readonly Figure[]> => {
  const base = await mkdtemp(join(tmpdir(), 'studio-bench-'))
  const library = unwrap(await openLibrary({ folder: join(base, 'library'), holder: 'bench' }))
  const imaging = openImaging()
  try {
    const all: Deliverable[] = []
    for (let seed = 0; seed < Math.max(...Object.values(ROUNDS).map(({ pictures }) => pictures)); seed++) {
      const bytes = await picture(seed)
      const facts = { kind: 'answer', mimeType: 'image/png', width: WIDTH, height: HEIGHT } as const
      all.push(deliverable(await library.putPicture(bytes, facts), bytes.length))
    }
    const figures: Figure[] = []
    for (const format of ['jpeg', 'webp', 'png', 'tiff', 'avif'] as const)
      figures.push(await measured({ library, imaging, base, all }, format))
    return figures
  } finally {
    await imaging.close()
    library.close()
    await rm(base, { recursive: true, force: true })
  }
}
