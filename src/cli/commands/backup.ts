import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Result } from '../../contract/index.ts'
import { counted } from '../../core/export/figures.ts'
import { backUpLibrary, type BackupOptions, restoreLibrary } from '../../core/library/backup/backup.ts'
import { openReader } from '../../core/studio.ts'
import { cancelOnInterrupt } from '../cancel.ts'
import { EXIT, exitOfProblem, type ExitCode } from '../exit.ts'
import { openOutput, type Output } from '../output.ts'

/** Does it with progress and Ctrl-C; null where it did not work, which is told. */
const attended = async <T>(
  work: (options: BackupOptions) => Promise<Result<T>>,
  output: Output,
  done: (code: ExitCode) => void,
): Promise<T | null> => {
  const { signal, release } = cancelOnInterrupt(() => output.line('Stopping.'))
  const result = await work({ signal, onProgress: (progress) => output.fact({ event: 'progress', ...progress }) })
  release()
  if (result.ok) return result.value
  output.problem(result.problem)
  done(exitOfProblem(result.problem))
  return null
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

/** `studio backup`: the whole library, also while it is in use. */
export const backupCommand = (done: (code: ExitCode) => void): Command =>
  new Command('backup')
    .description('Write the whole library to a new folder or zip, while work with it goes on.')
    .requiredOption('--library <dir>', 'the library folder')
    .requiredOption('--to <path>', 'a new folder, or a file that ends in .zip')
    .option('--json', 'one JSON object per line')
    .action(async ({ library, to, json = false }: { library: string; to: string; json?: boolean }) => {
      const output = openOutput(json)
      const there = openReader(library)
      if (!there.ok) {
        output.problem(there.problem)
        return done(exitOfProblem(there.problem))
      }
      there.value.close()
      const made = await attended(async (options) => await backUpLibrary(library, resolve(to), options), output, done)
      if (made === null) return
      output.fact({ event: 'backed-up', ...made })
      output.line(
        `${counted(made.pictures, 'picture')} and every request (${megabytes(made.bytes)}) are in ${made.to}.`,
      )
      if (made.missing.length > 0)
        output.line(
          `${counted(made.missing.length, 'picture')} could not be read and are not in it; verify tells which.`,
        )
      done(made.missing.length === 0 ? EXIT.done : EXIT.failed)
    })

/** `studio restore`: a backup into a new folder, once all of it is verified. */
export const restoreCommand = (done: (code: ExitCode) => void): Command =>
  new Command('restore')
    .description('Verify a backup and put it back as a library in a new or empty folder.')
    .requiredOption('--from <path>', 'the backup, a folder or a zip')
    .requiredOption('--library <dir>', 'the folder of the new library')
    .option('--json', 'one JSON object per line')
    .action(async ({ from, library, json = false }: { from: string; library: string; json?: boolean }) => {
      const output = openOutput(json)
      const work = async (options: BackupOptions) => await restoreLibrary(resolve(from), resolve(library), options)
      const restored = await attended(work, output, done)
      if (restored === null) return
      output.fact({ event: 'restored', ...restored })
      output.line(
        `${counted(restored.pictures, 'picture')} and ${counted(restored.attempts, 'request')} (${megabytes(restored.bytes)}) are in ${restored.folder}, verified.`,
      )
      if (restored.missing.length > 0)
        output.line(`${counted(restored.missing.length, 'picture')} were missing already when the backup was made.`)
      done(EXIT.done)
    })
