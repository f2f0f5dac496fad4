import { existsSync } from 'node:fs'
import { readdir, truncate, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../src/contract/index.ts'
import { aCast, anApp, type AppClient, clientOf, ended, listen, until } from '../../builders/app.ts'
import { aFolder, aGemini } from '../../builders/studio.ts'

/** An app with a subject, two identities and their scenes, backed up to a zip. */
const backedUp = async (openLibrary?: (folder: string) => void) => {
  const gemini = await aGemini()
  const opening = openLibrary
    ? {
        openLibrary: async (folder: string) => {
          openLibrary(folder)
          return await Promise.resolve(ok(null))
        },
      }
    : {}
  const client = clientOf(await anApp({ baseUrl: gemini.url, ...opening }))
  const cast = await aCast(client)
  await ended(
    client,
    (await client.runs.start({ subject: cast.subject, identities: [cast.identity], make: 'scenes' })).run,
  )
  const to = join(await aFolder(), 'client backup.zip')
  await client.backups.start({ to })
  await until('the backup is done', async () => (await client.backups.state())?.status === 'done')
  return { client, to }
}

const settled = async (client: AppClient) => {
  await until('it is over', async () => (await client.restores.state())?.status !== 'running')
  return (await client.restores.state())!
}

const codeOf = async (call: Promise<unknown>): Promise<unknown> =>
  await call.then(
    () => null,
    (error: { data?: { code?: unknown } }) => error.data?.code,
  )

describe('a backup in a window', () => {
  it('[Q9] is looked at and told of, put back verified, and opened in place of the library', async () => {
    const opened: string[] = []
    const { client, to } = await backedUp((folder) => opened.push(folder))
    const heard = await listen(client)
    await client.restores.look({ from: to })
    const looked = await settled(client)
    expect(looked).toMatchObject({ doing: 'look', status: 'done', from: to, folder: null, canOpen: true })
    const { bytes, pictures } = (await client.studio.hello()).library
    expect(looked.contents).toMatchObject({
      subjects: ['Ada'],
      identities: ['Conductor'],
      attempts: 1,
      missing: 0,
      pictures,
    })
    expect(looked.contents?.bytes).toBeGreaterThan(bytes)
    expect(heard.filter(({ type }) => type === 'restore').length).toBeGreaterThan(1)

    const folder = join(await aFolder(), 'another machine')
    await client.restores.start({ folder })
    expect(await settled(client)).toMatchObject({ doing: 'restore', status: 'done', folder })
    const other = clientOf(await anApp({ libraryFolder: folder }))
    expect((await other.subjects.list({})).map(({ traits }) => traits.name)).toEqual(['Ada'])
    await client.restores.open()
    expect(opened).toEqual([folder])
  })

  it('[Q10] that is damaged is refused with a reason, and nothing of it stays anywhere', async () => {
    const { client, to } = await backedUp()
    await truncate(to, (await stat(to)).size - 40)
    await client.restores.look({ from: to })
    const refused = await settled(client)
    expect(refused).toMatchObject({ status: 'failed', contents: null, problem: { code: 'backup-refused' } })
    const folder = join(await aFolder(), 'elsewhere')
    expect(await codeOf(client.restores.start({ folder }))).toBe('restore-not-looked')
    expect(existsSync(folder)).toBe(false)
    await client.restores.look({ from: join(await aFolder(), 'no such.zip') })
    expect((await settled(client)).problem?.code).toBe('place-missing')
  })

  it('[Q10] is not put where something is, nor opened before it is there, nor looked for by half a path', async () => {
    const { client, to } = await backedUp()
    expect(await codeOf(client.restores.open())).toBe('restore-not-there')
    expect(await codeOf(client.restores.look({ from: 'backup.zip' }))).toBe('path-not-whole')
    await client.restores.look({ from: to })
    await settled(client)
    const taken = join(to, '..')
    await client.restores.start({ folder: taken })
    expect((await settled(client)).problem?.code).toBe('place-taken')
    expect(await readdir(taken)).toEqual(['client backup.zip'])
    // What it holds is still known: another place is all that is needed.
    await client.restores.start({ folder: join(taken, 'here') })
    expect(await settled(client)).toMatchObject({ status: 'done', canOpen: false })
    expect(await codeOf(client.restores.open())).toBe('open-not-here')
  })
})
