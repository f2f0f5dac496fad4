import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { migrations } from '../../../src/core/library/migrations/index.ts'
import { openLibrary, readLibrary } from '../../../src/core/library/open.ts'
import { openTestLibrary, paint, startRun, tempFolder } from './builders.ts'
import { recordedRequest } from './requests.ts'

const open = (folder: string) => openLibrary({ folder, holder: 'a test' })

/** Another process that holds the library, once it says so. */
const startHolder = async (folder: string): Promise<ChildProcess> => {
  const script = fileURLToPath(new URL('writing-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, folder, 'held'], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await once(child.stdout, 'data')
  return child
}

const libraryWithPicture = async () => {
  const folder = tempFolder()
  const library = unwrap(await open(folder))
  const { jobs } = await startRun(library, ['a'])
  const attempt = await paint(library, jobs[0]!.id, 'one')
  library.close()
  return { folder, attempt }
}

describe('opening a library', () => {
  it('[L1] makes it where there is none, and finds everything again', async () => {
    const { folder, attempt } = await libraryWithPicture()
    expect(readdirSync(folder).toSorted()).toEqual(['blobs', 'cache', 'library.db', 'lock.db'])
    const again = await openTestLibrary(folder)
    expect(again.history()).toEqual([attempt])
    expect(existsSync(again.picturePath(attempt.image!))).toBe(true)
  })

  it('[L2] keeps a WAL, STRICT tables, our application id and version', async () => {
    const { folder } = await libraryWithPicture()
    const database = new Database(join(folder, 'library.db'))
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(database.pragma('application_id', { simple: true })).toBe(0x49445354)
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.length)
    const tables = database.prepare("SELECT name FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite_%'")
    expect(tables.all()).toEqual([])
    database.close()
  })

  it('[L3] is refused to a second process, which is told who holds it; a kill frees it at once', async () => {
    const folder = tempFolder()
    const holder = await startHolder(folder)
    const refused = await open(folder)
    expect(refused).toMatchObject({ ok: false, problem: { code: 'library-held' } })
    expect(refused.ok ? '' : refused.problem.message).toContain(`the writing process (process ${holder.pid}, since 20`)
    const reader = unwrap(readLibrary({ folder }))
    expect(reader.runs(1)).toHaveLength(1)
    reader.close()
    holder.kill('SIGKILL')
    await once(holder, 'close')
    unwrap(await open(folder)).close()
  })

  it('[L3] stays held by a process that has forgotten its library, until that ends', async () => {
    const folder = tempFolder()
    const script = `
      const { openLibrary } = await import(${JSON.stringify(new URL('../../../src/core/library/open.ts', import.meta.url).href)})
      const forget = async () => { await openLibrary({ folder: ${JSON.stringify(folder)}, holder: 'a forgetful process' }) }
      await forget()
      for (let i = 0; i < 5; i++) { gc(); await new Promise((go) => setTimeout(go, 5)) }
      console.log('forgotten')
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    await once(child.stdout, 'data')
    expect(await open(folder)).toMatchObject({ ok: false, problem: { code: 'library-held' } })
  })

  it('[L3] is refused a second time in the same process, also after a reader has come and gone', async () => {
    const folder = tempFolder()
    const library = await openTestLibrary(folder)
    const { jobs } = await startRun(library, ['a'])
    await library.startAttempt(jobs[0]!.id, recordedRequest('x'), 0, 1000)
    const reader = unwrap(readLibrary({ folder }))
    expect(reader.history()).toHaveLength(1)
    reader.close()
    expect(await open(folder)).toMatchObject({ ok: false, problem: { code: 'library-held' } })
  })

  it('[L4] refuses a file where a folder is wanted', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'notes.txt'), 'hello')
    for (const path of [join(folder, 'notes.txt'), join(folder, 'notes.txt', 'library')]) {
      expect(await open(path)).toMatchObject({ ok: false, problem: { code: 'library-not-a-folder' } })
      expect(readLibrary({ folder: path })).toMatchObject({ ok: false, problem: { code: 'library-not-a-folder' } })
    }
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('hello')
  })

  it('[L4] refuses the database of another program and leaves it alone', async () => {
    const folder = tempFolder()
    const other = new Database(join(folder, 'library.db'))
    other.exec('CREATE TABLE books (title TEXT)')
    other.close()
    const before = readFileSync(join(folder, 'library.db'))
    expect(await open(folder)).toMatchObject({ ok: false, problem: { code: 'library-foreign' } })
    expect(readLibrary({ folder })).toMatchObject({ ok: false, problem: { code: 'library-foreign' } })
    expect(readFileSync(join(folder, 'library.db')).equals(before)).toBe(true)
  })

  it('[L4] refuses a library of a newer studio and changes nothing', async () => {
    const { folder } = await libraryWithPicture()
    const database = new Database(join(folder, 'library.db'))
    database.pragma('user_version = 99')
    database.close()
    const before = readFileSync(join(folder, 'library.db'))
    expect(await open(folder)).toMatchObject({ ok: false, problem: { code: 'library-newer' } })
    expect(readLibrary({ folder })).toMatchObject({ ok: false, problem: { code: 'library-newer' } })
    expect(readFileSync(join(folder, 'library.db')).equals(before)).toBe(true)
  })

  it('[L5] tells damage, and changes nothing: cut off, overwritten, emptied or gone', async () => {
    const { folder } = await libraryWithPicture()
    const copies = {
      'cut off': (file: string) => {
        truncateSync(file, statSync(file).size / 2)
      },
      overwritten: (file: string) => {
        writeFileSync(file, 'not a database, not at all '.repeat(500))
      },
      emptied: (file: string) => {
        truncateSync(file, 0)
      },
      gone: (file: string) => {
        rmSync(file)
      },
    }
    for (const [name, damage] of Object.entries(copies)) {
      const copy = join(tempFolder(), 'copy')
      cpSync(folder, copy, { recursive: true })
      damage(join(copy, 'library.db'))
      const opened = await open(copy)
      expect([name, opened.ok || opened.problem.code]).toEqual([name, 'library-damaged'])
      expect(readdirSync(join(copy, 'blobs'))).toHaveLength(2)
    }
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    '[L4] says when the folder cannot be written to',
    async () => {
      const { folder } = await libraryWithPicture()
      chmodSync(folder, 0o555)
      expect(await open(folder)).toMatchObject({ ok: false, problem: { code: 'library-read-only' } })
      expect(readLibrary({ folder })).toMatchObject({ ok: false, problem: { code: 'library-read-only' } })
      chmodSync(folder, 0o755)
    },
  )

  it('[L4] says when there can be no folder at its place', async () => {
    const folder = join(tempFolder(), 'a'.repeat(300), 'library')
    expect(await open(folder)).toMatchObject({ ok: false, problem: { code: 'library-place' } })
  })

  // Node's own way of making a path never returns there.
  it.skipIf(process.platform !== 'linux')('[L4] says so, too, where a file system takes no folders', async () => {
    expect(await open('/proc/nothing/library')).toMatchObject({ ok: false, problem: { code: 'library-place' } })
  })

  it('[L6] clears half-written files of a killed process and nothing else', async () => {
    const { folder, attempt } = await libraryWithPicture()
    const orphan = 'cd'.repeat(32)
    mkdirSync(join(folder, 'blobs', 'cd'))
    writeFileSync(join(folder, 'blobs', 'cd', orphan), 'named, never recorded')
    writeFileSync(join(folder, 'blobs', 'incoming', `${orphan}.3`), 'its mark')
    writeFileSync(join(folder, 'blobs', 'incoming', `${attempt.image}.4`), 'the mark of a recorded one')
    const library = await openTestLibrary(folder)
    expect(readdirSync(join(folder, 'blobs', 'incoming'))).toEqual([])
    expect(existsSync(join(folder, 'blobs', 'cd', orphan))).toBe(false)
    expect((await library.picture(attempt.image!)).byteLength).toBe(100)
  })
})

describe('reading a library', () => {
  it('[L7] makes nothing where there is none', () => {
    const folder = tempFolder()
    expect(readLibrary({ folder })).toMatchObject({ ok: false, problem: { code: 'library-missing' } })
    expect(readLibrary({ folder: join(folder, 'none') })).toMatchObject({
      ok: false,
      problem: { code: 'library-missing' },
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('[L7] sees what a writer commits meanwhile', async () => {
    const folder = tempFolder()
    const library = await openTestLibrary(folder)
    const reader = unwrap(readLibrary({ folder }))
    expect(reader.history()).toEqual([])
    const { jobs } = await startRun(library, ['a'])
    const attempt = await paint(library, jobs[0]!.id, 'one')
    expect(reader.history()).toEqual([attempt])
    reader.close()
  })
})

describe('closing a library', () => {
  it('[L8] saves what was asked for before, and says so afterwards', async () => {
    const folder = tempFolder()
    const library = await openTestLibrary(folder)
    const { run, jobs } = await startRun(library, ['a'])
    const last = library.setJob(jobs[0]!.id, { state: 'cancelled' })
    library.close()
    await last
    await expect(library.endRun(run, 'cancelled')).rejects.toMatchObject({ problem: { code: 'library-closed' } })
    await expect(
      library.putPicture(new Uint8Array(3), { kind: 'answer', mimeType: 'image/png', width: 1, height: 1 }),
    ).rejects.toMatchObject({ problem: { code: 'library-closed' } })
    expect((await openTestLibrary(folder)).jobs(run)).toMatchObject([{ state: 'cancelled' }])
  })
})
