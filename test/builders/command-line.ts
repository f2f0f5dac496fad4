import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { aPhoto } from './photos.ts'
import { aFolder } from './studio.ts'
import { anIdentity, aSubject } from './specs.ts'

/** The command line's entry, for Node 24 or later. */
export const STUDIO = join(import.meta.dirname, '../../src/cli/launch.js')

/** `--photos --subject --identity` for a run, with files of their own. */
export const sampleInputs = async (identities = [anIdentity()]): Promise<readonly string[]> => {
  const folder = await aFolder()
  const photos = join(folder, 'photos')
  await mkdir(photos)
  await writeFile(join(photos, 'front.jpg'), await aPhoto(60))
  await writeFile(join(photos, 'profile.jpg'), await aPhoto(140))
  await writeFile(join(folder, 'subject.json'), JSON.stringify(aSubject().traits))
  const files = await Promise.all(
    identities.map(async (identity, index) => {
      const file = join(folder, `identity-${index}.json`)
      await writeFile(file, JSON.stringify(identity))
      return ['--identity', file]
    }),
  )
  return ['--photos', photos, '--subject', join(folder, 'subject.json'), ...files.flat()]
}

/** How the command ended and what it said; `facts` are the JSON objects of standard output. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly facts: readonly Record<string, unknown>[]
}

interface Watching {
  /** Called with each line of standard output. */
  readonly onLine?: (line: string, child: ReturnType<typeof spawn>) => void
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly entry?: readonly string[]
}

/** Runs the command line in a process of its own, as a user does. */
export const studio = async (
  args: readonly string[],
  { onLine, env, entry = [STUDIO] }: Watching = {},
): Promise<Ended> =>
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...entry, ...args], { env: { ...process.env, ...env } })
    let out = ''
    let err = ''
    let rest = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine?.(line, child)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.on('error', reject)
    child.on('close', (code) => {
      const facts = out
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line))
      resolve({ code, out, err, facts })
    })
  })
