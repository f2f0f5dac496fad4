import type { Problem, RunStatus } from '../contract/index.ts'

/** What scripts rely on. */
export const EXIT = { done: 0, badInput: 2, failed: 3, cancelled: 130 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Problems of the input end with 2; those met while working with 3. */
const WHILE_WORKING = new Set([
  'picture-missing',
  'picture-changed',
  'library-damaged',
  'library-disk-full',
  'library-io',
  'disk-full',
  'write-failed',
  'folder-gone',
  'folder-broken',
  'export-not-whole',
  'place-broken',
  'backup-refused',
])

export const exitOfProblem = ({ code }: Problem): ExitCode => {
  if (code === 'cancelled') return EXIT.cancelled
  return WHILE_WORKING.has(code) ? EXIT.failed : EXIT.badInput
}

export const exitOfRun = (status: RunStatus): ExitCode => {
  switch (status) {
    case 'succeeded':
      return EXIT.done
    case 'cancelled':
      return EXIT.cancelled
    case 'partial':
    case 'failed':
      return EXIT.failed
  }
}
