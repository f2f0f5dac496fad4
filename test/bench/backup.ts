import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { unwrap } from '../../src/contract/index.ts'
import { backUpLibrary } from '../../src/core/library/backup/backup.ts'
import { openLibrary } from '../../src/core/library/open.ts'
import type { Library } from '../../src/core/library/types.ts'
import { type Figure, ms, timed } from './figure.ts'
import { uniquePng } from './instant-engine.ts'

const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_000_000)
const ALONE_MS = 2000

/** Rows of the size of an attempt with its request, put in without the studio: only their bytes count here. */
const fill = (folder: string): void => {
  const database = new Database(join(folder, 'library.db'))
  database.pragma('foreign_keys = OFF')
  database.pragma('synchronous = OFF')
  const insert = database.prepare(
    `INSERT INTO attempts (run_id, job_id, request_id, session_id, status, estimate_usd, cached, checks, started_at, seal)
     VALUES (1, 1, 1, 1, 'succeeded', 0.03, 0, ?, '2026-11-22T14:30:05.000Z', 0)`,
  )
  const checks = JSON.stringify(
    Array.from({ length: 3 }, () => ({ check: 'decodes', verdict: 'pass', says: 'It decodes.' })),
  )
  const many = database.transaction((count: number) => {
    for (let n = 0; n < count; n++) insert.run(checks)
  })
  for (let done = 0; done < ROWS; done += 50_000) many(Math.min(50_000, ROWS - done))
  database.close()
}

interface Worked {
  /** Milliseconds of each write. */
  readonly writes: readonly number[]
  /** Milliseconds for which the event loop stood at most. */
  readonly longestStall: number
}

/** Stores one picture after another, as a run does, until something else is over. */
const whileWorking = async (library: Library, over: () => Promise<void>): Promise<Worked> => {
  const stalls = monitorEventLoopDelay({ resolution: 5 })
  const writes: number[] = []
  const ended = new AbortController()
  const facts = { kind: 'answer', mimeType: 'image/png', width: 1, height: 1 } as const
  const work = async (): Promise<void> => {
    while (!ended.signal.aborted) writes.push(await timed(async () => await library.putPicture(uniquePng(), facts)))
  }
  stalls.enable()
  const working = work()
  await over()
  ended.abort()
  await working
  stalls.disable()
  return { writes, longestStall: stalls.max / 1e6 }
}

const longestOf = ({ writes }: Worked): string => ms(Math.max(0, ...writes))

export const measureBackup = async (): Promise<readonly Figure[]> => {
  const base = await mkdtemp(join(tmpdir(), 'studio-bench-'))
  try {
    const folder = join(base, 'library')
    unwrap(await openLibrary({ folder, holder: 'bench' })).close()
    fill(folder)
    const library = unwrap(await openLibrary({ folder, holder: 'bench' }))
    // The same work with no backup beside it: a commit waits for the disk in either case.
    const alone = await whileWorking(library, async () => await setTimeout(ALONE_MS))
    let bytes = 0
    let took = 0
    const beside = await whileWorking(library, async () => {
      took = await timed(async () => (bytes = unwrap(await backUpLibrary(folder, join(base, 'copy.zip'))).bytes))
    })
    library.close()
    return [
      {
        name: `backup of ${ROWS.toLocaleString('en')} rows (${Math.round(bytes / 1e6)} MB) while pictures are stored`,
        measured: ms(took),
        against: `${beside.writes.length} pictures stored meanwhile, the slowest in ${longestOf(beside)} (${longestOf(alone)} without a backup)`,
        aim: 'under 3 s',
        met: took < 3000,
      },
      {
        name: 'longest stall of the studio during that backup',
        measured: ms(beside.longestStall),
        against: `the same work without a backup: ${ms(alone.longestStall)}; the event loop, looked at every 5 ms`,
        aim: 'under 50 ms',
        met: beside.longestStall < 50,
      },
    ]
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}
