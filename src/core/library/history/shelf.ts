import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { isSqliteError } from '../problems.ts'
import { type Columns, STORED } from './columns.ts'
import { ftsOf, type Term } from './terms.ts'
import { TEXT_BLOCK, type TextBlock, type Texts } from './texts.ts'

/** Another shape of the index has another number: it is then made anew. */
const VERSION = 2
const BLOCK = 2048

const SCHEMA = `
  CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  -- Equal texts are one, under the hash of their words.
  CREATE TABLE texts (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE) STRICT;
  -- The columns of ${BLOCK} requests, one after the other, little-endian.
  CREATE TABLE blocks (id INTEGER PRIMARY KEY, figures BLOB NOT NULL) STRICT;
  -- The words of ${TEXT_BLOCK} texts: those that are new, and the numbers of all as in TextBlock.
  CREATE TABLE passages (id INTEGER PRIMARY KEY, words TEXT NOT NULL, lengths BLOB NOT NULL, numbers BLOB NOT NULL) STRICT;
  -- How far it reaches, and the seal of an attempt that had ended: a library that was put back from a copy has another there.
  CREATE TABLE reach (
    id INTEGER PRIMARY KEY CHECK (id = 1), attempt INTEGER NOT NULL, witness INTEGER NOT NULL, seal INTEGER NOT NULL
  ) STRICT;
  -- Words alone: the texts themselves stay where they are, in the library.
  CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0');
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
  /** Fills the columns with what is kept, a block at a time. */
  readonly load: (columns: Columns) => Generator<undefined, void>
  /** How many texts there are: their numbers go from 1 to this. */
  readonly texts: () => number
  /** How many words they have in all. */
  readonly words: () => number
  /** The words of all texts, a block at a time. */
  readonly passages: () => Generator<TextBlock, void>
  /** The numbers of the texts that hold any of these terms. */
  readonly matching: (terms: readonly Term[]) => readonly number[]
  /** Everything between is kept together or not at all. */
  readonly keep: (work: (writing: ShelfWriting) => void) => void
  /** Empties it. */
  readonly clear: () => void
  readonly close: () => void
}

export interface ShelfWriting {
  readonly name: (id: number, name: string) => void
  /** The number of a text; null when there is none of that hash. */
  readonly known: (hash: string) => number | null
  /** Puts a text into the index and gives it the next number. */
  readonly text: (hash: string, words: readonly string[]) => number
  /** The blocks that these texts lie in, as they now are. */
  readonly passages: (texts: Texts, numbers: Iterable<number>) => void
  /** The blocks that these rows lie in, as the columns now are; rows from `until` on are left out. */
  readonly rows: (columns: Columns, rows: Iterable<number>, until: number) => void
  readonly reach: (reach: Reach) => void
}

/** Nothing is kept. */
export const EMPTY_SHELF: Shelf = {
  reach: () => null,
  names: () => [],
  load: function* () {},
  texts: () => 0,
  words: () => 0,
  passages: function* () {},
  matching: () => [],
  keep: () => {},
  clear: () => {},
  close: () => {},
}

interface PassageRow {
  readonly words: string
  readonly lengths: Buffer
  readonly numbers: Buffer
}

/** SQLite gives bytes that begin anywhere; numbers of four bytes begin at every fourth. */
const figuresOf = (bytes: Buffer | undefined): Uint32Array<ArrayBuffer> =>
  new Uint32Array(new Uint8Array(bytes ?? []).buffer)

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array<ArrayBuffer>): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

/** What is kept cannot be what was kept. */
export class BrokenShelf extends Error {}

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
  // Blocks are large: a page of the usual size would cut them into dozens.
  database.pragma('page_size = 16384')
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
      // What is moved to the file at a time is waited for: little enough not to be noticed.
      database.pragma('wal_autocheckpoint = 128')
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
  const blocks = database.prepare<[], number>('SELECT id FROM blocks ORDER BY id').pluck()
  const block = database.prepare<[number], Buffer>('SELECT figures FROM blocks WHERE id = ?').pluck()
  const bytes = database.prepare<[], number | null>('SELECT sum(length(numbers)) FROM passages').pluck()
  const passages = database.prepare<[], number>('SELECT id FROM passages ORDER BY id').pluck()
  const passage = database.prepare<[number], PassageRow>('SELECT words, lengths, numbers FROM passages WHERE id = ?')
  const texts = database.prepare<[], number | null>('SELECT max(id) FROM texts').pluck()
  const matching = database.prepare<[string], number>('SELECT rowid FROM words WHERE words MATCH ?').pluck()
  return {
    reach: () => reach.get() ?? null,
    names: () => names.all().map((row) => NameRow.parse(row)),
    load: function* (columns) {
      const ids = blocks.all()
      columns.expect(ids.length * BLOCK)
      for (const id of ids) {
        columns.addBlock(figuresOf(block.get(id)))
        yield
      }
    },
    texts: () => texts.get() ?? 0,
    words: () => (bytes.get() ?? 0) / Uint32Array.BYTES_PER_ELEMENT,
    passages: function* () {
      for (const id of passages.all()) {
        const { words = '', lengths, numbers } = passage.get(id) ?? {}
        yield { words: words === '' ? [] : words.split(' '), lengths: figuresOf(lengths), numbers: figuresOf(numbers) }
      }
    },
    matching: (terms) => matching.all(terms.map(ftsOf).join(' OR ')),
    keep: writes ? keeping(database) : () => {},
    clear: () => {
      if (!writes) return
      database.exec(`DELETE FROM names; DELETE FROM texts; DELETE FROM blocks; DELETE FROM passages;
        DELETE FROM reach;
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
  const putPassage = database.prepare<[number, string, Buffer, Buffer]>(
    'INSERT OR REPLACE INTO passages (id, words, lengths, numbers) VALUES (?, ?, ?, ?)',
  )
  const putReach = database.prepare<[Reach]>('INSERT OR REPLACE INTO reach VALUES (1, @attempt, @witness, @seal)')
  const writing: ShelfWriting = {
    name: (id, name) => newName.run(id, name),
    known: (hash) => known.get(hash) ?? null,
    text: (hash, words) => {
      const id = Number(newText.run(hash).lastInsertRowid)
      newWords.run(id, words.join(' '))
      return id
    },
    passages: (texts, numbers) => {
      const touched = new Set<number>()
      for (const number of numbers) touched.add(Math.floor((number - 1) / TEXT_BLOCK))
      for (const at of touched) {
        const { words, lengths, numbers: all } = texts.block(at * TEXT_BLOCK + 1)
        putPassage.run(at + 1, words.join(' '), bytesOf(lengths), bytesOf(all))
      }
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
  return bytesOf(packed)
}
