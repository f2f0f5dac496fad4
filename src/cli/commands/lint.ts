import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { lint } from '../../core/prompts/lint/index.ts'
import { purposeOfFile } from '../../core/prompts/purposes.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { openOutput } from '../output.ts'

const MAX_BYTES = 64 * 1024

/** `studio lint`: what the field has learnt, held against prompts. */
export const lintCommand = (done: (code: ExitCode) => void): Command =>
  new Command('lint')
    .description(
      'Hold prompt templates against what is known to work; a file named like a template is judged as that one.',
    )
    .argument('<files...>', 'prompt files')
    .option('--json', 'one JSON object per line')
    .action(async (files: readonly string[], { json = false }: { json?: boolean }) => {
      const output = openOutput(json)
      let code: ExitCode = EXIT.done
      let found = 0
      for (const file of files) {
        const text = await readFile(file).catch((error: NodeJS.ErrnoException) => error)
        if (!Buffer.isBuffer(text) || text.length > MAX_BYTES || text.includes(0)) {
          output.problem({
            code: 'prompt-unreadable',
            message: `${file} cannot be read as a prompt${text instanceof Error ? ` (${text.code ?? text.message})` : ''}.`,
            next: 'A prompt is a text file of 64 kB at most.',
          })
          code = EXIT.badInput
          continue
        }
        for (const finding of lint(text.toString('utf8'), purposeOfFile(file))) {
          found++
          if (finding.severity === 'error' && code === EXIT.done) code = EXIT.failed
          output.fact({ event: 'finding', file, ...finding })
          output.line(
            `${file}:${finding.line}:${finding.column}  ${finding.severity}  ${finding.message}  (${finding.rule})`,
          )
          output.line(`    why: ${finding.reason}`)
          output.line(`    write: ${finding.suggestion}`)
        }
      }
      output.fact({ event: 'linted', files: files.length, findings: found })
      if (found === 0 && code === EXIT.done) output.line('Nothing to say against it.')
      done(code)
    })
