import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { failed, type Result } from '../../contract/index.ts'
import { readReviewFile, takeReviewIn } from '../../core/export/review-page/take-in.ts'
import type { ReviewFile } from '../../core/export/review-page/review-file.ts'
import { openThere } from '../open-there.ts'
import { EXIT, exitOfProblem, type ExitCode } from '../exit.ts'
import { openOutput } from '../output.ts'

const read = async (file: string): Promise<Result<ReviewFile>> => {
  const bytes = await readFile(file).catch(() => null)
  return bytes === null
    ? failed('input-missing', `The file ${file} cannot be read.`, 'Name the file that the reviewer sent back.')
    : readReviewFile(bytes)
}

/** `studio import-review`: takes in what somebody saved from a review page. */
export const importReviewCommand = (done: (code: ExitCode) => void): Command =>
  new Command('import-review')
    .description('Take in a review that was saved from a review page: stars, approvals, comments.')
    .requiredOption('--library <dir>', 'the library folder')
    .requiredOption('--file <review.json>', 'the file that came back')
    .option('--json', 'one JSON object per line')
    .action(async ({ library: folder, file, json = false }: { library: string; file: string; json?: boolean }) => {
      const output = openOutput(json)
      const review = await read(file)
      if (!review.ok) {
        output.problem(review.problem)
        return done(exitOfProblem(review.problem))
      }
      const opened = await openThere(folder)
      if (!opened.ok) {
        output.problem(opened.problem)
        return done(exitOfProblem(opened.problem))
      }
      try {
        const { imported } = await takeReviewIn(review.value, opened.value)
        output.fact({ event: 'imported', ...imported })
        output.line(`The review of ${imported.by}. ${imported.says}`)
        done(EXIT.done)
      } finally {
        opened.value.close()
      }
    })
