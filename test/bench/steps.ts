import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PQueue from 'p-queue'
import { type RunId, RunSpec, unwrap } from '../../src/contract/index.ts'
import { sha256OfText } from '../../src/core/engines/keys.ts'
import { openLibrary } from '../../src/core/library/open.ts'
import type { Library } from '../../src/core/library/types.ts'
import { workOffRun } from '../../src/core/pipeline/runner.ts'
import type { WorkParts } from '../../src/core/pipeline/work.ts'
import { openBook, renderFrom } from '../../src/core/prompts/book.ts'
import { anIdentity, aSubject } from '../builders/specs.ts'
import { type Figure, micros, median, ms, timed } from './figure.ts'
import { instantAnswer, instantEngine, uniquePng } from './instant-engine.ts'
import { scenes } from './scenes.ts'

const CONCURRENCY = 8
const STEPS = 2000
const CACHED = 1000
const ROUNDS = 5

const spec = RunSpec.parse({
  subject: aSubject(),
  identities: [anIdentity()],
  engine: 'gemini',
  settings: { concurrency: CONCURRENCY },
})

const partsOf = (library: Library, draw: () => Buffer): WorkParts => ({
  library,
  engine: instantEngine(draw),
  render: renderFrom(unwrap(openBook(undefined))),
  readFacts: () => ({ width: 1, height: 1, mimeType: 'image/png' }),
  judge: async () => await Promise.resolve({ facts: { width: 1, height: 1, mimeType: 'image/png' }, findings: [] }),
  workLocally: async () => await Promise.reject(new Error('no local work here')),
  now: () => new Date(),
})

const workOff = async (library: Library, name: string, count: number, draw: () => Buffer): Promise<number> => {
  const run: RunId = await library.createRun(spec, sha256OfText(name), scenes(count))
  const models = { image: 'instant', text: 'instant' }
  return await timed(async () => {
    const result = await workOffRun(run, spec, models, new AbortController().signal, () => {}, partsOf(library, draw))
    if (result.problems.length > 0) throw new Error(result.problems[0]?.message)
  })
}

/** What the studio adds to a step: everything recorded with FULL sync, the picture fsynced; beside the bare queue. */
export const measureSteps = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'))
  try {
    const bare: number[] = []
    const steps: number[] = []
    const drawing: number[] = []
    const cached: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const open = async (name: string): Promise<Library> =>
        unwrap(await openLibrary({ folder: join(folder, `${name} ${round}`), holder: 'bench' }))
      const one = uniquePng()
      const queue = new PQueue({ concurrency: CONCURRENCY })
      const asks = Array.from({ length: STEPS }, () => async () => await instantAnswer(one))
      bare.push((await timed(async () => await queue.addAll(asks))) / STEPS)
      const library = await open('one picture')
      steps.push((await workOff(library, 'first', STEPS, () => one)) / STEPS)
      cached.push(await workOff(library, 'second', CACHED, () => one))
      library.close()
      const full = await open('new pictures')
      drawing.push((await workOff(full, 'first', STEPS, uniquePng)) / STEPS)
      full.close()
    }
    const overhead = median(steps) - median(bare)
    const withPicture = median(drawing) - median(bare)
    return [
      {
        name: `studio overhead a step, FULL sync, concurrency ${CONCURRENCY}`,
        measured: micros(overhead),
        against: `p-queue alone ${micros(median(bare))} a step`,
        aim: 'under 400 µs',
        met: overhead < 0.4,
      },
      {
        name: 'the same where every step stores a new picture (file and folder synced)',
        measured: micros(withPicture),
        against: `p-queue alone ${micros(median(bare))} a step`,
        aim: 'under 400 µs',
        met: withPicture < 0.4,
      },
      {
        name: `${CACHED} cached steps`,
        measured: ms(median(cached)),
        against: `${STEPS} steps that ask: ${ms(median(steps) * STEPS)}`,
        aim: 'under 500 ms',
        met: median(cached) < 500,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
