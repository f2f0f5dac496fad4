import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openTestLibrary, put } from '../library/builders.ts'
import { aFolder } from '../../builders/studio.ts'
import { filesIn } from './delivered.ts'

const SCRIPT = fileURLToPath(new URL('on-a-full-disk.ts', import.meta.url))

/** In a process that may write no file beyond half a megabyte, which is how a quota shows. */
const limited = (...args: readonly string[]): unknown => {
  const words = [process.execPath, SCRIPT, ...args].map((word) => `'${word}'`).join(' ')
  const { stdout, stderr } = spawnSync('bash', ['-c', `ulimit -f 512 && exec ${words}`], { encoding: 'utf8' })
  return stdout === '' ? stderr : JSON.parse(stdout)
}

describe.runIf(process.platform === 'linux')('a disk that is full', () => {
  it('[D7] is told; what fitted is whole, and nothing half is left', async () => {
    const folder = await aFolder()
    expect(limited('export', folder)).toMatchObject([
      { ok: true, value: { kind: 'written', file: 'small.png' } },
      { ok: false, problem: { code: 'disk-full' } },
    ])
    expect(await filesIn(folder)).toEqual(['small.png'])
  })

  it.each(['copy', 'copy.zip'])('[Q2] leaves nothing of a backup called %s', async (name) => {
    const library = await openTestLibrary(join(await aFolder(), 'library'))
    await put(library, randomBytes(900_000))
    const place = join(await aFolder(), 'place')
    await mkdir(place)
    expect(limited('backup', library.folder, join(place, name))).toMatchObject({ problem: { code: 'disk-full' } })
    expect(await filesIn(place)).toEqual([])
  })
})
