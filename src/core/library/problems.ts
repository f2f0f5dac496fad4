import Database from 'better-sqlite3'
import { failed, type Problem, ProblemError } from '../../contract/index.ts'

const problem = (code: string, message: string, next: string): Problem => failed(code, message, next).problem

const DISK_FULL = problem(
  'library-disk-full',
  'The disk is full, so the library could not save what was just made. What it holds is unharmed.',
  'Make room on the disk and run the same command again: it goes on where it stopped.',
)

const READ_ONLY = problem(
  'library-read-only',
  'The library folder cannot be written to, and even reading can need that.',
  'Give yourself permission to write there, or choose another folder.',
)

export const CLOSED = problem('library-closed', 'The library was closed meanwhile.', 'Open the library again.')

/** What is said of a library.db whose content is no longer what was written. */
export const damaged = (detail: string): Problem =>
  problem(
    'library-damaged',
    `The library's database (library.db) is damaged: ${detail}.`,
    'Nothing was changed. Put back a copy of the folder, or move library.db aside; the pictures in blobs/ are still there.',
  )

const io = (detail: string): Problem =>
  problem(
    'library-io',
    `The library could not be read or written: ${detail}.`,
    'Check that its disk is connected and in order, then try again.',
  )

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Error codes of the operating system and of SQLite that a person can do something about; null for anything else. */
const expected = (error: unknown): Problem | null => {
  if (error instanceof ProblemError) return error.problem
  const code = codeOf(error)
  const detail = error instanceof Error ? error.message : String(error)
  // EFBIG is how a quota on file size shows; SQLite tells it, like other refused writes, as an I/O error of a write.
  if (['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return DISK_FULL
  // Even a reader makes a file beside the database; where it may not, SQLite says that it cannot open.
  if (code.startsWith('SQLITE_READONLY') || ['SQLITE_CANTOPEN', 'EACCES', 'EPERM', 'EROFS'].includes(code))
    return READ_ONLY
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damaged(detail)
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return io(detail)
  if (code.startsWith('SQLITE_BUSY')) return io('another program keeps its database locked')
  return null
}

/** The problem behind an error that is expected of a disk; throws the error itself when it is a bug. */
export const problemOf = (error: unknown): Problem => {
  const known = expected(error)
  if (known !== null) return known
  throw error
}

/** The error to reject with: a {@link ProblemError} for what is expected of a disk, the error itself for a bug. */
export const asProblemError = (error: unknown): Error => {
  const known = expected(error)
  if (known !== null) return error instanceof ProblemError ? error : new ProblemError(known)
  return error instanceof Error ? error : new Error(String(error))
}

/** Whether SQLite itself said this; everything else that a statement throws is ours. */
export const isSqliteError = (error: unknown): error is InstanceType<typeof Database.SqliteError> =>
  error instanceof Database.SqliteError

/** Runs a question to the database; what is expected of a disk is thrown as a {@link ProblemError}. */
export const asking = <T>(question: () => T): T => {
  try {
    return question()
  } catch (error) {
    throw asProblemError(error)
  }
}
