import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { isSqliteError } from '../problems.ts'
import { type Columns, openColumns, PENDING } from './columns.ts'
import { type Frequent, openFrequent } from './frequent.ts'
import { type Gradual, gradual } from './gradual.ts'
import { rowsHolding, type Words } from './holding.ts'
import type { Listing } from './listing.ts'
import { type Marks, openMarks } from './marks.ts'
import { openOrders, type OrderName, type Orders } from './orders.ts'
import { ANSWERED, OPEN, openReading, type Read } from './reading.ts'
import { BrokenShelf, EMPTY_SHELF, openShelf, type Shelf } from './shelf.ts'
import { type Term, wordsOf } from './terms.ts'
import { openTexts, type Texts } from './texts.ts'

/** Rows kept at a time: about 15 ms of work. */
const BATCH = 200
/** Rows taken in by a question at most, and searched word by word until they are kept: about 30 ms of work. */
const MOST_AT_ONCE = 1000
/** Rows whose words are remembered until they are kept. */
const MOST_REMEMBERED = 2000

/** Everything that finds requests: figures in memory, words in SQLite's FTS5, both brought up to date from the attempts. */
export interface HistoryIndex {
  readonly columns: () => Columns
  /** The number of a name; undefined for one that no request has. */
  readonly code: (name: string) => number | undefined
  readonly name: (code: number) => string
  /** How many names there are: their numbers go from 1 to this. */
  readonly names: () => number
  /** Takes in what happened since: to write, as much as a question can wait for; to read only, everything. */
  readonly refresh: () => void
  /** How many attempts are not taken in yet. */
  readonly behind: () => number
  /** The rows of `before` (null for all) whose request or answer holds each term. */
  readonly holding: (terms: readonly Term[], before: Listing | null) => Listing | null
  /** All rows, the most of a column first. */
  readonly order: (name: OrderName) => Uint32Array
  /** Gets ready for questions about figures, about words too, or for all, in about so many milliseconds; true when it is. */
  readonly prepare: (what: 'figures' | 'words' | 'all', ms: number) => boolean
  /** Keeps some of what is not kept yet; false when nothing was left. */
  readonly keepSome: () => boolean
  /** Throws away what is kept and begins again: it could not be read. */
  readonly renew: () => void
  readonly close: () => void
}

interface KeptWords {
  readonly texts: Texts
  readonly marks: Marks
  readonly frequent: Frequent
}

interface State {
  readonly columns: Columns
  readonly names: string[]
  readonly codes: Map<string, number>
  /** Rows of attempts that have not ended. */
  readonly open: Set<number>
  /** Rows before this are kept, except those that changed since. */
  kept: number
  readonly changed: Set<number>
  namesKept: number
  witness: { readonly attempt: number; readonly seal: number }
  /** The texts that are kept. */
  readonly words: Gradual<KeptWords>
  readonly orders: Orders
  /** What makes questions quicker that are answered without it, too. */
  readonly quicker: Gradual<void>
  /** The words of rows whose texts are not kept yet, as far as they were needed. */
  readonly pending: Map<number, Words>
}

