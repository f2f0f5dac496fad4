import { failed, type Problem, ProblemError } from '../../../contract/index.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What a disk's refusal means for a place that was chosen; throws what is no such refusal. */
export const refusalOf = (place: string, error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR_WRITE':
      return failed(
        'disk-full',
        `The disk of ${place} is full.`,
        'Nothing was left there. Choose a disk with more room.',
      ).problem
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return failed('place-read-only', `${place} may not be written to.`, 'Choose another place.').problem
    case 'ENOENT':
    case 'ENOTDIR':
      return failed('place-missing', `${place} is not there, or not where it should be.`, 'Check the path.').problem
    case 'EEXIST':
    case 'ENOTEMPTY':
      return failed('place-taken', `${place} is there already.`, 'Choose a name that is free: nothing is written over.')
        .problem
    case 'EIO':
      return failed('place-broken', `The disk of ${place} gives errors.`, 'Choose another disk.').problem
    default:
      throw error
  }
}

/** A backup that is refused as a whole, with the reason. */
export const refuse = (why: string): ProblemError =>
  new ProblemError(
    failed('backup-refused', `This is not restored: ${why}.`, 'Nothing was written. Use another copy of the backup.')
      .problem,
  )
