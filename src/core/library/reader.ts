import type { Database, Statement } from 'better-sqlite3'
import { type Attempt, failed, ProblemError, type RunId, type Sha256 } from '../../contract/index.ts'
import { blobPath, readBlob } from './blobs.ts'
import type { History } from './history/history.ts'
import { asking } from './problems.ts'
import { openPromptReader } from './prompts.ts'
import {
  ANSWER_COLUMNS,
  type AnswerRow,
  ATTEMPT_COLUMNS,
  ATTEMPT_TABLES,
  type AttemptRow,
  type JobRow,
  type RunRow,
  toAnswer,
  toAttempt,
  toJob,
  toRun,
  toTurn,
} from './rows.ts'
import type { HistoryQuery, LibraryReader, PictureKind, StoredPicture, UnjudgedAnswer } from './types.ts'
import { verifyLibrary } from './verify.ts'

const PAGE = 100

/** As the index `attempts_rejected` says it, word by word: SQLite takes it only then. */
const IS_REJECTED = "a.cached = 0 AND a.status = 'failed' AND a.image IS NOT NULL"

interface PictureRow {
  readonly sha256: Sha256
  readonly kind: PictureKind
  readonly bytes: number
  readonly mime_type: string
  readonly width: number
  readonly height: number
}

export interface ReadingParts {
  readonly folder: string
  readonly database: Database
  /** The session whose process is at work right now; null when none is. */
  readonly livingSession: () => number | null
  /** Closed with the reader. */
  readonly finding: { readonly history: History; readonly close: () => void }
}

/** Everything that can be asked of a library; `close` closes the database handle. */
export const openReader = ({ folder, database, livingSession, finding }: ReadingParts): LibraryReader => {
  const picture = database.prepare<[string], PictureRow>('SELECT * FROM pictures WHERE sha256 = ?')
  const run = database.prepare<[number], RunRow>('SELECT * FROM runs WHERE id = ?')
  const runs = database.prepare<[number], RunRow>('SELECT * FROM runs ORDER BY id DESC LIMIT ?')
  const jobs = database.prepare<[number], JobRow>('SELECT * FROM jobs WHERE run_id = ? ORDER BY id')
  const attempt = database.prepare<[number], AttemptRow>(
    `SELECT ${ATTEMPT_COLUMNS} FROM ${ATTEMPT_TABLES} WHERE a.id = ?`,
  )
  const cached = database.prepare<[string], AnswerRow>(
    `SELECT ${ANSWER_COLUMNS} FROM requests q CROSS JOIN attempts a ON a.request_id = q.id
     WHERE q.cache_key = ? AND a.cached = 0 AND a.status IN ('succeeded', 'blocked') AND a.status = 'succeeded'
     ORDER BY a.id DESC LIMIT 1`,
  )
  const recorded = database.prepare<[string], AnswerRow>(
    `SELECT ${ANSWER_COLUMNS} FROM requests q CROSS JOIN attempts a ON a.request_id = q.id
     WHERE q.content_key = ? AND a.cached = 0 AND a.status IN ('succeeded', 'blocked') AND q.engine <> 'replay'
     ORDER BY a.status = 'blocked', q.engine = 'simulator', a.id DESC LIMIT ${PAGE}`,
  )
  const rejected = database.prepare<[string], AnswerRow>(
    `SELECT ${ANSWER_COLUMNS} FROM requests q CROSS JOIN attempts a ON a.request_id = q.id
     WHERE q.cache_key = ? AND ${IS_REJECTED} ORDER BY a.id DESC LIMIT 1`,
  )
  const rejectedContent = database.prepare<[string], AnswerRow>(
    `SELECT ${ANSWER_COLUMNS} FROM requests q CROSS JOIN attempts a ON a.request_id = q.id
     WHERE q.content_key = ? AND ${IS_REJECTED} AND q.engine <> 'replay'
     ORDER BY q.engine = 'simulator', a.id DESC LIMIT ${PAGE}`,
  )
  const unjudged = database.prepare<[], UnjudgedAnswer>(
    `SELECT a.id AS attempt, a.job_id AS job, q.cache_key AS cacheKey, a.image
     FROM attempts a CROSS JOIN requests q ON q.id = a.request_id WHERE a.status IS NULL AND a.image IS NOT NULL`,
  )
  const turn = database.prepare<[number], string | null>('SELECT turn FROM attempts WHERE id = ?').pluck()
  const spent = database
    .prepare<[number], number>('SELECT total(coalesce(cost_usd, estimate_usd)) FROM attempts WHERE run_id = ?')
    .pluck()
  const pages = new Map<string, Statement<[HistoryBindings], AttemptRow>>()

  const page = (query: HistoryQuery): readonly AttemptRow[] => {
    const sql = historySql(query)
    const statement = pages.get(sql) ?? database.prepare<[HistoryBindings], AttemptRow>(sql)
    pages.set(sql, statement)
    const { run: ofRun = null, status = null, before = null, limit = PAGE } = query
    return statement.all({ run: ofRun, status, before, limit })
  }

  /** Rows may come from somebody else's library: they are parsed before anything builds a path or a page from them. */
  const parsed = (rows: readonly AttemptRow[]): readonly Attempt[] => {
    const living = rows.some((row) => row.status === null) ? livingSession() : null
    return rows.map((row) => readable(row, living))
  }

  return {
    folder,
    picturePath: (sha256) => blobPath(folder, sha256),
    picture: (sha256) => readBlob(folder, sha256),
    pictureFacts: (sha256) => asking(() => toPicture(picture.get(sha256))),
    run: (id) => asking(() => optional(run.get(id), toRun)),
    runs: (limit = PAGE) => asking(() => runs.all(limit).map(toRun)),
    jobs: (id) => asking(() => jobs.all(id).map(toJob)),
    history: (query = {}) => asking(() => parsed(page(query))),
    requests: finding.history,
    attempt: (id) => asking(() => parsed(attempt.all(id))[0] ?? null),
    cached: (cacheKey) => asking(() => optional(cached.get(cacheKey), toAnswer)),
    rejected: (cacheKey) => asking(() => optional(rejected.get(cacheKey), toAnswer)),
    recorded: (contentKey) =>
      asking(() => {
        const answers = recorded.all(contentKey).map(toAnswer)
        const blocks = answers.filter(({ status }) => status === 'blocked')
        const made = answers.filter(({ status }) => status === 'succeeded')
        return [...made, ...rejectedContent.all(contentKey).map(toAnswer), ...blocks]
      }),
    unjudged: () => asking(() => unjudged.all()),
    turn: (id) => asking(() => toTurn(turn.get(id))),
    spent: (id: RunId) => asking(() => spent.get(id) ?? 0),
    prompts: openPromptReader(database),
    verify: (options) => verifyLibrary(folder, options),
    close: () => {
      finding.close()
      database.close()
    },
  }
}

