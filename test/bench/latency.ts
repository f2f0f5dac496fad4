import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '../../src/contract/index.ts'
import { openStudio } from '../../src/core/studio.ts'
import { storedPhotos } from '../builders/photos.ts'
import { anIdentity, aSubject } from '../builders/specs.ts'
import { type Figure, ms, timed } from './figure.ts'

const LATENCY_MS = 200
const CONCURRENCY = 8
const IDENTITIES = 4
const SCENES = 40

const SERVER = join(import.meta.dirname, '../fake-gemini/serve.ts')

/** A loopback Gemini in a process of its own, as the real one is on a machine of its own. */
const startServer = async (): Promise<{ readonly url: string; readonly stop: () => void }> => {
  const args = [SERVER, '--port', '0', '--latency', String(LATENCY_MS), '--pixels', 'small', '--vary']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  const { url } = JSON.parse(String(line))
  return { url, stop: () => child.kill() }
}

/** How much of the ideal throughput is reached with the real SDK, over the wire, with every picture checked and stored. */
export const measureLatency = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'))
  const gemini = await startServer()
  const studio = unwrap(
    await openStudio({
      libraryFolder: join(folder, 'library'),
      holder: 'bench',
      apiKey: () => 'a-key',
      baseUrl: gemini.url,
    }),
  )
  try {
    const subject = aSubject({ photos: await storedPhotos(studio) })
    const run = async (scenes: number, names: readonly string[]): Promise<number> =>
      await timed(async () =>
        unwrap(
          await studio.run({
            subject,
            identities: names.map((name) => anIdentity(name)),
            engine: 'gemini',
            recipe: 'text-scene-views',
            variants: { final: scenes },
            settings: { concurrency: CONCURRENCY },
          }),
        ),
      )
    // The first run makes the views and starts the workers; it is not measured.
    await run(1, ['Warm-up'])
    const took = await run(
      SCENES,
      Array.from({ length: IDENTITIES }, (_, index) => `Life ${index + 1}`),
    )
    const ideal = Math.ceil((IDENTITIES * SCENES) / CONCURRENCY) * LATENCY_MS
    return [
      {
        name: `efficiency at ${LATENCY_MS} ms latency, concurrency ${CONCURRENCY}, ${IDENTITIES * SCENES} requests`,
        measured: `${((100 * ideal) / took).toFixed(1)} % (${ms(took)})`,
        against: `ideal ${ms(ideal)}`,
        aim: '95 % of ideal',
        met: ideal / took >= 0.95,
      },
    ]
  } finally {
    await studio.close()
    gemini.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
