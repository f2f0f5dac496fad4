import { Command, CommanderError, Help } from 'commander'
import { ProblemError } from '../contract/index.ts'
import { approveCommand } from './commands/approve.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { demoCommand } from './commands/demo.ts'
import { exportCommand } from './commands/export.ts'
import { historyCommand } from './commands/history.ts'
import { importReviewCommand } from './commands/import-review.ts'
import { inspectCommand } from './commands/inspect.ts'
import { lintCommand } from './commands/lint.ts'
import { promptsCommand } from './commands/prompts.ts'
import { recipesCommand } from './commands/recipes.ts'
import { runCommand } from './commands/run.ts'
import { startCommand } from './commands/start.ts'
import { verifyCommand } from './commands/verify.ts'
import { EXIT, type ExitCode, exitOfProblem } from './exit.ts'
import { openOutput, outliveClosedPipe } from './output.ts'
import { VERSION } from './version.ts'

const wantsJson = process.argv.includes('--json')

const program = new Command('studio')
  .description('Identity Studio: from photos of a person to a movie poster of the life they chose.')
  .version(VERSION)
  .showHelpAfterError('(add --help for the options)')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })

const usual = Object.assign(new Help(), { showGlobalOptions: true })
/** Says which options cannot be left out, and under a command's own what it shares with the command above it. */
const ONE_HELP: Partial<Help> = {
  showGlobalOptions: true,
  visibleGlobalOptions: (command) => usual.visibleGlobalOptions(command).filter(({ long }) => long !== '--version'),
  optionDescription: (option) => `${usual.optionDescription(option)}${option.mandatory ? ' (needed)' : ''}`,
}

let exitCode: ExitCode = EXIT.done
let atWork = false

/** Every command is a function from its arguments to an exit code; `works` says that it must finish when its output closes. */
const add = (command: Command, works = false): void => {
  command.exitOverride()
  for (const one of [command, ...command.commands]) one.configureHelp(ONE_HELP)
  command.hook('preAction', () => {
    atWork = works
  })
  program.addCommand(command)
}
const done = (code: ExitCode): void => {
  exitCode = code
}

add(startCommand(done), true)
add(runCommand(done), true)
add(demoCommand(done), true)
add(recipesCommand(done))
add(promptsCommand(done))
add(lintCommand(done))
add(inspectCommand(done))
add(historyCommand(done))
add(verifyCommand(done))
add(exportCommand(done), true)
add(approveCommand(done), true)
add(importReviewCommand(done), true)
add(backupCommand(done), true)
add(restoreCommand(done), true)

outliveClosedPipe(() => {
  if (!atWork) process.exit(EXIT.done)
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    exitCode = error.exitCode === 0 ? EXIT.done : EXIT.badInput
    if (exitCode !== EXIT.done && wantsJson)
      openOutput(true).problem({ code: 'usage', message: error.message, next: 'See --help.' })
  } else if (error instanceof ProblemError) {
    openOutput(wantsJson).problem(error.problem)
    exitCode = exitOfProblem(error.problem)
  } else throw error
}
process.exitCode = exitCode
