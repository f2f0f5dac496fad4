import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CHOOSE_BACKUP,
  CHOOSE_FOLDER,
  CHOOSE_LIBRARY,
  CHOOSE_RESTORE,
  CONNECT,
  SAVE_WORDS,
  SHOW_BACKUP,
  SHOW_EXPORT,
  SHOW_LIBRARY,
} from '../../src/contract/bridge.ts'
import { answerWindows } from '../../src/main/requests.ts'
import { ROOT } from '../builders/built.ts'
import { isReal, startDesktop } from './a-desktop.ts'

let home: string
let desktop: ElectronApplication
let page: Page

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'desktop-'))
  desktop = await startDesktop(home)
  page = await desktop.firstWindow()
  await page.waitForURL(/app/)
  await page.waitForLoadState()
})
afterAll(async () => {
  await desktop.close()
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
})

/** What a window was opened with: as Electron tells it, or as the stand-in kept it. */
const preferences = async (): Promise<Readonly<Record<string, unknown>>> =>
  await desktop.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows() as unknown as {
      webContents: { getLastWebPreferences?: () => object }
      options?: { webPreferences?: object }
    }[]
    return { ...(window?.webContents.getLastWebPreferences?.() ?? window?.options?.webPreferences) }
  })

/** The source of main and preload, without comments. */
const source = (): string =>
  ['main', 'preload']
    .flatMap((layer) => readdirSync(join(ROOT, 'src', layer)).map((name) => join(ROOT, 'src', layer, name)))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''))
    .join('\n')

/** Tells the first window's page something that the browser would tell it, and whether the app stopped it. */
const stops = async (name: string, url: string): Promise<boolean> =>
  await desktop.evaluate(
    ({ BrowserWindow }, [event, address]) => {
      let stopped = false
      const told = { url: address, preventDefault: () => (stopped = true) }
      BrowserWindow.getAllWindows()[0]?.webContents.emit(event, told, address)
      return stopped
    },
    [name, url] as const,
  )

interface SessionParts {
  readonly permission: {
    readonly request: (contents: null, permission: string, decide: (granted: boolean) => void) => void
    readonly check: (contents: null, permission: string) => boolean
    readonly device: () => boolean
  }
  readonly beforeRequest: (details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void
  readonly emit: (name: string, event: object) => void
}

/** The items of Electron's security checklist, in its order and its words, each with how it is kept. */
describe('[H41] Electron’s security checklist', () => {
  it.skipIf(isReal())('1 only load secure content: nothing but the app’s own scheme is ever asked for', async () => {
    const urls = [
      'http://example.com/',
      'https://example.com/',
      'ws://example.com/',
      'file:///etc/passwd',
      'studio://app/',
    ]
    const cancelled = await desktop.evaluate(({ session }, asked) => {
      const { beforeRequest } = session.defaultSession as unknown as SessionParts
      return asked.map((url) => {
        let cancel = false
        beforeRequest({ url }, (answer) => {
          cancel = answer.cancel
        })
        return cancel
      })
    }, urls)
    expect(cancelled).toEqual([true, true, true, true, false])
  })

  it('2 do not enable Node.js integration for remote content: the page has none of Node', async () => {
    expect(await preferences()).toMatchObject({ nodeIntegration: false })
    expect(
      await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis)),
    ).toEqual([])
  })

  it('3 enable context isolation in all renderers', async () => {
    expect(await preferences()).toMatchObject({ contextIsolation: true })
  })

  it('4 enable process sandboxing: for every page, whoever opens it', async () => {
    expect(await preferences()).toMatchObject({ sandbox: true })
    expect(source()).toContain('app.enableSandbox()')
  })

