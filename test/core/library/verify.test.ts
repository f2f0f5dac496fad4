import { randomBytes, randomInt } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { type Sha256, unwrap } from '../../../src/contract/index.ts'
import { openLibrary, readLibrary } from '../../../src/core/library/open.ts'
import { openTestLibrary, paint, put, startRun, tempFolder } from './builders.ts'
import { end, LEASE_MS, recordedRequest, spec } from './requests.ts'

const flipByte = (path: string, at?: number): void => {
  const bytes = readFileSync(path)
  const place = at ?? randomInt(bytes.length)
  bytes[place]! ^= 1 << randomInt(8)
  writeFileSync(path, bytes)
}

/** A closed library that has rows in every table. */
const fullLibrary = async (): Promise<string> => {
  const folder = tempFolder()
  const library = unwrap(await openLibrary({ folder, holder: 'a test' }))
  const { subject, identities } = spec()
  await library.saveSubject({ ...subject, photos: [{ ...subject.photos[0]!, sha256: await put(library) }] })
  await library.saveIdentity(identities[0]!)
  const { run, jobs } = await startRun(library, ['a', 'b', 'c', 'd'])
  for (const job of jobs.slice(0, 2)) await paint(library, job.id, `${job.path} ${'a kitchen at night '.repeat(40)}`)
  const attempt = await library.startAttempt(jobs[2]!.id, recordedRequest('refused'), 0.04, LEASE_MS)
  await library.endSend(attempt, { outcome: 'transient', reason: 'UNAVAILABLE', httpStatus: 503, waitMs: 3000 })
  await library.startSend(attempt)
  const checks = [{ check: 'blank', verdict: 'fail', says: 'It is blank.', figure: 0.5, limit: 1 }] as const
  const tokens = { prompt: 1, output: 2, total: 3 }
  await library.endAttempt(attempt, end({ status: 'failed', reason: 'check: blank', checks, tokens }), null)
  const request = recordedRequest(`a ${'a kitchen at night '.repeat(40)}`)
  await library.recordCached(jobs[3]!.id, request, library.cached(request.cacheKey)!, 0.1)
  await library.endRun(run, 'partial')
  library.close()
  return folder
}

const verify = async (folder: string) => {
  const reader = unwrap(readLibrary({ folder }))
  try {
    return await reader.verify()
  } finally {
    reader.close()
  }
}

/** All that a database file says, as one text. */
const contentOf = (file: string): string => {
  const database = new Database(file, { readonly: true })
  try {
    const tables = database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
    const rows = tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all())
    return JSON.stringify([database.prepare('SELECT * FROM sqlite_schema').all(), rows])
  } finally {
    database.close()
  }
}

