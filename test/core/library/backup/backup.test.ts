import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../../src/contract/index.ts'
import { backUpLibrary, restoreLibrary } from '../../../../src/core/library/backup/backup.ts'
import { readLibrary } from '../../../../src/core/library/open.ts'
import type { Library } from '../../../../src/core/library/types.ts'
import { openTestLibrary, paint, put, startRun, tempFolder } from '../builders.ts'

/** A library with a run, its attempts and their pictures. */
const aLibrary = async (attempts = 5): Promise<Library> => {
  const library = await openTestLibrary(join(tempFolder(), 'library'))
  const { jobs } = await startRun(
    library,
    Array.from({ length: attempts }, (_, n) => `chef/scene/${n + 1}`),
  )
  for (const [n, job] of jobs.entries()) await paint(library, job.id, `words ${n}`)
  return library
}

const verified = async (folder: string) => {
  const reader = unwrap(readLibrary({ folder }))
  try {
    return await reader.verify()
  } finally {
    reader.close()
  }
}

/** What is in a folder's parent beside it: nothing half may stay there. */
const beside = async (place: string): Promise<readonly string[]> =>
  (await readdir(join(place, '..'))).filter((name) => name.endsWith('.part'))

describe.each(['folder', 'zip'] as const)('a backup to a %s', (kind) => {
  const placeIn = (folder: string): string => join(folder, kind === 'zip' ? 'copy.zip' : 'copy')

  it('[Q1] is restored elsewhere to the same library, every row and every byte', async () => {
    const library = await aLibrary()
    const to = placeIn(tempFolder())
    expect(unwrap(await backUpLibrary(library.folder, to))).toMatchObject({ to, pictures: 5, missing: [] })
    const folder = join(tempFolder(), 'elsewhere')
    expect(unwrap(await restoreLibrary(to, folder))).toMatchObject({ folder, pictures: 5, attempts: 5, missing: [] })
    expect(await verified(folder)).toMatchObject({ attempts: 5, pictures: 5, findings: [] })
    const reader = unwrap(readLibrary({ folder }))
    expect(reader.history()).toEqual(library.history())
    reader.close()
    expect(await beside(to)).toEqual([])
    expect(await beside(folder)).toEqual([])
  })

  it('[Q1] is of one moment, while somebody goes on working', async () => {
    const library = await aLibrary(20)
    const to = placeIn(tempFolder())
    const over = new AbortController()
    const working = (async () => {
      for (let n = 0; !over.signal.aborted; n++) {
        const { jobs } = await startRun(library, [`chef/scene/${n}`], `Run ${n}`)
        await paint(library, jobs[0]!.id, `meanwhile ${n}`)
      }
    })()
    const done = unwrap(await backUpLibrary(library.folder, to))
    over.abort()
    await working
    expect(done.pictures).toBeGreaterThanOrEqual(20)
    expect(library.size().pictures).toBeGreaterThan(20)
    const folder = join(tempFolder(), 'elsewhere')
    unwrap(await restoreLibrary(to, folder))
    expect((await verified(folder)).findings).toEqual([])
  })

  it('[Q2] never takes the place of anything', async () => {
    const library = await aLibrary(1)
    const to = placeIn(tempFolder())
    if (kind === 'folder') await mkdir(to)
    await writeFile(kind === 'folder' ? join(to, 'mine') : to, 'mine')
    expect(await backUpLibrary(library.folder, to)).toMatchObject({ ok: false, problem: { code: 'place-taken' } })
    expect(readFileSync(kind === 'folder' ? join(to, 'mine') : to, 'utf8')).toBe('mine')
    const inside = placeIn(join(library.folder, 'cache'))
    expect(await backUpLibrary(library.folder, inside)).toMatchObject({ problem: { code: 'place-in-library' } })
    const copy = placeIn(tempFolder())
    unwrap(await backUpLibrary(library.folder, copy))
    const full = tempFolder()
    await writeFile(join(full, 'mine'), 'mine')
    expect(await restoreLibrary(copy, full)).toMatchObject({ ok: false, problem: { code: 'place-taken' } })
    expect(await readdir(full)).toEqual(['mine'])
  })

  it('[Q2] that is not there is what a restore names, not the place of the library to be', async () => {
    const from = placeIn(tempFolder())
    const into = join(tempFolder(), 'library')
    const refused = await restoreLibrary(from, into)
    expect(refused).toMatchObject({ ok: false, problem: { code: 'place-missing' } })
    expect(refused.ok ? '' : refused.problem.message).toContain(from)
  })

  it('[Q3] leaves out a picture that is damaged, says which, and says so again when it is restored', async () => {
    const library = await aLibrary(3)
    const lost = await put(library)
    writeFileSync(library.picturePath(lost), randomBytes(100))
    const to = placeIn(tempFolder())
    expect(unwrap(await backUpLibrary(library.folder, to))).toMatchObject({ pictures: 3, missing: [lost] })
    const folder = join(tempFolder(), 'elsewhere')
    expect(unwrap(await restoreLibrary(to, folder))).toMatchObject({ pictures: 3, missing: [lost] })
    expect((await verified(folder)).findings).toMatchObject([{ kind: 'picture-missing', sha256: lost }])
  })

  it('[Q7] tells how far it is, and leaves nothing when it is cancelled', async () => {
    const library = await aLibrary(3)
    const to = placeIn(tempFolder())
    const phases = new Set<string>()
    unwrap(await backUpLibrary(library.folder, to, { onProgress: ({ phase }) => phases.add(phase) }))
    expect([...phases]).toContain('finishing')
    const again = placeIn(tempFolder())
    const abort = new AbortController()
    const cancelled = await backUpLibrary(library.folder, again, {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    })
    expect(cancelled).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(existsSync(again)).toBe(false)
    expect(await beside(again)).toEqual([])
  })
})