  it.skipIf(isReal())(
    '5 handle session permission requests: all denied, but for writing to the clipboard',
    async () => {
      const asked = [
        'media',
        'geolocation',
        'notifications',
        'midi',
        'openExternal',
        'display-capture',
        'clipboard-read',
      ]
      const answers = await desktop.evaluate(({ session }, permissions) => {
        const { permission } = session.defaultSession as unknown as SessionParts
        return permissions.map((name) => {
          let granted = true
          permission.request(null, name, (answer) => {
            granted = answer
          })
          return granted || permission.check(null, name) || permission.device()
        })
      }, asked)
      expect(answers).toEqual(asked.map(() => false))
    },
  )

  it('6 do not disable webSecurity', async () => {
    expect(await preferences()).toMatchObject({ webSecurity: true })
  })

  it('7 define a content security policy: no script but the page’s own, nothing from elsewhere', async () => {
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'))
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']+'/)
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    const ran = await page.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { createElement: (n: string) => { textContent: string }; head: { append: (e: unknown) => void } }
      }
      const script = document.createElement('script')
      script.textContent = 'globalThis.broken = true'
      document.head.append(script)
      return 'broken' in globalThis
    })
    expect(ran).toBe(false)
  })

  it('8 do not enable allowRunningInsecureContent', async () => {
    expect(await preferences()).not.toHaveProperty('allowRunningInsecureContent')
  })

  it('9 do not enable experimental features', async () => {
    expect(await preferences()).not.toHaveProperty('experimentalFeatures')
  })

  it('10 do not use enableBlinkFeatures', async () => {
    expect(await preferences()).not.toHaveProperty('enableBlinkFeatures')
  })

  it('11 do not use allowpopups for webviews: there are none', async () => {
    expect(await preferences()).toMatchObject({ webviewTag: false })
    expect(source()).not.toContain('allowpopups')
  })

  it('12 verify webview options before creation: every one is stopped', async () => {
    expect(await stops('will-attach-webview', '')).toBe(true)
  })

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    '13 disable or limit navigation: %s stays in the app',
    async (event) => {
      const urls = [
        'https://example.com/',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'data:text/html,x',
        'studio://other/',
        'studio://app.example.com/',
        'studio://apple/',
        'about:blank',
      ]
      expect(await Promise.all(urls.map(async (url) => await stops(event, url)))).toEqual(urls.map(() => true))
      expect(await stops(event, 'studio://app/')).toBe(false)
    },
  )

  it('14 disable or limit creation of new windows: the page can open none', async () => {
    const before = desktop.windows().length
    await page.evaluate(() => {
      const { open } = globalThis as unknown as { open: (url: string) => void }
      open('https://example.com/')
    })
    // The stand-in's browser opens a page first and closes it when it hears the answer.
    await page.waitForTimeout(300)
    await expect.poll(() => desktop.windows().filter((window) => !window.isClosed()).length).toBe(before)
  })

  it('15 do not use shell.openExternal with untrusted content: it is not used at all', () => {
    expect(source()).not.toContain('openExternal')
  })

  it('16 use a current version of Electron: pinned, and of the line that is supported', async () => {
    const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>
    }
    expect(devDependencies['electron']).toMatch(/^4[5-9]\.\d+\.\d+$/)
  })

  it('17 validate the sender of all IPC messages', async () => {
    const frames = [
      null,
      { url: 'https://example.com/', parent: null },
      { url: 'studio://app.example.com/', parent: null },
      { url: 'about:blank', parent: null },
      { url: 'studio://app/', parent: {} },
    ]
    const heard: string[] = []
    const handlers = new Map<string, (event: IpcMainInvokeEvent, ...told: readonly unknown[]) => Promise<unknown>>()
    const listeners = new Map<string, (event: IpcMainEvent) => void>()
    answerWindows(
      {
        on: (name: string, listener: (event: IpcMainEvent) => void) => listeners.set(name, listener),
        handle: (name: string, handler: NonNullable<ReturnType<typeof handlers.get>>) => handlers.set(name, handler),
      } as unknown as IpcMain,
      () => heard.push('port'),
      {
        showLibrary: () => heard.push('show'),
        chooseLibrary: async () => await Promise.resolve(heard.push('choose') > 0),
        chooseFolder: async () => await Promise.resolve(String(heard.push('folder'))),
        chooseBackup: async () => await Promise.resolve(String(heard.push('backup'))),
        chooseRestore: async (kind) => await Promise.resolve(String(heard.push(kind))),
        showBackup: async () => await Promise.resolve(void heard.push('show backup')),
        showExport: async () => await Promise.resolve(void heard.push('export')),
        saveWords: async (...words) => await Promise.resolve(heard.push(words.join(' ')) > 0),
      },
    )
    const port = { close: () => heard.push('closed'), start: () => {} }
    for (const senderFrame of frames) {
      listeners.get(CONNECT)?.({ senderFrame, ports: [port] } as unknown as IpcMainEvent)
      for (const name of [
        SHOW_LIBRARY,
        CHOOSE_LIBRARY,
        CHOOSE_FOLDER,
        CHOOSE_BACKUP,
        CHOOSE_RESTORE,
        SHOW_BACKUP,
        SHOW_EXPORT,
        SAVE_WORDS,
      ])
        await expect(handlers.get(name)?.({ senderFrame } as IpcMainInvokeEvent)).rejects.toThrow('may not ask')
    }
    expect(heard).toEqual(frames.map(() => 'closed'))
    const own = { url: 'studio://app/', parent: null }
    listeners.get(CONNECT)?.({ senderFrame: own, ports: [port] } as unknown as IpcMainEvent)
    await handlers.get(SHOW_LIBRARY)?.({ senderFrame: own } as IpcMainInvokeEvent)
    for (const wrong of [[], ['a.txt'], ['a.txt', 7], ['a.txt', 'x'.repeat(1_000_001)], ['a'.repeat(201), 'x']])
      await expect(handlers.get(SAVE_WORDS)?.({ senderFrame: own } as IpcMainInvokeEvent, ...wrong)).rejects.toThrow(
        /invalid_type|too_(?:big|small)/,
      )
    await handlers.get(SAVE_WORDS)?.({ senderFrame: own } as IpcMainInvokeEvent, 'a.txt', 'words')
    expect(heard.slice(frames.length)).toEqual(['port', 'show', 'a.txt words'])
  })

  it('18 avoid usage of the file:// protocol: the page comes from a scheme of its own', async () => {
    const url = await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
    expect(url).toBe('studio://app/')
    expect(source()).not.toMatch(/loadFile|pathToFileURL|'file:/)
  })

  // Fuses are switched in the binary when an app is packaged, and this one is run from its folder: `npm start` uses the binary
  // as Electron ships it. There is no package whose fuses could be wrong.
  it('19 check which fuses you can change: nothing is packaged yet', async () => {
    expect(await readFile(join(ROOT, 'package.json'), 'utf8')).not.toMatch(/electron-builder|@electron-forge/)
  })

  it('20 do not expose Electron APIs to untrusted web content: nine names, and no way to send anything else', async () => {
    const shown = await page.evaluate(() => {
      const { studio } = globalThis as unknown as { studio: Record<string, unknown> }
      return Object.entries(studio).map(([name, value]) => `${name}: ${typeof value}`)
    })
    const asked = [
      'showLibrary',
      'chooseLibrary',
      'chooseFolder',
      'chooseBackup',
      'chooseRestore',
      'showBackup',
      'showExport',
      'saveWords',
    ]
    expect(shown).toEqual(['host: string', ...asked.map((name) => `${name}: function`)])
  })

  it.skipIf(isReal())('beyond the list: nothing is downloaded', async () => {
    const stopped = await desktop.evaluate(({ session }) => {
      let prevented = false
      const { defaultSession } = session
      ;(defaultSession as unknown as SessionParts).emit('will-download', { preventDefault: () => (prevented = true) })
      return prevented
    })
    expect(stopped).toBe(true)
  })
})
