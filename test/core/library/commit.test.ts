import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCommitQueue } from '../../../src/core/library/commit.ts'
import { tempFolder } from './builders.ts'

const open = () => {
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
    queue: openCommitQueue(database),
    insert: (word: string) => Number(insert.run(word).lastInsertRowid),
    /** As another connection sees it: only what is committed. */
    words: () => watcher.prepare<[], string>('SELECT word FROM words ORDER BY word').pluck().all(),
    /** Goes up by one with every commit of another connection. */
    commits: () => Number(watcher.pragma('data_version', { simple: true })),
  }
}

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

  it('[L8] commits what is waiting when it is closed, and takes nothing more', async () => {
    const { queue, insert, words } = open()
    const many = Array.from({ length: 450 }, (_, index) => queue.write(() => insert(`word ${index}`)))
    queue.close()
    expect(words()).toHaveLength(450)
    await Promise.all(many)
    await expect(queue.write(() => insert('late'))).rejects.toMatchObject({ problem: { code: 'library-closed' } })
  })
})