interface HistoryBindings {
  readonly run: number | null
  readonly status: string | null
  readonly before: number | null
  readonly limit: number
}

const historySql = ({ run, status, before }: HistoryQuery): string => {
  // With a run given, `+` keeps SQLite from walking everything of that status instead of everything of that run.
  const column = run === undefined ? 'a.status' : '+a.status'
  const conditions = [
    run === undefined ? null : 'a.run_id = @run',
    status === undefined
      ? null
      : status === 'unknown'
        ? `(${column} = @status OR (${column} IS NULL AND a.image IS NULL))`
        : `${column} = @status`,
    before === undefined ? null : 'a.id < @before',
  ].filter((condition) => condition !== null)
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  return `SELECT ${ATTEMPT_COLUMNS} FROM ${ATTEMPT_TABLES} ${where} ORDER BY a.id DESC LIMIT @limit`
}

const optional = <Row, T>(row: Row | undefined, read: (row: Row) => T): T | null =>
  row === undefined ? null : read(row)

const toPicture = (row: PictureRow | undefined): StoredPicture | null =>
  optional(row, ({ sha256, kind, bytes, mime_type, width, height }) => ({
    sha256,
    kind,
    bytes,
    mimeType: mime_type,
    width,
    height,
  }))

const readable = (row: AttemptRow, living: number | null): Attempt => {
  try {
    return toAttempt(row, (session) => session === living)
  } catch {
    const { problem } = failed(
      'row-broken',
      `Attempt ${row.id} in the library cannot be read: what its row holds has changed.`,
      'Run verify to see all that has changed, and put back a copy of library.db.',
    )
    throw new ProblemError(problem)
  }
}
