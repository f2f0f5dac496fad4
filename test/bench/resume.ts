import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunSpec, type Sha256, unwrap } from '../../src/contract/index.ts'
import { sha256OfText } from '../../src/core/engines/keys.ts'
import { openLibrary } from '../../src/core/library/open.ts'
import type { Library } from '../../src/core/library/types.ts'
import { anIdentity, aSubject } from '../builders/specs.ts'
import { type Figure, ms, timed } from './figure.ts'
import { uniquePng } from './instant-engine.ts'
import { scenes } from './scenes.ts'

const ATTEMPTS = 100_000
const JOBS = 1000

const spec = RunSpec.parse({ subject: aSubject(), identities: [anIdentity()], engine: 'gemini' })

/** A library with many attempts, all over but the last: its process was killed while a request was under way. */
const fill = async (library: Library, attempts: number): Promise<void> => {
  const picture = await library.putPicture(uniquePng(), { kind: 'answer', mimeType: 'image/png', width: 1, height: 1 })
  for (let done = 0; done < attempts;) {
    const hash = sha256OfText(`run ${done}`)
    const size = Math.min(JOBS, attempts - done)
    const run = await library.createRun(spec, hash, scenes(size))
    const last = done + size >= attempts
    await Promise.all(
      library.jobs(run).map(async (job, index) => {
        const text = `A cinematic scene, number ${done + index}.`
        const attempt = await library.startAttempt(job.id, requestOf(text, index + 1), 0.03, 60_000)
        if (last && index === size - 1) return
        await library.endAttempt(attempt, endedWith(picture), { state: 'succeeded', problem: null })
      }),
    )
    if (!last) await library.endRun(run, 'succeeded')
    done += size
  }
}

const requestOf = (text: string, variant: number): Parameters<Library['startAttempt']>[1] => ({
  cacheKey: sha256OfText(`cache ${text}`),
  contentKey: sha256OfText(`content ${text}`),
  engine: 'gemini',
  model: 'instant',
  config: { output: 'image', aspectRatio: '3:4', imageSize: '1K' },
  variant,
  parts: [{ kind: 'text', role: 'prompt', turn: 'user', sha256: sha256OfText(text), text }],
  prompt: { template: 'scene', version: '000000000000' },
})

const endedWith = (image: Sha256): Parameters<Library['endAttempt']>[1] => ({
  status: 'succeeded',
  reason: null,
  httpStatus: 200,
  latencyMs: 1,
  costUsd: 0.03,
  cached: false,
  image,
  mimeType: 'image/png',
  text: null,
  words: null,
  tokens: null,
  checks: [],
  turn: [],
})

/** From a cold start to "going on": the library opened, the lost request found, the open run's jobs read. */
const resume = async (folder: string): Promise<number> =>
  await timed(async () => {
    const library = unwrap(await openLibrary({ folder, holder: 'bench' }))
    const [run] = library.runs(1)
    const open = run ? library.openRun(run.specHash) : null
    if (!open) throw new Error('there is no open run')
    await library.resumeRun(open.id)
    library.jobs(open.id)
    library.close()
  })

export const measureResume = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'))
  try {
    const took: number[] = []
    for (const attempts of [JOBS, ATTEMPTS]) {
      const place = join(folder, String(attempts))
      const library = unwrap(await openLibrary({ folder: place, holder: 'bench' }))
      await fill(library, attempts)
      library.close()
      took.push(await resume(place))
    }
    const [small = 0, large = 0] = took
    return [
      {
        name: `resume in a library with ${ATTEMPTS.toLocaleString('en')} attempts`,
        measured: ms(large),
        against: `with ${JOBS.toLocaleString('en')} attempts: ${ms(small)}`,
        aim: 'under 500 ms',
        met: large < 500,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
