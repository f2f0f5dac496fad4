import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { failed, ok, type Result } from '../contract/index.ts'

/** Long enough for its hundred megabytes over a slow line; a line that is not there is told at once. */
const PATIENCE_MS = 300_000

/** Where Electron's binary lies once it was fetched; null before. */
const fetched = (folder: string): string | null => {
  const told = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const name = existsSync(join(folder, 'path.txt')) ? readFileSync(join(folder, 'path.txt'), 'utf8') : null
  const binary = name === null ? null : join(told ?? join(folder, 'dist'), name)
  return binary !== null && existsSync(binary) ? binary : null
}

/** Why no window could be opened even with Electron; null when one can. */
const noScreen = (): string | null => {
  if (process.platform !== 'linux') return null
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no screen to open a window on'
  return process.getuid?.() === 0 ? 'Electron does not run as root' : null
}

/** Fetches the binary with Electron's own installer, quietly; why not where that fails. */
const fetchBinary = async (folder: string): Promise<string | null> =>
  await new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: PATIENCE_MS,
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    })
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => resolve(code === 0 ? null : signal ? 'it took too long' : reasonIn(said)))
  })

/** The one line of an installer's stack trace that tells people something. */
const reasonIn = (said: string): string =>
  (said.split('\n').find((line) => /error/i.test(line)) ?? 'the download failed')
    .replace(/^\w*Error:\s*/, '')
    .replace('fetch failed', 'its download server was not reached')
    .trim()
    .slice(0, 160)

const none = (why: string) => failed('no-desktop', `The desktop app cannot be opened here: ${why}.`)

/**
 * Electron's binary, fetched if need be. `no-desktop` says why there is none, in one line.
 * @param root the folder of the studio
 */
export const findElectron = async (root: string, onFetching: () => void = () => {}): Promise<Result<string>> => {
  const blind = noScreen()
  if (blind !== null) return none(blind)
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(folder)) return none('Electron is not installed')
  const there = fetched(folder)
  if (there !== null) return ok(there)
  onFetching()
  const why = await fetchBinary(folder)
  const now = fetched(folder)
  return now === null ? none(`Electron could not be fetched (${why ?? 'it is not where it should be'})`) : ok(now)
}
