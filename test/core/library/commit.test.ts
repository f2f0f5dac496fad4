import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCommitQueue } from '../../../src/core/library/commit.ts'
import { type LogSync, openLogSync } from '../../../src/core/library/log-sync.ts'
import { tempFolder } from './builders.ts'

/** A disk whose syncs come to an end when they are told to. */
const slowDisk = () => {
  const asked: PromiseWithResolvers<void>[] = []
  const disk = {
    asked,
    now: 0,
    sync: async () => {
      const one = Promise.withResolvers<void>()
      asked.push(one)
      await one.promise
    },
    syncNow: () => {
      disk.now++
    },
    close: () => {},
  }
  return disk
}

const open = (log: LogSync | null = null) => {
  const path = join(tempFolder(), 'queue.db')
  const database = new Database(path)
  const watcher = new Database(path, { readonly: true })
  onTestFinished(() => {
    watcher.close()
    database.close()
  })
  database.pragma('journal_mode = WAL')
  database.exec('CREATE TABLE words (word TEXT UNIQUE) STRICT')
  const insert = database.prepare('INSERT INTO words VALUES (?)')
  return {
    database,
    queue: openCommitQueue(database, log),
    insert: (word: string) => Number(insert.run(word).lastInsertRowid),
    /** As another connection sees it: only what is committed. */
    words: () => watcher.prepare<[], string>('SELECT word FROM words ORDER BY word').pluck().all(),
    /** Goes up by one with every commit of another connection. */
    commits: () => Number(watcher.pragma('data_version', { simple: true })),
  }
}

const turn = async (): Promise<unknown> => await new Promise((resolve) => setImmediate(resolve))

describe('group commit', () => {
  it('[L9] puts the changes of one turn into one transaction and resolves each with its own value, once committed', async () => {
    const { queue, insert, words, commits } = open()
    const before = commits()
    const all = Promise.all(['a', 'b', 'c'].map((word) => queue.write(() => insert(word))))
    expect(words()).toEqual([])
    expect(await all).toEqual([1, 2, 3])
    expect(words()).toEqual(['a', 'b', 'c'])
    expect(commits() - before).toBe(1)
  })

  it('[L9] undoes a change that fails, alone and wholly', async () => {
    const { queue, insert, words } = open()
    const all = await Promise.allSettled([
      queue.write(() => insert('a')),
      queue.write(() => {
        insert('half')
        return insert('a')
      }),
      queue.write(() => insert('b')),
    ])
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(words()).toEqual(['a', 'b'])
  })

  it('[L10] says that the disk is full, keeps what was saved, and goes on once there is room', async () => {
    const { database, queue, insert, words } = open()
    await queue.write(() => insert('saved'))
    database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true })) + 1}`)
    const full = await Promise.allSettled([
      queue.write(() => insert('beside')),
      queue.write(() => insert('x'.repeat(100_000))),
    ])
    expect(full[1]).toMatchObject({ status: 'rejected', reason: { problem: { code: 'library-disk-full' } } })
    // What was told is what is there, whichever of the two SQLite dropped.
    expect(words()).toEqual(full[0]?.status === 'fulfilled' ? ['beside', 'saved'] : ['saved'])
    database.pragma('max_page_count = 1000000')
    await queue.write(() => insert('later'))
    expect(words()).toContain('later')
  })

  it('[L9] tells nobody before the disk has it, holds up no thread meanwhile, and syncs what came meanwhile at once', async () => {
    const disk = slowDisk()
    const { queue, insert, words, commits } = open(disk)
    const told: string[] = []
    const write = (word: string): void => {
      void queue
        .write(() => insert(word))
        .then(
          () => told.push(word),
          () => {},
        )
    }
    write('a')
    write('b')
    await turn()
    await turn()
    expect({ asked: disk.asked.length, told, words: words() }).toEqual({ asked: 1, told: [], words: ['a', 'b'] })
    const before = commits()
    write('c')
    await turn()
    write('d')
    await turn()
    expect(words()).toEqual(['a', 'b'])
    disk.asked[0]!.resolve()
    await turn()
    await turn()
    expect({ asked: disk.asked.length, told, words: words() }).toEqual({
      asked: 2,
      told: ['a', 'b'],
      words: ['a', 'b', 'c', 'd'],
    })
    expect(commits() - before).toBe(1)
    disk.asked[1]!.reject(Object.assign(new Error('input/output error'), { code: 'EIO' }))
    await expect(queue.write(() => insert('c'))).rejects.toThrow('UNIQUE')
    expect(told).toEqual(['a', 'b'])
  })

  it('[L8] brings what is on its way to the disk before it is closed', async () => {
    const disk = slowDisk()
    const { queue, insert } = open(disk)
    const first = queue.write(() => insert('a'))
    await turn()
    await turn()
    const second = queue.write(() => insert('b'))
    queue.close()
    expect(await Promise.all([first, second])).toEqual([1, 2])
    expect(disk.now).toBe(1)
  })

  it('[L9] syncs the log itself, and leaves it to SQLite where there is none', async () => {
    const { database, insert } = open()
    const log = openLogSync(database)!
    expect(database.pragma('synchronous', { simple: true })).toBe(1)
    insert('a')
    await log.sync()
    log.syncNow()
    log.close()
    const plain = new Database(join(tempFolder(), 'plain.db'))
    onTestFinished(() => void plain.close())
    expect(openLogSync(plain)).toBeNull()
    expect(plain.pragma('synchronous', { simple: true })).toBe(2)
  })

  it('[L8] commits what is waiting when it is closed, and takes nothing more', async () => {
    const { queue, insert, words } = open()
    const many = Array.from({ length: 450 }, (_, index) => queue.write(() => insert(`word ${index}`)))
    queue.close()
    expect(words()).toHaveLength(450)
    await Promise.all(many)
    await expect(queue.write(() => insert('late'))).rejects.toMatchObject({ problem: { code: 'library-closed' } })
  })
})
