import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { AttemptId, Sha256, unwrap } from '../../../src/contract/index.ts'
import { openLibrary, readLibrary } from '../../../src/core/library/open.ts'
import type { Library } from '../../../src/core/library/types.ts'
import { tempFolder } from './builders.ts'

const KILLS = 20

const startWriting = (folder: string, name: string): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL('writing-process.ts', import.meta.url)), folder, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** What the process told before it died; a line cut off by the kill was not told. */
const killAfter = async (child: ChildProcess, lines: number): Promise<readonly (readonly unknown[])[]> => {
  let heard = ''
  const died = once(child, 'close')
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    heard += text
    if (heard.split('\n').length > lines) child.kill('SIGKILL')
  })
  await died
  return heard
    .slice(0, heard.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as readonly unknown[])
}

/** Whether the library holds what a promise of the dead process said. */
const isKept = (library: Library, [what, id, image]: readonly unknown[]): boolean => {
  if (what === 'stored') return library.pictureFacts(Sha256.parse(id)) !== null
  if (what === 'started') return library.attempt(AttemptId.parse(id)) !== null
  if (what !== 'ended') return true
  const attempt = library.attempt(AttemptId.parse(id))
  return attempt?.status === 'succeeded' && attempt.image === image
}

describe('a library whose process is killed at any moment', () => {
  it(
    `[K2] opens again, is whole, and has everything that was promised, ${KILLS} times over`,
    { timeout: 120_000 },
    async () => {
      const folder = tempFolder()
      const promised: (readonly unknown[])[] = []
      for (let kill = 0; kill < KILLS; kill++) {
        const lines = 1 + Math.floor(Math.random() * 60)
        promised.push(...(await killAfter(startWriting(folder, `run ${Math.floor(kill / 4)}`), lines)))

        const reader = unwrap(readLibrary({ folder }))
        expect(reader.history({ limit: 10_000 }).filter(({ reason }) => reason === 'in flight')).toEqual([])
        reader.close()

        const library = unwrap(await openLibrary({ folder, holder: 'a test' }))
        expect((await library.verify()).findings).toEqual([])
        expect(promised.filter((promise) => !isKept(library, promise))).toEqual([])
        library.close()
      }
      expect(promised.filter(([what]) => what === 'ended').length).toBeGreaterThan(KILLS)
    },
  )
})
