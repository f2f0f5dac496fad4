import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { build } from '../building.ts'
import { findElectron } from '../desktop.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { openOutput } from '../output.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

interface Options {
  readonly browser?: boolean
  readonly port?: string
  readonly library?: string
  readonly open: boolean
  readonly json?: boolean
}

/** Ctrl-C reaches the host by itself, and this process waits for it. */
const interrupted = (): void => {}

/** Runs the host until it ends. */
const runHost = async (program: string, args: readonly string[]): Promise<ExitCode> =>
  await new Promise((finish) => {
    const child = spawn(program, args, { stdio: 'inherit', cwd: ROOT })
    const terminated = (): void => void child.kill('SIGTERM')
    process.on('SIGINT', interrupted)
    process.on('SIGTERM', terminated)
    process.on('SIGHUP', terminated)
    // npm that is ended takes its shell along and nobody else: without a look at who is left, the host would stay.
    const starter = process.ppid
    const orphaned = setInterval(() => process.ppid !== starter && terminated(), 500)
    child.on('error', () => finish(EXIT.failed))
    child.on('exit', (code) => {
      clearInterval(orphaned)
      process.off('SIGINT', interrupted)
      process.off('SIGTERM', terminated)
      process.off('SIGHUP', terminated)
      finish(code === 0 ? EXIT.done : code === EXIT.badInput ? EXIT.badInput : EXIT.failed)
    })
  })

/** `studio start`: the studio with its screen, as a desktop app where that can be, in a browser where not. */
export const startCommand = (done: (code: ExitCode) => void): Command =>
  new Command('start')
    .description('Open the studio: the desktop app where it can run, a browser on this machine where not.')
    .option('--browser', 'in a browser, also where the desktop app can run')
    .option('--port <n>', 'the port for the browser (default: that of the last time, else a free one)')
    .option('--library <dir>', 'the library folder (default: the studio’s own)')
    .option('--no-open', 'print the address and open no browser')
    .option('--json', 'one JSON object per line')
    .action(async ({ browser, port, library, open, json = false }: Options) => {
      const output = openOutput(json)
      const built = build(ROOT, () => output.line('Building the studio; this is needed once after each change.'))
      if (!built.ok) {
        output.problem(built.problem)
        return done(EXIT.failed)
      }
      const folder = library === undefined ? [] : [`--library=${resolve(library)}`]
      if (!browser && port === undefined) {
        const electron = await findElectron(ROOT, () => output.line('Fetching Electron, about 110 MB, once.'))
        if (electron.ok) return done(await runHost(electron.value, [ROOT, ...folder]))
        output.line(electron.problem.message)
      }
      const words = [...(port === undefined ? [] : [`--port=${port}`]), ...(open ? [] : ['--no-open'])]
      done(
        await runHost(process.execPath, [
          join(ROOT, 'src', 'web', 'index.ts'),
          ...words,
          ...folder,
          ...(json ? ['--json'] : []),
        ]),
      )
    })
