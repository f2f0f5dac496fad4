// The studio in either of its hosts, so that one journey is walked in both: a browser on the web host, and the desktop app.
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import { type Browser, type ElectronApplication, type Page, test as base } from '@playwright/test'
import { unwrap } from '../../src/contract/index.ts'
import { openApp } from '../../src/core/app/app.ts'
import { openSessionVault } from '../../src/web/vault.ts'
import { startDesktop } from '../main/a-desktop.ts'
import { startStudio } from './studio.ts'

export type HostKind = 'web' | 'desktop'

export type OpenOptions = {
  /** Whether the samples are there already; a new library otherwise, that makes them now. */
  readonly made?: boolean
  /** How the simulator fails, as the command line writes it: "unavailable=0.5". */
  readonly misbehave?: string
  /** Another address for Gemini. */
  readonly baseUrl?: string
}

/** A studio that is open in front of somebody. */
export type OpenedStudio = {
  readonly kind: HostKind
  /** The window; another one after the desktop app was started again. */
  readonly page: () => Page
  /** What the system's dialogs answer from now on: this place. Only the desktop app opens any. */
  readonly choose: (place: string) => Promise<void>
  /** What was copied last. */
  readonly copied: () => Promise<string>
  /** Everything the windows complained of. */
  readonly errors: readonly string[]
  /** Ends it at once, as a power cut would. */
  readonly die: () => Promise<void>
  /** Starts it again on the same library. */
  readonly again: () => Promise<void>
  readonly close: () => Promise<void>
}

export type OpenStudio = (options?: OpenOptions) => Promise<OpenedStudio>

/** One library for all tests of a run: it is made once and copied. */
const MADE = join(tmpdir(), `studio-made-${process.ppid}`)

const MADE_WITHIN_MS = 240_000

/** Makes the library of all tests, whole or not at all. */
const makeLibrary = async (): Promise<void> => {
  const unfinished = await mkdtemp(join(tmpdir(), 'studio-making-'))
  const app = unwrap(
    await openApp({ libraryFolder: unfinished, host: 'test', version: '0.1.0', vault: openSessionVault(undefined) }),
  )
  const client = createRouterClient(app.router)
  for await (const event of app.follow(AbortSignal.timeout(MADE_WITHIN_MS))) {
    if (event.type === 'work' && event.runs.some(({ status }) => status === 'succeeded')) break
  }
  if ((await client.pictures.query({ filter: {}, limit: 1 })).total < 14) throw new Error('The samples were not made.')
  await app.close()
  await rename(unfinished, MADE)
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

/** A library whose samples are made, in a folder of its own. Tests that go side by side wait for the first to make it. */
export const madeLibrary = async (folder: string): Promise<void> => {
  const made = join(MADE, 'library.db')
  const making = `${MADE}.making`
  while (!existsSync(made)) {
    try {
      await mkdir(making)
    } catch (error) {
      if (!isTaken(error)) throw error
      await delay(200)
      continue
    }
    try {
      if (!existsSync(made)) await makeLibrary()
    } finally {
      await rm(making, { recursive: true })
    }
  }
  await cp(MADE, folder, { recursive: true })
}

/** What a window says is wrong. A studio that was ended leaves requests behind that nobody answers; those are no fault. */
const listenTo = (page: Page, errors: string[]): void => {
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::ERR_|WebSocket connection/.test(message.text()))
      errors.push(message.text())
  })
}

const openInBrowser = async (browser: Browser, options: OpenOptions, folder: string): Promise<OpenedStudio> => {
  const { made: _made, ...told } = options
  let studio = await startStudio({ ...told, folder })
  const errors: string[] = []
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  listenTo(page, errors)
  await page.goto(studio.address)
  return {
    kind: 'web',
    page: () => page,
    choose: async () => {},
    copied: async () => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      return await page.evaluate<string>('navigator.clipboard.readText()')
    },
    errors,
    die: async () => await studio.kill(),
    again: async () => {
      studio = await startStudio({ ...told, folder, port: studio.port })
    },
    close: async () => {
      await context.close()
      await studio.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The whole tree of processes at once; Playwright starts the app as the head of a group. */
const killAll = (desktop: ElectronApplication): void => {
  const { pid } = desktop.process()
  if (pid !== undefined) process.kill(-pid, 'SIGKILL')
}

const openOnDesktop = async (options: OpenOptions, folder: string): Promise<OpenedStudio> => {
  const errors: string[] = []
  const start = async () => {
    const desktop = await startDesktop(folder, {
      args: [
        `--library=${join(folder, 'library')}`,
        ...(options.misbehave === undefined ? [] : [`--misbehave=${options.misbehave}`]),
        ...(options.baseUrl === undefined ? [] : [`--base-url=${options.baseUrl}`]),
      ],
    })
    const page = await desktop.firstWindow()
    listenTo(page, errors)
    await page.waitForURL(/app/)
    await page.waitForLoadState()
    return { desktop, page }
  }
  let open = await start()
  return {
    kind: 'desktop',
    page: () => open.page,
    choose: async (place) =>
      await open.desktop.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => await Promise.resolve({ canceled: false, filePaths: [chosen] })
        dialog.showSaveDialog = async () => await Promise.resolve({ canceled: false, filePath: chosen })
      }, place),
    copied: async () => await open.desktop.evaluate(async ({ clipboard }) => await clipboard.readText()),
    errors,
    die: async () => {
      const ended = open.desktop.waitForEvent('close')
      killAll(open.desktop)
      await ended
    },
    again: async () => {
      open = await start()
    },
    close: async () => {
      await open.desktop.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Playwright's `test` with `open`, which opens a studio in the host of the project. */
export const test = base.extend<object, { host: HostKind; open: OpenStudio }>({
  host: ['web', { scope: 'worker', option: true }],
  open: [
    async ({ host, playwright, launchOptions }, use) => {
      const browser = host === 'web' ? await playwright.chromium.launch(launchOptions) : null
      await use(async (options = {}) => {
        const folder = await mkdtemp(join(tmpdir(), 'studio-e2e-'))
        if (options.made) await madeLibrary(join(folder, 'library'))
        return browser === null ? await openOnDesktop(options, folder) : await openInBrowser(browser, options, folder)
      })
      await browser?.close()
    },
    { scope: 'worker' },
  ],
})

export { expect } from '@playwright/test'
