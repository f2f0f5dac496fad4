/**
 * The figures of every request in memory, a column each, so that a million of them are filtered in a few milliseconds. All
 * are unsigned 32-bit: names as numbers of {@link openNames}, 0 for none; times in seconds since 1970; money in millionths
 * of a dollar; durations in milliseconds.
 */
export const STORED = [
  'attempt',
  'run',
  'subject',
  'identity',
  'session',
  'step',
  'strategy',
  'engine',
  'model',
  'status',
  'reason',
  'retries',
  'started',
  'latency',
  'cost',
  'cached',
  'asked',
  'said',
] as const
export type StoredName = (typeof STORED)[number]
/** `day` follows from `started`: 20261122. */
export type ColumnName = StoredName | 'day'
export type Figures = Readonly<Record<StoredName, number>>

/** In place of a text's number: it is not in the index yet. */
export const PENDING = 0xff_ff_ff_ff
export const MOST = 0xff_ff_ff_fe

const FIRST = 1024

export interface Columns {
  readonly count: () => number
  readonly of: (name: ColumnName) => Uint32Array
  /** Makes room for so many rows in all. */
  readonly expect: (rows: number) => void
  readonly add: (figures: Figures) => void
  /** Rows that were kept: their columns, one after the other in the order of {@link STORED}. */
  readonly addBlock: (figures: Uint32Array) => void
  readonly set: (row: number, figures: Partial<Figures>) => void
  /** The row of an attempt, or -1. */
  readonly rowOf: (attempt: number) => number
  /**
   * Room for a row's number each, to write down in what is looked for; good until it is asked for again. Lists of a million
   * that are thrown away one after the other would have the collector of garbage stop everything.
   */
  readonly room: () => Uint32Array
  /** Goes up with every change. */
  readonly version: () => number
}

/** Whole number that a column can hold. */
export const figure = (value: number): number => Math.min(MOST, Math.max(0, Math.round(value)))

export const openColumns = (): Columns => {
  const dayOf = openDays()
  let room = FIRST
  let count = 0
  let version = 0
  const fresh = (): Record<ColumnName, Uint32Array> => {
    const made = Object.fromEntries([...STORED, 'day'].map((name) => [name, new Uint32Array(room)]))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names are those of the type, one line above
    return made as Record<ColumnName, Uint32Array>
  }
  let columns = fresh()
  let notes = new Uint32Array(0)

  const makeRoom = (wanted: number): void => {
    if (wanted <= room) return
    room = Math.max(Math.ceil(1.5 * room), wanted)
    const before = columns
    columns = fresh()
    for (const name of [...STORED, 'day'] as const) columns[name].set(before[name])
  }

  const set = (row: number, figures: Partial<Figures>): void => {
    version++
    for (const name of STORED) {
      const value = figures[name]
      if (value !== undefined) columns[name][row] = value
    }
    if (figures.started !== undefined) columns.day[row] = dayOf(figures.started)
  }

  return {
    count: () => count,
    of: (name) => columns[name].subarray(0, count),
    set,
    expect: makeRoom,
    add: (figures) => {
      makeRoom(count + 1)
      count++
      set(count - 1, figures)
    },
    addBlock: (figures) => {
      const rows = Math.floor(figures.length / STORED.length)
      makeRoom(count + rows)
      for (const [at, name] of STORED.entries()) columns[name].set(figures.subarray(at * rows, (at + 1) * rows), count)
      for (let row = count; row < count + rows; row++) columns.day[row] = dayOf(columns.started[row] ?? 0)
      count += rows
      version++
    },
    rowOf: (attempt) => {
      const ids = columns.attempt
      let low = 0
      let high = count - 1
      while (low <= high) {
        const middle = (low + high) >> 1
        const found = ids[middle] ?? 0
        if (found === attempt) return middle
        if (found < attempt) low = middle + 1
        else high = middle - 1
      }
      return -1
    },
    room: () => {
      if (notes.length < count) notes = new Uint32Array(room)
      return notes
    },
    version: () => version,
  }
}

/** No clock in use is off by anything but quarters of an hour. */
const QUARTER_S = 900

/** The day of a moment by this machine's clock. Requests come in the order of time: the last quarter of an hour is at hand. */
const openDays = (): ((seconds: number) => number) => {
  let last = -1
  let day = 0
  return (seconds) => {
    const quarter = Math.floor(seconds / QUARTER_S)
    if (quarter !== last) {
      last = quarter
      const date = new Date(seconds * 1000)
      day = date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate()
    }
    return day
  }
}
