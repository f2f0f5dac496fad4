import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { migrate } from '../../../src/core/library/migrate.ts'
import { firstTables } from '../../../src/core/library/migrations/001-first-tables.ts'
import { openLibrary } from '../../../src/core/library/open.ts'
import { sealOf, type SealedRow } from '../../../src/core/library/seal.ts'
import { anIdentity } from '../../builders/specs.ts'
import { aFolder, aGemini, aStudio, geminiSpec, runAndListen } from '../../builders/studio.ts'

/**
 * Puts the rows of a library into the tables that migration 001 makes, with the seals they had then: byte for byte what the
 * studio of that time wrote.
 */
const asOfVersionOne = (folder: string): void => {
  const newer = join(folder, 'library.db')
  const older = join(folder, 'older.db')
  const database = new Database(older)
  unwrap(migrate(database, () => '', [firstTables]))
  database.exec(`ATTACH '${newer}' AS newer`)
  database.pragma('foreign_keys = OFF')
  const tables = database.prepare<[], string>("SELECT name FROM main.sqlite_schema WHERE type = 'table'").pluck().all()
  for (const table of tables) {
    const columns = database.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}', 'main')`).pluck().all()
    const list = columns.join(', ')
    database.exec(`INSERT INTO main.${table} (${list}) SELECT ${list} FROM newer.${table}`)
  }
  for (const row of database.prepare<[], SealedRow>('SELECT * FROM main.runs').all())
    database.prepare('UPDATE main.runs SET seal = ? WHERE id = ?').run(sealOf(row), row['id'])
  database.exec('DETACH newer')
  database.pragma('journal_mode = WAL')
  database.close()
  for (const ending of ['', '-wal', '-shm']) rmSync(`${newer}${ending}`, { force: true })
  new Database(older).prepare('VACUUM INTO ?').run(newer)
}

describe('[A23] a library of format 1', () => {
  it('opens with everything it held, and knows whom its runs were for', async () => {
    const folder = join(await aFolder(), 'library')
    const gemini = await aGemini()
    const before = await aStudio({ baseUrl: gemini.url, libraryFolder: folder })
    const spec = await geminiSpec(before, { identities: [anIdentity('Conductor'), anIdentity('Chef')] })
    await runAndListen(before, spec)
    // The same person with another trait, and a second run of the command line.
    const { subject } = spec
    const changed = { ...subject, traits: { ...subject.traits, hairColor: 'grey' } }
    await runAndListen(before, { ...spec, subject: changed, identities: [anIdentity('Chef')] })
    const attempts = before.library.history({ limit: 1000 })
    await before.close()
    asOfVersionOne(folder)

    const library = unwrap(await openLibrary({ folder, holder: 'a test' }))
    try {
      expect(existsSync(join(folder, 'library.v1-backup.db'))).toBe(true)
      expect(library.history({ limit: 1000 })).toEqual(attempts)
      const people = library.people.subjects()
      expect(people.map((one) => one.subject.traits.name)).toEqual(['Ada'])
      expect(library.people.identities().map((one) => one.identity.name)).toEqual(['Conductor', 'Chef'])
      const [ada] = people
      const [conductor, chef] = library.people.identities()
      const finals = (identity: typeof chef) =>
        library.cards.query({ subject: ada!.id, identity: identity!.id, steps: ['final'] }, { offset: 0, limit: 10 })
      expect([finals(conductor).total, finals(chef).total]).toEqual([1, 2])
      expect(finals(chef).cards[0]!.madeFrom.map(({ role }) => role)).toContain('scene')
      expect(await library.verify()).toMatchObject({ findings: [] })

      // Linking is done once: the next run of the same people finds them.
      const count = library.people.subjects().length
      const run = await library.createRun(library.runs()[0]!.spec, library.runs()[0]!.specHash, [])
      expect(library.casting.of(run)).toMatchObject({ subject: ada!.id, identities: [{ id: chef!.id }] })
      expect(library.people.subjects()).toHaveLength(count)
    } finally {
      library.close()
    }
  })
})
