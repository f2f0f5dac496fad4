import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { openDestination } from '../../../src/core/export/destination.ts'
import { aFolder } from '../../builders/studio.ts'
import { filesIn } from './delivered.ts'

const SCRIPT = fileURLToPath(new URL('writing-process.ts', import.meta.url))

/** A process that is in the middle of writing a file, once this resolves. */
const aWriter = async (folder: string, name: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [SCRIPT, folder, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

const ended = async (child: ChildProcess, end: () => unknown): Promise<void> => {
  const closed = once(child, 'close')
  end()
  await closed
}

/** The machine, the process, its start, and a number of the file: how a name of an unfinished file is made. */
const ofAnotherMachine = '.identity-studio.00000000.4242.11111111.3f2c1b7e-8f0f-4f7e-9d4e-0c5d7a1e2b3c.part'
const DAY_MS = 24 * 60 * 60 * 1000

describe('what an export that was killed leaves behind', () => {
  it('[D16] is removed by the next export; files of others, and of an export that still writes, stay', async () => {
    const folder = await aFolder()
    const theirs = ['.hidden.part', 'film.mkv.part', '.3f2c1b7e-8f0f-4f7e-9d4e-0c5d7a1e2b3c.part', ofAnotherMachine]
    for (const name of theirs) await writeFile(join(folder, name), 'theirs')
    const folderOfThatName = ofAnotherMachine.replace('4242', '4243')
    await mkdir(join(folder, folderOfThatName))
    const [killed, living] = await Promise.all([aWriter(folder, 'killed'), aWriter(folder, 'living')])
    await ended(killed, () => killed.kill('SIGKILL'))
    expect(await filesIn(folder)).toHaveLength(theirs.length + 1 + 2)

    const destination = unwrap(await openDestination(folder))
    const ours = (await filesIn(folder)).filter((name) => ![...theirs, folderOfThatName].includes(name))
    expect(ours).toEqual([expect.stringContaining(`.${living.pid}.`)])
    const name = { stem: 'next', ending: 'png' } as const
    expect(await destination.write(name, new Uint8Array(9), 'number', () => Promise.resolve(null))).toMatchObject({
      ok: true,
    })
    await ended(living, () => living.stdin?.write('go on\n'))
    expect(await filesIn(folder)).toEqual([...theirs, folderOfThatName, 'living.png', 'next.png'].toSorted())
  })

  it('[D16] is removed a day later wherever it was written', async () => {
    const folder = await aFolder()
    const file = join(folder, ofAnotherMachine)
    await writeFile(file, '')
    const yesterday = new Date(Date.now() - DAY_MS - 60_000)
    await utimes(file, yesterday, yesterday)
    unwrap(await openDestination(folder))
    expect(await filesIn(folder)).toEqual([])
  })
})