/** Whether attempts go up one after the other to the last: a file that was put together from two does not. */
const isWhole = (attempts: Uint32Array, last: number): boolean => {
  for (let row = 1; row < attempts.length; row++) if ((attempts[row] ?? 0) <= (attempts[row - 1] ?? 0)) return false
  return attempts.at(-1) === last
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

export const openHistoryIndex = (database: Database, file: string, mode: 'write' | 'read'): HistoryIndex => {
  let shelf: Shelf = openShelf(file, mode)
  let state: Gradual<State> | null = null

  const code = (name: string): number => {
    const { names, codes } = now()
    const known = codes.get(name)
    if (known !== undefined) return known
    names.push(name)
    codes.set(name, names.length)
    return names.length
  }
  const reading = openReading(database, code)

  const empty = (): State => {
    const columns = openColumns()
    const orders = openOrders(columns)
    const words = gradual(loadWords)
    return {
      columns,
      names: [],
      codes: new Map(),
      open: new Set(),
      kept: 0,
      changed: new Set(),
      namesKept: 0,
      witness: { attempt: 0, seal: 0 },
      words,
      orders,
      quicker: gradual(function* () {
        yield* words.get().frequent.prepare()
        yield* orders.prepare()
      }),
      pending: new Map(),
    }
  }

  /** What was kept, where it belongs to this library; else nothing. */
  const load = function* (): Generator<undefined, State> {
    const loaded = empty()
    const reach = shelf.reach()
    if (reach === null) return loaded
    const isOurs =
      reach.attempt <= reading.newest() && (reach.witness === 0 || reading.seal(reach.witness) === reach.seal)
    if (!isOurs) {
      shelf.clear()
      return loaded
    }
    for (const { id, name } of shelf.names()) {
      loaded.names[id - 1] = name
      loaded.codes.set(name, id)
    }
    yield* shelf.load(loaded.columns)
    if (!isWhole(loaded.columns.of('attempt'), reach.attempt)) {
      shelf.clear()
      return empty()
    }
    yield
    const open = loaded.codes.get(OPEN) ?? -1
    const answered = loaded.codes.get(ANSWERED) ?? -1
    const statuses = loaded.columns.of('status')
    for (let row = 0; row < statuses.length; row++)
      if (statuses[row] === open || statuses[row] === answered) loaded.open.add(row)
    loaded.kept = loaded.columns.count()
    loaded.namesKept = loaded.names.length
    loaded.witness = { attempt: reach.witness, seal: reach.seal }
    return loaded
  }

  const loadWords = function* (): Generator<undefined, KeptWords> {
    const texts = openTexts(shelf.words())
    const expected = shelf.texts()
    yield
    for (const block of shelf.passages()) {
      texts.addBlock(block)
      yield
    }
    if (texts.count() < expected) throw new BrokenShelf()
    const frequent = openFrequent(texts)
    return { texts, frequent, marks: openMarks(texts, frequent, (terms) => shelf.matching(terms)) }
  }

  const now = (): State => (state ??= gradual(load)).get()

  const lastAttempt = (): number => {
    const { columns } = now()
    return columns.count() === 0 ? 0 : (columns.of('attempt')[columns.count() - 1] ?? 0)
  }

  const refresh = (most: number): void => {
    const { columns, open, changed, pending } = now()
    for (const row of open) {
      const read = reading.one(columns.of('attempt')[row] ?? 0)
      if (read === null || isSame(columns, row, read)) continue
      // What was asked never changes.
      columns.set(row, { ...read.figures, asked: columns.of('asked')[row] ?? PENDING })
      changed.add(row)
      pending.delete(row)
      if (read.ended) open.delete(row)
    }
    if (most <= 0) return
    for (const read of reading.after(lastAttempt(), most)) {
      if (!read.ended) open.add(columns.count())
      columns.add(read.figures)
    }
  }

  /** Rows that are searched word by word. */
  const waiting = (): number => {
    const { columns, kept, changed } = now()
    return columns.count() - kept + changed.size
  }

  const words = (row: number): Words => {
    const { columns, pending } = now()
    const known = pending.get(row)
    if (known) return known
    const attempt = columns.of('attempt')[row] ?? 0
    const unless = (column: 'asked' | 'said'): readonly string[] =>
      columns.of(column)[row] === PENDING ? wordsOf(reading[column](attempt)) : []
    const read = { asked: unless('asked'), said: unless('said') }
    if (pending.size < MOST_REMEMBERED) pending.set(row, read)
    return read
  }

  const keepSome = (): boolean => {
    const current = now()
    const { columns, changed, pending } = current
    const { texts } = current.words.get()
    refresh(current.kept + BATCH - columns.count())
    const until = Math.min(columns.count(), current.kept + BATCH)
    const rows = [...changed].filter((row) => row < current.kept).slice(0, BATCH)
    for (let row = current.kept; row < until; row++) rows.push(row)
    if (rows.length === 0) return false
    const witness = newestEnded(current, rows) ?? current.witness
    shelf.keep((writing) => {
      const fresh: number[] = []
      const resolve = (row: number, column: 'asked' | 'said'): number => {
        const known = columns.of(column)[row] ?? 0
        if (known !== PENDING) return known
        const text = reading[column](columns.of('attempt')[row] ?? 0)
        if (text === '') return 0
        const hash = hashOf(text)
        const there = writing.known(hash)
        if (there !== null) return there
        const number = writing.text(hash, wordsOf(text))
        texts.add(wordsOf(text))
        if (number !== texts.count()) throw new BrokenShelf()
        fresh.push(number)
        return number
      }
      const resolved = rows.map((row) => ({ row, asked: resolve(row, 'asked'), said: resolve(row, 'said') }))
      for (const { row, asked, said } of resolved) columns.set(row, { asked, said })
      for (let id = current.namesKept + 1; id <= current.names.length; id++)
        writing.name(id, current.names[id - 1] ?? '')
      writing.passages(texts, fresh)
      writing.rows(columns, rows, until)
      writing.reach({ attempt: columns.of('attempt')[until - 1] ?? 0, witness: witness.attempt, seal: witness.seal })
    })
    for (const row of rows) {
      changed.delete(row)
      pending.delete(row)
    }
    current.kept = until
    current.namesKept = current.names.length
    current.witness = witness
    return true
  }

  /** What is in memory may name texts that were not kept when keeping them fails: it is then read again. */
  const keepSafely = (): boolean => {
    try {
      return keepSome()
    } catch (error) {
      state = null
      throw error
    }
  }

  /** A disk that takes nothing more is no reason not to answer: what does not fit is told as not read yet. */
  const makeRoom = (): void => {
    try {
      keepSafely()
    } catch (error) {
      if (!isSqliteError(error)) throw error
    }
  }

  const newestEnded = ({ columns, open }: State, rows: readonly number[]): State['witness'] | null => {
    const row = rows.findLast((one) => !open.has(one))
    if (row === undefined) return null
    const attempt = columns.of('attempt')[row] ?? 0
    return { attempt, seal: reading.seal(attempt) ?? 0 }
  }

  return {
    columns: () => now().columns,
    code: (name) => now().codes.get(name),
    name: (number) => now().names[number - 1] ?? '',
    names: () => now().names.length,
    refresh: () => {
      if (mode === 'read') return refresh(Number.MAX_SAFE_INTEGER)
      if (waiting() >= MOST_AT_ONCE) makeRoom()
      refresh(MOST_AT_ONCE - waiting())
    },
    behind: () => Math.max(0, reading.newest() - lastAttempt()),
    holding: (terms, before) => {
      const { columns, words: known } = now()
      return rowsHolding({ columns, marks: known.get().marks, words }, terms, before)
    },
    order: (name) => now().orders.by(name),
    prepare: (what, ms) => {
      state ??= gradual(load)
      if (!state.goOn(ms)) return false
      const { words: known, quicker } = state.get()
      return what === 'figures' || (known.goOn(ms) && (what === 'words' || quicker.goOn(ms)))
    },
    keepSome: keepSafely,
    renew: () => {
      shelf.close()
      state = null
      shelf = mode === 'write' ? openShelf(file, 'renew') : EMPTY_SHELF
    },
    close: () => shelf.close(),
  }
}

const isSame = (columns: Columns, row: number, { figures, ended }: Read): boolean =>
  !ended && columns.of('retries')[row] === figures.retries && columns.of('status')[row] === figures.status