describe('verify', () => {
  it('[L25] finds nothing in a sound library, and counts what it read', async () => {
    const folder = await fullLibrary()
    expect(await verify(folder)).toEqual({ pictures: 3, bytes: 300, attempts: 4, findings: [] })
  })

  it('[L25] finds every flipped byte of a picture, every one cut off, every one missing and every stranger', async () => {
    const folder = tempFolder()
    const library = await openTestLibrary(folder)
    const pictures = await Promise.all(Array.from({ length: 40 }, () => put(library, randomBytes(1 + randomInt(3000)))))
    const path = (index: number): string => library.picturePath(pictures[index] as Sha256)
    for (let index = 0; index < 30; index++) flipByte(path(index))
    truncateSync(path(30), 0)
    unlinkSync(path(31))
    const stranger = join(folder, 'blobs', 'ee', 'e'.repeat(64))
    mkdirSync(join(folder, 'blobs', 'ee'), { recursive: true })
    writeFileSync(stranger, 'nobody knows me')
    const { findings } = await library.verify()
    const told = findings.map(({ kind, sha256 }) => `${kind} ${sha256 ?? ''}`).toSorted()
    expect(told).toEqual(
      [
        ...pictures.slice(0, 30).map((sha256) => `picture-changed ${sha256}`),
        `picture-size ${pictures[30]}`,
        `picture-missing ${pictures[31]}`,
        'picture-unknown ',
      ].toSorted(),
    )
    expect(findings.find(({ kind }) => kind === 'picture-unknown')?.path).toBe(stranger)
  })

  it('[L26] finds every flipped byte of the database that changes anything in it', { timeout: 60_000 }, async () => {
    const folder = await fullLibrary()
    const original = readFileSync(join(folder, 'library.db'))
    const content = contentOf(join(folder, 'library.db'))
    const used = [...original.keys()].filter((place) => original[place] !== 0)
    const missed: number[] = []
    let found = 0
    for (let flip = 0; flip < 60; flip++) {
      const copy = tempFolder()
      cpSync(folder, copy, { recursive: true })
      const place = used[randomInt(used.length)]!
      flipByte(join(copy, 'library.db'), place)
      const reader = readLibrary({ folder: copy })
      if (!reader.ok) {
        found += 1
        continue
      }
      const { findings } = await reader.value.verify()
      reader.value.close()
      if (findings.length > 0) found += 1
      else if (contentOf(join(copy, 'library.db')) !== content) missed.push(place)
      rmSync(copy, { recursive: true })
    }
    expect(missed).toEqual([])
    expect(found).toBeGreaterThan(20)
  })

  it('[L26] finds a changed word, a changed cost and a lost row', { timeout: 30_000 }, async () => {
    const changes = [
      "UPDATE requests SET parts = replace(parts, 'kitchen', 'kitschen') WHERE id = 1",
      'UPDATE attempts SET cost_usd = 0 WHERE id = 1',
      "UPDATE attempts SET checks = '{' WHERE id = 3",
      'UPDATE jobs SET variant = 2 WHERE id = 2',
      'UPDATE sends SET http_status = 200',
    ]
    const original = await fullLibrary()
    const changed = (sql: string): string => {
      const folder = join(tempFolder(), 'copy')
      cpSync(original, folder, { recursive: true })
      const database = new Database(join(folder, 'library.db'))
      database.pragma('foreign_keys = OFF')
      database.exec(sql)
      database.close()
      return folder
    }
    for (const sql of changes) {
      expect([sql, ...(await verify(changed(sql))).findings.map(({ kind }) => kind)]).toContain('row-broken')
    }
    expect((await verify(changed('DELETE FROM requests WHERE id = 1'))).findings).not.toEqual([])
  })

  it('[L27] says how far it is, works beside a writer, and stops at once when it is told to', async () => {
    const library = await openTestLibrary()
    await Promise.all(Array.from({ length: 30 }, () => put(library)))
    const progress: (readonly number[])[] = []
    const verifying = library.verify({ onProgress: (done, total) => progress.push([done, total]) })
    const writing = Promise.all(Array.from({ length: 30 }, () => put(library)))
    expect((await verifying).findings).toEqual([])
    await writing
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1])
    const controller = new AbortController()
    const stopped = library.verify({ signal: controller.signal })
    controller.abort()
    await expect(stopped).rejects.toThrow('aborted')
  })
})

describe('a database that is gone while it is open', () => {
  it('[L26] is a finding, and no reason to give up', async () => {
    const folder = await fullLibrary()
    const reader = unwrap(readLibrary({ folder }))
    rmSync(join(folder, 'library.db'))
    expect((await reader.verify()).findings.map(({ kind }) => kind)).toContain('database-damaged')
    reader.close()
  })
})

describe('a damaged row', () => {
  it('[L28] is told by history as a problem that says what to do', async () => {
    const folder = await fullLibrary()
    const database = new Database(join(folder, 'library.db'))
    database.exec("UPDATE requests SET parts = '[{]' WHERE id = 1")
    database.close()
    const reader = unwrap(readLibrary({ folder }))
    expect(() => reader.history()).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'row-broken' }) }),
    )
    reader.close()
  })
})
