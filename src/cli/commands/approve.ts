import { Command } from 'commander'
import type { Sha256 } from '../../contract/index.ts'
import { changed, wordsFor } from '../../core/app/review-words.ts'
import { cardsOf } from '../../core/export/deliverable.ts'
import { counted } from '../../core/export/figures.ts'
import { EXIT, exitOfProblem, type ExitCode } from '../exit.ts'
import { hashes } from '../options.ts'
import { openThere } from '../open-there.ts'
import { openOutput } from '../output.ts'

interface Given {
  readonly library: string
  readonly ids: readonly Sha256[]
  readonly by: string
  readonly json?: boolean
}

/** `studio approve`: approves pictures in somebody's name; one undo in the studio takes it back. */
export const approveCommand = (done: (code: ExitCode) => void): Command =>
  new Command('approve')
    .description('Approve pictures in the name of somebody.')
    .requiredOption('--library <dir>', 'the library folder')
    .requiredOption('--ids <sha256,...>', 'the pictures', hashes)
    .requiredOption('--by <name>', 'who approves them')
    .option('--json', 'one JSON object per line')
    .action(async ({ library: folder, ids, by: name, json = false }: Given) => {
      const output = openOutput(json)
      const by = name.trim().slice(0, 120)
      if (by === '') {
        output.problem({ code: 'usage', message: 'Somebody must approve.', next: 'Say who, with --by.' })
        return done(EXIT.badInput)
      }
      const opened = await openThere(folder)
      if (!opened.ok) {
        output.problem(opened.problem)
        return done(exitOfProblem(opened.problem))
      }
      try {
        const cards = cardsOf(opened.value, ids)
        if (!cards.ok) {
          output.problem(cards.problem)
          return done(exitOfProblem(cards.problem))
        }
        const set = { approved: true }
        const at = new Date().toISOString()
        const reviews = await opened.value.reviews.act(ids, {
          says: wordsFor(set, new Set(ids).size),
          by,
          change: (before) => changed(before, set, by, at),
        })
        for (const { sha256, approved } of reviews) output.fact({ event: 'approved', sha256, ...approved })
        output.line(`${counted(reviews.length, 'picture')} approved by ${by}.`)
        done(EXIT.done)
      } finally {
        opened.value.close()
      }
    })
