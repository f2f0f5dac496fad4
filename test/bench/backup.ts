import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { unwrap } from '../../src/contract/index.ts'
import { backUpLibrary } from '../../src/core/library/backup/backup.ts'
import { openLibrary } from '../../src/core/library/open.ts'
import { type Figure, ms, timed } from './figure.ts'
import { uniquePng } from './instant-engine.ts'

const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_000_000)

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

export const measureBackup = async (): Promise<readonly Figure[]> => {
  const base = await mkdtemp(join(tmpdir(), 'studio-bench-'))
  try {
    const folder = join(base, 'library')
    unwrap(await openLibrary({ folder, holder: 'bench' })).close()
    fill(folder)
    const library = unwrap(await openLibrary({ folder, holder: 'bench' }))
    const stalls = monitorEventLoopDelay({ resolution: 5 })
    const writes: number[] = []
    const over = new AbortController()
    stalls.enable()
    const working = (async () => {
      while (!over.signal.aborted)
        writes.push(
          await timed(
            async () =>
              await library.putPicture(uniquePng(), { kind: 'answer', mimeType: 'image/png', width: 1, height: 1 }),
          ),
        )
    })()
    let bytes = 0
    const took = await timed(async () => (bytes = unwrap(await backUpLibrary(folder, join(base, 'copy.zip'))).bytes))
    over.abort()
    await working
    stalls.disable()
    library.close()
    const longest = stalls.max / 1e6
    return [
      {
        name: `backup of ${ROWS.toLocaleString('en')} rows (${Math.round(bytes / 1e6)} MB) while pictures are stored`,
        measured: ms(took),
        against: `${writes.length} pictures stored meanwhile, the slowest in ${ms(Math.max(0, ...writes))}`,
        aim: 'under 3 s',
        met: took < 3000,
      },
      {
        name: 'longest stall of the studio during that backup',
        measured: ms(longest),
        against: 'the event loop, looked at every 5 ms',
        aim: 'under 50 ms',
        met: longest < 50,
      },
    ]
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}
