import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Attempt, unwrap } from '../../src/contract/index.ts'
import { openReader } from '../../src/core/studio.ts'
import { aFolder } from '../builders/studio.ts'
import { sampleInputs, STUDIO } from '../builders/command-line.ts'
import { chances, storm } from '../fake-gemini/behaviour.ts'
import { drawPng } from '../fake-gemini/pictures.ts'
import { type FakeGemini, startFakeGemini } from '../fake-gemini/server.ts'

const KILLS = 200
const LANES = 2
/** A run is killed so often and then left to finish. */
const KILLS_PER_RUN = 10

interface Ended {
  readonly code: number | null
  readonly killed: boolean
  readonly lines: readonly string[]
}

/** When to kill: so long after the process was started, or after it said that the run had. */
interface Kill {
  readonly after: 'spawn' | 'started'
  readonly ms: number
}

/** Starts the command and kills it as a power cut would; null lets it finish. */
const start = async (args: readonly string[], kill: Kill | null): Promise<Ended> =>
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [STUDIO, ...args], {
      env: { ...process.env, GEMINI_API_KEY: 'a-key' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    let timer: NodeJS.Timeout | null = null
    const arm = (when: Kill['after']): void => {
      if (kill?.after === when) timer ??= setTimeout(() => child.kill('SIGKILL'), kill.ms)
    }
    arm('spawn')
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (text.includes('"event":"started"')) arm('started')
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (timer) clearTimeout(timer)
      resolve({ code, killed: signal === 'SIGKILL', lines: text.split('\n').filter(Boolean) })
    })
  })

const attemptsOf = (folder: string): readonly Attempt[] => {
  const library = unwrap(openReader(folder))
  const attempts = library.history({ limit: 100_000 })
  library.close()
  return attempts
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Everything that must hold of a library after kills, against what the server really saw. */
const inspect = async (gemini: FakeGemini, out: string, library: string): Promise<number> => {
  const attempts = attemptsOf(library)
  const sent = attempts.filter(({ cached, engine }) => !cached && engine === 'gemini')
  const succeeded = sent.filter(({ status }) => status === 'succeeded')
  const lost = sent.filter(({ status }) => status === 'unknown')

  // Each request was noted before it left: the server never saw one that the library does not know of.
  const noted = sent.reduce((sum, { retries }) => sum + retries + 1, 0)
  expect(gemini.requests.length).toBeLessThanOrEqual(noted)

  // What was finished was never asked for again: more answers than results only where an answer was lost.
  const answers = gemini.requests.filter(({ status }) => status === 200)
  expect(answers.length).toBeLessThanOrEqual(succeeded.length + lost.length)
  const byRequest = Map.groupBy(succeeded, ({ parts, variant }) =>
    JSON.stringify([variant, parts.map((part) => part.sha256)]),
  )
  for (const same of byRequest.values()) expect(same).toHaveLength(1)
  for (const { reason } of lost) expect(reason).toMatch(/outcome unknown, maybe billed/)

  // Every stored answer is, byte for byte, one that the server gave.
  const given = new Set(
    answers.flatMap(({ request }) =>
      request?.output === 'image'
        ? [sha256(drawPng(`${request.hash} picture 0`, request.aspectRatio, request.imageSize, 'small'))]
        : [],
    ),
  )
  for (const { image } of succeeded) if (image !== null) expect(given.has(image)).toBe(true)

  const record = JSON.parse(await readFile(join(out, 'run.json'), 'utf8'))
  for (const { file, sha256: hash } of record.pictures) expect(sha256(await readFile(join(out, file)))).toBe(hash)
  const verified = await start(['verify', '--library', library, '--json'], null)
  expect(verified.lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'verified', ok: true }])
  return lost.length
}

/** One run, killed again and again at random moments, then left to finish and inspected. */
const killedRun = async (kills: number, chance: () => number): Promise<{ killed: number; lost: number }> => {
  const gemini = await startFakeGemini({
    scale: 'small',
    latencyMs: 25,
    behave: storm(0.15, Math.floor(chance() * 1e6)),
  })
  onTestFinished(async () => await gemini.close())
  const out = await aFolder()
  const library = join(out, 'library')
  const args = [
    'run',
    ...(await sampleInputs()),
    ...['--out', out, '--engine', 'gemini', '--base-url', gemini.url, '--retry-delay', '20ms', '--json'],
    ...['--concurrency', '3', '--variants', 'scene=4,portrait=2', '--recipe', 'matched-portrait'],
    // Eyes take longer to open than most of these lives last.
    ...['--ladder', 'multi-turn', '--checks', 'off'],
  ]
  let killed = 0
  for (let left = kills; left > 0; left--) {
    // Most kills fall while the run is at work; some while the program starts, opens the library or resumes.
    const early = chance() < 0.1
    const kill: Kill = early ? { after: 'spawn', ms: chance() * 900 } : { after: 'started', ms: chance() * 350 }
    const ended = await start(args, kill)
    if (!ended.killed) break
    killed++
  }
  const ended = await start(args, null)
  expect(ended.code, ended.lines.at(-1)).toBe(0)
  expect(JSON.parse(ended.lines.at(-1) ?? '{}')).toMatchObject({ event: 'done', status: 'succeeded' })
  const lost = await inspect(gemini, out, library)
  await gemini.close()
  return { killed, lost }
}

describe('kill -9', () => {
  it(
    `[K1] loses nothing and asks for nothing twice, killed ${KILLS} times at random moments`,
    async () => {
      let killed = 0
      let lost = 0
      const lane = async (seed: number): Promise<void> => {
        const chance = chances(seed)
        while (killed < KILLS) {
          const run = await killedRun(Math.min(KILLS_PER_RUN, KILLS - killed), chance)
          killed += run.killed
          lost += run.lost
        }
      }
      await Promise.all(Array.from({ length: LANES }, async (_, index) => await lane(20_261_122 + index)))
      expect(killed).toBeGreaterThanOrEqual(KILLS)
      // The kills fell where it hurts: while requests were under way.
      expect(lost).toBeGreaterThan(KILLS / 20)
    },
    12 * 60_000,
  )
})
