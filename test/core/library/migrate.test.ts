import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate, type Migration } from '../../../src/core/library/migrate.ts'
import { migrations } from '../../../src/core/library/migrations/index.ts'
import { tempFolder } from './builders.ts'

const next: Migration = {
  version: migrations.length + 1,
  up: (database) => database.exec('ALTER TABLE subjects ADD COLUMN nickname TEXT'),
}
const failing: Migration = {
  version: migrations.length + 2,
  up: (database) => {
    database.exec('CREATE TABLE halfway (x TEXT) STRICT')
    throw new Error('a bug in a migration')
  },
}

const backupIn = (folder: string) => (version: number) => join(folder, `library.v${version}-backup.db`)
const version = (database: Database.Database) => database.pragma('user_version', { simple: true })

describe('[L11] migrating', () => {
  it('brings an empty file to the newest version, without a backup', () => {
    const folder = tempFolder()
    const database = new Database(join(folder, 'library.db'))
    expect(migrate(database, backupIn(folder))).toEqual({ ok: true, value: null })
    expect(version(database)).toBe(migrations.length)
    expect(migrate(database, backupIn(folder))).toEqual({ ok: true, value: null })
  })

  it('backs an older library up first, never over an older backup', () => {
    const folder = tempFolder()
    const database = new Database(join(folder, 'library.db'))
    migrate(database, backupIn(folder))
    database.exec(`INSERT INTO subjects VALUES (1, 'h', 'Ada', '{}', '2026-01-01T00:00:00Z', 0)`)
    const backup = backupIn(folder)(migrations.length)
    expect(migrate(database, backupIn(folder), [...migrations, next])).toEqual({ ok: true, value: backup })
    expect(database.prepare('SELECT name, nickname FROM subjects').all()).toEqual([{ name: 'Ada', nickname: null }])
    const kept = new Database(backup, { readonly: true })
    expect(kept.prepare('SELECT name FROM subjects').all()).toEqual([{ name: 'Ada' }])
    expect(version(kept)).toBe(migrations.length)

    const again = new Database(join(folder, 'again.db'))
    migrate(again, backupIn(folder))
    migrate(again, backupIn(folder), [...migrations, next])
    expect(existsSync(backup.replace('.db', '-2.db'))).toBe(true)
  })

  it('happens whole or not at all', () => {
    const folder = tempFolder()
    const database = new Database(join(folder, 'library.db'))
    migrate(database, backupIn(folder))
    expect(() => migrate(database, backupIn(folder), [...migrations, next, failing])).toThrow('a bug')
    expect(version(database)).toBe(migrations.length)
    expect(database.prepare("SELECT name FROM pragma_table_info('subjects') WHERE name = 'nickname'").all()).toEqual([])
    expect(migrate(database, backupIn(folder))).toEqual({ ok: true, value: null })
  })
})
