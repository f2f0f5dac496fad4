import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Sha256 } from '../../src/contract/index.ts'
import { aFolder } from '../builders/studio.ts'
import { clientIn, isReal, startAndEnd, startDesktop } from './a-desktop.ts'

let home: string
let desktop: ElectronApplication
let page: Page

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'desktop-'))
  desktop = await startDesktop(home)
  page = await desktop.firstWindow()
  await page.waitForLoadState()
})
afterAll(async () => {
  await desktop.close()
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
})

const libraryIn = (folder: string): string => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return join(folder, names.find((name) => name.endsWith('library.db')) ?? 'nowhere', '..')
}

describe('the built desktop app', () => {
  it('[H35] opens a library of its own and speaks the contract with its window', async () => {
    const client = await clientIn(page)
    const hello = await client.studio.hello()
    expect(hello).toMatchObject({ host: 'electron', engine: 'simulator', key: { kind: 'session' } })
    expect(hello.library.folder).toBe(libraryIn(home))
  })

  it('[H36] draws pictures in its workers, and shows them by their hash', async () => {
    const client = await clientIn(page)
    const made = await vi.waitFor(
      async () => {
        const { cards } = await client.pictures.query({ filter: {}, limit: 1 })
        expect(cards).toHaveLength(1)
        return cards[0]!
      },
      { timeout: 50_000, interval: 250 },
    )
    const answers = await page.evaluate(
      async ({ hash, sizes }) =>
        await Promise.all(
          sizes.map(async (size) => {
            const answer = await fetch(`/pictures/${hash}/${size}`)
            return {
              status: answer.status,
              type: answer.headers.get('content-type'),
              bytes: (await answer.arrayBuffer()).byteLength,
            }
          }),
        ),
      { hash: made.sha256, sizes: ['full', 'thumb', 'proxy'] },
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers.map(({ type }) => type)).toEqual([made.mimeType, 'image/webp', expect.stringMatching(/^image\//)])
    expect(Math.min(...answers.map(({ bytes }) => bytes))).toBeGreaterThan(1000)
  })

  it('[H6] serves nothing but pictures and its own page', async () => {
    const wrong = [
      '/../../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/pictures/../../../library.db',
      `/pictures/${'0'.repeat(64)}/full`,
      '/pictures/..%5c..%5clibrary.db/full',
      '/etc/passwd',
      '/C:/Windows/win.ini',
      '/assets/../../main/index.js',
    ]
    const statuses = await page.evaluate(
      async (paths) => await Promise.all(paths.map(async (path) => (await fetch(path)).status)),
      wrong,
    )
    expect(statuses).toEqual(wrong.map(() => 404))
    expect(Sha256.safeParse('0'.repeat(64)).success).toBe(true)
  })

  it('[H37] opens a second window on the same studio from the menu', async () => {
    const [second] = await Promise.all([
      desktop.waitForEvent('window'),
      desktop.evaluate(({ Menu }) => {
        const file = Menu.getApplicationMenu() as unknown as {
          items?: unknown
          template: { submenu: { label?: string; click?: () => void }[] }[]
        }
        file.template[0]?.submenu.find(({ label }) => label === 'New Window')?.click?.()
      }),
    ])
    await second.waitForLoadState()
    const [one, other] = await Promise.all([clientIn(page), clientIn(second)])
    const { id } = await other.identities.create({
      identity: {
        name: 'Pilot',
        category: 'Air',
        iAm: 'I am above the weather.',
        visualization: 'In a cockpit at dawn.',
      },
    })
    expect((await one.identities.list()).map((record) => record.id)).toContain(id)
    await second.close()
  })

  it('[H38] a second start brings the first window to the front and ends', async () => {
    await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    expect(await startAndEnd(home, [])).toBe(0)
    const minimized = await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())
    expect(minimized).toBe(false)
  })

  it('[H30] remembers where its window was left', async () => {
    const bounds = { x: 40, y: 60, width: 1100, height: 700 }
    await desktop.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), bounds)
    await vi.waitFor(
      async () => {
        const names = readdirSync(home, { recursive: true, encoding: 'utf8' })
        const memory = join(home, names.find((name) => name.endsWith('desktop.json')) ?? 'nowhere')
        expect(JSON.parse(await readFile(memory, 'utf8'))).toMatchObject({ window: bounds })
      },
      { timeout: 5000 },
    )
  })
})

describe('starts and ends of the desktop app', () => {
  it('[H39] closes its library and leaves nothing running', async () => {
    const folder = await aFolder()
    const app = await startDesktop(folder, { args: [`--library=${join(folder, 'mine')}`] })
    const client = await clientIn(await app.firstWindow())
    expect((await client.studio.hello()).library.folder).toBe(join(folder, 'mine'))
    const { pid } = app.process()
    await app.close()
    expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH')
    const again = await startDesktop(folder, { args: [`--library=${join(folder, 'mine')}`] })
    await again.firstWindow()
    await again.close()
    expect(existsSync(join(folder, 'mine', 'library.db'))).toBe(true)
  })

  it.skipIf(isReal())('[H42] starts again on another library when one is chosen, and stays with it', async () => {
    const folder = await aFolder()
    const other = join(folder, 'other')
    await mkdir(other)
    const app = await startDesktop(folder, { args: [`--library=${join(folder, 'first')}`] })
    const window = await app.firstWindow()
    await window.waitForURL(/app/)
    await window.waitForLoadState()
    await app.evaluate((electron, chosen) => {
      const { __script: answer } = electron as unknown as { __script: (name: string, answer: object) => void }
      answer('dialog.showOpenDialog', { canceled: false, filePaths: [chosen] })
    }, other)
    const ended = app.waitForEvent('close')
    await window.evaluate(() => {
      const { studio } = globalThis as unknown as { studio: { chooseLibrary: () => Promise<boolean> } }
      void studio.chooseLibrary()
    })
    await ended
    const again = await startDesktop(folder)
    const client = await clientIn(await again.firstWindow())
    expect((await client.studio.hello()).library.folder).toBe(other)
    await again.close()
  })

  it.skipIf(isReal())('[H40] says what is wrong with its library and ends', async () => {
    const folder = await aFolder()
    await mkdir(join(folder, 'bad'))
    await writeFile(join(folder, 'bad', 'library.db'), 'this is no database, and was never one')
    expect(await startAndEnd(folder, [`--library=${join(folder, 'bad')}`])).toBe(3)
  })

  it.skipIf(isReal())('[H32] keeps the key in the keychain across a restart, and gives it to no page', async () => {
    const folder = await aFolder()
    const env = { STAND_IN_KEYCHAIN: 'gnome_libsecret' }
    const app = await startDesktop(folder, { env })
    const client = await clientIn(await app.firstWindow())
    const state = await client.keys.set({ key: 'AIza-a-key-of-thirty-nine-letters-9Xq7' })
    expect(state).toMatchObject({ present: true, kind: 'keychain', endsWith: '9Xq7' })
    await app.close()
    const again = await startDesktop(folder, { env })
    const after = await clientIn(await again.firstWindow())
    expect(await after.keys.state()).toEqual(state)
    expect(JSON.stringify(await after.studio.hello())).not.toContain('AIza')
    await again.close()
  })
})
