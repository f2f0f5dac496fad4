import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openTestLibrary, tempFolder } from './builders.ts'

describe('[B18] prompts in a library', () => {
  it('outlast it, are sealed, and a wording is kept once', async () => {
    const folder = tempFolder()
    const first = await openTestLibrary(folder)
    const wording = { version: '0123456789ab', text: 'A scene.' }
    await first.prompts.keep([wording, wording])
    const version = { ...wording, template: 'scene', note: '', author: 'Ines', parent: null, origin: 'saved' } as const
    const id = await first.prompts.add(version)
    const choice = { template: 'scene', identity: null, means: 'version', version: id, defaultNow: wording } as const
    await first.prompts.choose({ ...choice, by: 'Ines' })
    first.close()

    const library = await openTestLibrary(folder)
    expect(library.prompts.choice('scene', null)).toMatchObject({ means: 'version', version: { id, text: 'A scene.' } })
    expect(library.prompts.text('0123456789ab')).toBe('A scene.')
    expect((await library.verify()).findings).toEqual([])
    const database = new Database(join(folder, 'library.db'))
    database.prepare("UPDATE prompt_texts SET text = 'Another scene.'").run()
    database.close()
    expect((await library.verify()).findings).toMatchObject([{ kind: 'row-broken' }])
  })
})
