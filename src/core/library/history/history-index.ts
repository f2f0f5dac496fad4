import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { type Columns, openColumns, PENDING } from './columns.ts'
import { openReading, type Read } from './reading.ts'
import { EMPTY_SHELF, openShelf, type Shelf } from './shelf.ts'
import { holds, type Term, wordsOf } from './terms.ts'

/** Rows kept at a time: about 20 ms of work. */
const BATCH = 300

/** Everything that finds requests: figures in memory, words in SQLite's FTS5, both brought up to date from the attempts. */
export interface HistoryIndex {
  readonly columns: () => Columns
  /** The number of a name; undefined for one that no request has. */
  readonly code: (name: string) => number | undefined
  readonly name: (code: number) => string
  /** Takes in what happened since, `most` new attempts at most. */
  readonly refresh: (most: number) => void
  /** How many attempts are not taken in yet. */
  readonly behind: () => number
  /** Whether a request holds a term, for every row. */
  readonly finder: (term: Term) => (row: number) => boolean
  /** Keeps some of what is not kept yet; false when nothing was left. */
  readonly keepSome: () => boolean
  /** Throws away what is kept and begins again: it could not be read. */
  readonly renew: () => void
  readonly close: () => void
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
  /** Rows from here on may have texts that are not in the index. */
  texts: number
}

const empty = (): State => ({
  columns: openColumns(),
  names: [],
  codes: new Map(),
  open: new Set(),
  kept: 0,
  changed: new Set(),
  namesKept: 0,
  witness: { attempt: 0, seal: 0 },
  texts: 0,
})

/** Whether attempts go up one after the other to the last: a file that was put together from two does not. */
const isWhole = (attempts: Uint32Array, last: number): boolean =>
  attempts.at(-1) === last && attempts.every((attempt, row) => row === 0 || attempt > (attempts[row - 1] ?? 0))

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

export const openHistoryIndex = (database: Database, file: string, mode: 'write' | 'read'): HistoryIndex => {
  let shelf: Shelf = openShelf(file, mode)
  let state: State | null = null

  const code = (name: string): number => {
    const { names, codes } = now()
    const known = codes.get(name)
    if (known !== undefined) return known
    names.push(name)
    codes.set(name, names.length)
    return names.length
  }
  const reading = openReading(database, code)

  /** What was kept, where it belongs to this library; else nothing. */
  const load = (): State => {
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
    shelf.load(loaded.columns)
    if (!isWhole(loaded.columns.of('attempt'), reach.attempt)) {
      shelf.clear()
      return empty()
    }
    const open = loaded.codes.get('open')
    const statuses = loaded.columns.of('status')
    if (open !== undefined)
      for (let row = 0; row < statuses.length; row++) if (statuses[row] === open) loaded.open.add(row)
    loaded.kept = loaded.columns.count()
    loaded.texts = loaded.kept
    loaded.namesKept = loaded.names.length
    loaded.witness = { attempt: reach.witness, seal: reach.seal }
    return loaded
  }

  const now = (): State => (state ??= load())

  const lastAttempt = (): number => {
    const { columns } = now()
    return columns.count() === 0 ? 0 : (columns.of('attempt')[columns.count() - 1] ?? 0)
  }

  const refresh = (most: number): void => {
    const { columns, open, changed } = now()
    for (const row of open) {
      const read = reading.one(columns.of('attempt')[row] ?? 0)
      if (read === null || isSame(columns, row, read)) continue
      // What was asked never changes.
      columns.set(row, { ...read.figures, asked: columns.of('asked')[row] ?? PENDING })
      changed.add(row)
      if (read.ended) open.delete(row)
    }
    for (const read of reading.after(lastAttempt(), most)) {
      if (!read.ended) open.add(columns.count())
      columns.add(read.figures)
    }
  }

  const finder = (term: Term): ((row: number) => boolean) => {
    const { columns, texts, changed } = now()
    const found = new Uint8Array(shelf.texts() + 1)
    for (const id of shelf.matching(term)) found[id] = 1
    const asked = columns.of('asked')
    const said = columns.of('said')
    const attempts = columns.of('attempt')
    const read = (row: number): boolean => {
      const attempt = attempts[row] ?? 0
      return (
        (asked[row] === PENDING && holds(wordsOf(reading.asked(attempt)), term)) ||
        (said[row] === PENDING && holds(wordsOf(reading.said(attempt)), term))
      )
    }
    return (row) =>
      found[asked[row] ?? 0] === 1 || found[said[row] ?? 0] === 1 || ((row >= texts || changed.has(row)) && read(row))
  }

  const keepSome = (): boolean => {
    const current = now()
    refresh(BATCH)
    const { columns, changed } = current
    const until = Math.min(columns.count(), current.kept + BATCH)
    const rows = [...changed].filter((row) => row < current.kept).slice(0, BATCH)
    for (let row = current.kept; row < until; row++) rows.push(row)
    if (rows.length === 0) return false
    const witness = newestEnded(current, rows) ?? current.witness
    const resolved: { readonly row: number; readonly asked: number; readonly said: number }[] = []
    shelf.keep((writing) => {
      for (const row of rows) {
        const attempt = columns.of('attempt')[row] ?? 0
        const resolve = (column: 'asked' | 'said'): number => {
          const known = columns.of(column)[row] ?? 0
          if (known !== PENDING) return known
          const text = reading[column](attempt)
          return text === '' ? 0 : writing.text(hashOf(text), text)
        }
        resolved.push({ row, asked: resolve('asked'), said: resolve('said') })
      }
      for (const { row, asked, said } of resolved) columns.set(row, { asked, said })
      for (let id = current.namesKept + 1; id <= current.names.length; id++)
        writing.name(id, current.names[id - 1] ?? '')
      writing.rows(columns, rows, until)
      writing.reach({ attempt: columns.of('attempt')[until - 1] ?? 0, witness: witness.attempt, seal: witness.seal })
    })
    for (const row of rows) changed.delete(row)
    current.kept = until
    current.texts = until
    current.namesKept = current.names.length
    current.witness = witness
    return true
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
    refresh,
    behind: () => Math.max(0, reading.newest() - lastAttempt()),
    finder,
    keepSome: () => {
      try {
        return keepSome()
      } catch (error) {
        // What is in memory may already name texts that were not kept.
        state = null
        throw error
      }
    },
    renew: () => {
      shelf.close()
      state = null
      shelf = mode === 'write' ? openShelf(file, 'renew') : EMPTY_SHELF
    },
    close: () => shelf.close(),
  }
}

const isSame = (columns: Columns, row: number, { figures, ended }: Read): boolean =>
  !ended && columns.of('retries')[row] === figures.retries
