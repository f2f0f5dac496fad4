import { Command } from 'commander'
import { openReader } from '../../core/studio.ts'
import { EXIT, exitOfProblem, type ExitCode } from '../exit.ts'
import { openOutput } from '../output.ts'
import { cancelOnInterrupt } from '../cancel.ts'

/** `studio verify`: reads every stored byte and says what is damaged or missing. */
export const verifyCommand = (done: (code: ExitCode) => void): Command =>
  new Command('verify')
    .description('Read every stored byte and say what is damaged, missing or unknown.')
    .requiredOption('--library <dir>', 'the library folder')
    .option('--json', 'one JSON object per line')
    .action(async ({ library: folder, json = false }: { library: string; json?: boolean }) => {
      const output = openOutput(json)
      const opened = openReader(folder)
      if (!opened.ok) {
        output.problem(opened.problem)
        return done(exitOfProblem(opened.problem))
      }
      const { signal, release } = cancelOnInterrupt(() => {})
      const report = await opened.value.verify({ signal })
      release()
      opened.value.close()
      if (signal.aborted) return done(EXIT.cancelled)
      for (const finding of report.findings) {
        output.fact({ event: 'finding', ...finding })
        output.line(finding.message)
      }
      const { pictures, bytes, attempts, findings } = report
      output.fact({
        event: 'verified',
        ok: findings.length === 0,
        pictures,
        bytes,
        attempts,
        findings: findings.length,
      })
      const size = `${pictures} pictures (${(bytes / 1e6).toFixed(1)} MB) and ${attempts} requests`
      output.line(
        findings.length === 0
          ? `Everything is as it was stored: ${size}.`
          : `${findings.length} ${findings.length === 1 ? 'thing is' : 'things are'} not as stored, among ${size}.`,
      )
      done(findings.length === 0 ? EXIT.done : EXIT.failed)
    })