const aBackup = async (): Promise<string> => {
  const library = await aLibrary(2)
  const to = join(tempFolder(), 'copy')
  unwrap(await backUpLibrary(library.folder, to))
  return to
}
const refused = async (from: string): Promise<string> => {
  const folder = join(tempFolder(), 'elsewhere')
  const result = await restoreLibrary(from, folder)
  expect(existsSync(folder)).toBe(false)
  expect(await beside(folder)).toEqual([])
  if (result.ok) return 'restored'
  expect(result.problem.code).toBe('backup-refused')
  return result.problem.message
}
const pictureIn = (from: string): string => {
  const [folder = ''] = readdirSync(join(from, 'blobs'))
  return join(from, 'blobs', folder, readdirSync(join(from, 'blobs', folder))[0] ?? '')
}
const flip = (path: string, at: number): void => {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}
/** Changes the database and writes a manifest that fits it: whoever wants to deceive would do the same. */
const forge = async (from: string, change: (database: Database.Database) => void): Promise<void> => {
  const path = join(from, 'library.db')
  const database = new Database(path)
  change(database)
  database.close()
  const bytes = await readFile(path)
  const manifest = JSON.parse(await readFile(join(from, 'manifest.json'), 'utf8'))
  manifest.database = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  await writeFile(join(from, 'manifest.json'), JSON.stringify(manifest))
}

describe('[Q5] a backup that is no longer what was written', () => {
  it('is refused for a flipped byte of a picture or the database, and for what is missing or too much', async () => {
    const backup = await aBackup()
    const damaged = async (change: (from: string) => Promise<void> | void): Promise<string> => {
      const from = join(tempFolder(), 'copy')
      await cp(backup, from, { recursive: true })
      await change(from)
      return await refused(from)
    }
    expect(await damaged((from) => flip(pictureIn(from), 50))).toMatch(/not those that were backed up/)
    expect(await damaged((from) => flip(join(from, 'library.db'), 5000))).toMatch(/not those that were backed up/)
    expect(await damaged((from) => rmSync(pictureIn(from)))).toMatch(/is missing in it/)
    expect(await damaged((from) => rmSync(join(from, 'manifest.json')))).toMatch(/no manifest/)
    expect(await damaged((from) => writeFileSync(join(from, 'more'), ''))).toMatch(/which no backup has/)
    expect(await damaged((from) => writeFileSync(join(from, 'manifest.json'), '{}'))).toMatch(/manifest is not one/)
  })

  it('is refused for rows that were changed, also with hashes that fit', async () => {
    const changed = await aBackup()
    await forge(changed, (database) => database.exec("UPDATE attempts SET words = 'forged' WHERE id = 1"))
    expect(await refused(changed)).toMatch(/database is damaged/)
    const trapped = await aBackup()
    await forge(trapped, (database) =>
      database.exec('CREATE TRIGGER t AFTER INSERT ON sessions BEGIN DELETE FROM pictures; END'),
    )
    expect(await refused(trapped)).toMatch(/not those that the studio made/)
  })

  it('[Q6] is refused where a newer studio made it', async () => {
    const from = await aBackup()
    await forge(from, (database) => database.pragma('user_version = 999'))
    const folder = join(tempFolder(), 'elsewhere')
    expect(await restoreLibrary(from, folder)).toMatchObject({ ok: false, problem: { code: 'library-newer' } })
  })
})
