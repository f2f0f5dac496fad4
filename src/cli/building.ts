import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { failed, ok, type Result } from '../contract/index.ts'

/** What the built app is made from. */
const SOURCES = ['src', 'electron.vite.config.ts', 'package-lock.json']

/** Written when a build has come to its end: one that was interrupted counts as none. */
const STAMP = join('out', 'built')

const changedAt = (path: string): number => {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const entries = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return Math.max(
    found.mtimeMs,
    ...entries.map((name) => statSync(join(path, name), { throwIfNoEntry: false })?.mtimeMs ?? 0),
  )
}

/** Whether page and desktop app are those of the source as it is now. */
export const isBuilt = (root: string): boolean => {
  const built = changedAt(join(root, STAMP))
  return built > 0 && SOURCES.every((name) => changedAt(join(root, name)) <= built)
}

/** Builds page, preload and main process where they are not built, or older than their source; `build-failed` says why. */
export const build = (root: string, onBuilding: () => void = () => {}): Result<null> => {
  if (isBuilt(root)) return ok(null)
  onBuilding()
  const began = new Date()
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'build'], { cwd: root, encoding: 'utf8' })
  if (status !== 0)
    return failed(
      'build-failed',
      `The app could not be built: ${lastLines(stderr || stdout)}`,
      'Run "npm ci" and try again.',
    )
  const stamp = join(root, STAMP)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, began.toISOString())
  return ok(null)
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-6).join('\n')
