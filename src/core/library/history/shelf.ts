import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { isSqliteError } from '../problems.ts'
import { type Columns, STORED } from './columns.ts'
import { ftsOf, type Term, wordsOf } from './terms.ts'

/** Another shape of the index has another number: it is then made anew. */
const VERSION = 1
const BLOCK = 2048

const SCHEMA = `
  CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  -- Equal texts are one, under the hash of their words.
  CREATE TABLE texts (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE) STRICT;
  -- The columns of ${BLOCK} requests, one after the other, little-endian.
  CREATE TABLE blocks (id INTEGER PRIMARY KEY, figures BLOB NOT NULL) STRICT;
  -- How far it reaches, and the seal of an attempt that had ended: a library that was put back from a copy has another there.
  CREATE TABLE reach (
    id INTEGER PRIMARY KEY CHECK (id = 1), attempt INTEGER NOT NULL, witness INTEGER NOT NULL, seal INTEGER NOT NULL
  ) STRICT;
  -- Words alone: the texts themselves stay where they are, in the library.
  CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', columnsize = 0, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0');
`

export interface Reach {
  /** The last attempt that is in the index. */
  readonly attempt: number
  /** The newest one in it that had ended, and its seal; 0 for none. */
  readonly witness: number
  readonly seal: number
}

/** What is kept of the index between two starts. It follows from the library and is made again where it is gone. */
export interface Shelf {
  readonly reach: () => Reach | null
  readonly names: () => readonly { readonly id: number; readonly name: string }[]
  /** Fills the columns with what is kept. */
  readonly load: (columns: Columns) => void
  /** How many texts there are: their numbers go from 1 to this. */
  readonly texts: () => number
  /** The numbers of the texts that hold a term. */
  readonly matching: (term: Term) => readonly number[]
  /** Everything between is kept together or not at all. */
  readonly keep: (work: (writing: ShelfWriting) => void) => void
  /** Empties it. */
  readonly clear: () => void
  readonly close: () => void
}

export interface ShelfWriting {
  readonly name: (id: number, name: string) => void
  /** The number of a text, which is put into the index if it is new. */
  readonly text: (hash: string, text: string) => number
  /** The blocks that these rows lie in, as the columns now are; rows from `until` on are left out. */
  readonly rows: (columns: Columns, rows: Iterable<number>, until: number) => void
  readonly reach: (reach: Reach) => void
}

/** Nothing is kept. */
export const EMPTY_SHELF: Shelf = {
  reach: () => null,
  names: () => [],
  load: () => {},
  texts: () => 0,
  matching: () => [],
  keep: () => {},
  clear: () => {},
  close: () => {},
}

const NameRow = z.object({ id: z.int().positive(), name: z.string() })

const usable = (database: Database.Database): boolean => {
  try {
    return database.pragma('user_version', { simple: true }) === VERSION
  } catch {
    return false
  }
}

const make = (file: string, anew: boolean): Database.Database => {
  mkdirSync(dirname(file), { recursive: true })
  const opened = new Database(file)
  if (!anew && usable(opened)) return opened
  opened.close()
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
  const database = new Database(file)
  database.exec(SCHEMA)
  database.pragma(`user_version = ${VERSION}`)
  return database
}

/**
 * Opens the index in `file`, and makes it where there is none that can be used. To read only, one that is not there is an
 * empty one; so is one that cannot be opened, since nothing depends on it but speed. `renew` throws away what is there.
 */
export const openShelf = (file: string, mode: 'write' | 'read' | 'renew'): Shelf => {
  let database: Database.Database
  try {
    database =
      mode === 'read' ? new Database(file, { readonly: true, fileMustExist: true }) : make(file, mode === 'renew')
    if (mode === 'read' && !usable(database)) {
      database.close()
      return EMPTY_SHELF
    }
    if (mode !== 'read') {
      database.pragma('journal_mode = WAL')
      // Losing the last batch in a power cut costs reading it again.
      database.pragma('synchronous = NORMAL')
    }
  } catch (error) {
    // A statement of ours that SQLite does not understand is a bug.
    if (isSqliteError(error) && error.code !== 'SQLITE_ERROR') return EMPTY_SHELF
    throw error
  }
  return shelfOf(database, mode !== 'read')
}

const shelfOf = (database: Database.Database, writes: boolean): Shelf => {
  const reach = database.prepare<[], Reach>('SELECT attempt, witness, seal FROM reach')
  const names = database.prepare('SELECT id, name FROM names ORDER BY id')
  const blocks = database.prepare<[], Buffer>('SELECT figures FROM blocks ORDER BY id').pluck()
  const texts = database.prepare<[], number | null>('SELECT max(id) FROM texts').pluck()
  const matching = database.prepare<[string], number>('SELECT rowid FROM words WHERE words MATCH ?').pluck()
  return {
    reach: () => reach.get() ?? null,
    names: () => names.all().map((row) => NameRow.parse(row)),
    load: (columns) => {
      for (const block of blocks.iterate()) columns.addBlock(new Uint32Array(new Uint8Array(block).buffer))
    },
    texts: () => texts.get() ?? 0,
    matching: (term) => matching.all(ftsOf(term)),
    keep: writes ? keeping(database) : () => {},
    clear: () => {
      if (!writes) return
      database.exec(`DELETE FROM names; DELETE FROM texts; DELETE FROM blocks; DELETE FROM reach;
        INSERT INTO words (words) VALUES ('delete-all')`)
    },
    close: () => {
      database.close()
    },
  }
}

const keeping = (database: Database.Database): Shelf['keep'] => {
  const known = database.prepare<[string], number>('SELECT id FROM texts WHERE hash = ?').pluck()
  const newText = database.prepare<[string]>('INSERT INTO texts (hash) VALUES (?)')
  const newWords = database.prepare<[number, string]>('INSERT INTO words (rowid, text) VALUES (?, ?)')
  const newName = database.prepare<[number, string]>('INSERT INTO names (id, name) VALUES (?, ?)')
  const putBlock = database.prepare<[number, Buffer]>('INSERT OR REPLACE INTO blocks (id, figures) VALUES (?, ?)')
  const putReach = database.prepare<[Reach]>('INSERT OR REPLACE INTO reach VALUES (1, @attempt, @witness, @seal)')
  const writing: ShelfWriting = {
    name: (id, name) => newName.run(id, name),
    text: (hash, text) => {
      const there = known.get(hash)
      if (there !== undefined) return there
      const id = Number(newText.run(hash).lastInsertRowid)
      newWords.run(id, wordsOf(text).join(' '))
      return id
    },
    rows: (columns, rows, until) => {
      const touched = new Set<number>()
      for (const row of rows) touched.add(Math.floor(row / BLOCK))
      for (const block of touched) putBlock.run(block + 1, pack(columns, block * BLOCK, until))
    },
    reach: (to) => putReach.run(to),
  }
  return (work) => {
    database.transaction(() => work(writing)).immediate()
  }
}

const pack = (columns: Columns, from: number, until: number): Buffer => {
  const rows = Math.min(BLOCK, until - from)
  const packed = new Uint32Array(rows * STORED.length)
  for (const [at, name] of STORED.entries()) packed.set(columns.of(name).subarray(from, from + rows), at * rows)
  return Buffer.from(packed.buffer)
}
