// A browser page with Compare on it, served by Vite from the sources, and what tests do with it.
import type { AddressInfo } from 'node:net'
import { test as base, type Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import sharp from 'sharp'
import { createServer, type ViteDevServer } from 'vite'
import type { Affine } from '../../../src/renderer/viewer/geometry.ts'
import type { MadePicture } from './pictures.ts'
import './harness/harness.ts'

export type Desk = {
  readonly page: Page
  /** Puts pictures on the desk and waits until they are drawn with every detail. */
  readonly show: (made: readonly MadePicture[], mode?: string) => Promise<void>
  /** Waits for the next painting at rest with every detail there. */
  readonly settle: () => Promise<void>
  readonly pixels: () => Promise<Pixels>
  readonly mapOf: (pane: number, made: MadePicture) => Promise<Affine>
  /** The stage's upper left corner in CSS pixels. */
  readonly corner: () => Promise<{ readonly x: number; readonly y: number }>
}

/** A screenshot in device pixels. */
export type Pixels = {
  readonly width: number
  readonly height: number
  /** Device pixels of the window. */
  readonly at: (x: number, y: number) => readonly [number, number, number]
}

export const screenshot = async (page: Page): Promise<Pixels> => {
  const { data, info } = await sharp(await page.screenshot({ scale: 'device' }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    at: (x, y) => {
      const offset = (y * info.width + x) * 3
      return [data[offset]!, data[offset + 1]!, data[offset + 2]!]
    },
  }
}

const FOLDER = new URL('./harness/', import.meta.url).pathname

type Studio = { readonly address: string; readonly files: Map<string, Uint8Array> }

const serve = async (): Promise<{ studio: Studio; server: ViteDevServer }> => {
  const files = new Map<string, Uint8Array>()
  const server = await createServer({
    root: FOLDER,
    configFile: false,
    logLevel: 'warn',
    cacheDir: new URL('../../../node_modules/.cache/vite-compare', import.meta.url).pathname,
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null, fs: { allow: ['../../../..'] } },
    plugins: [
      react(),
      {
        name: 'test-pictures',
        configureServer: ({ middlewares }) => {
          middlewares.use('/pictures', (request, response) => {
            const bytes = files.get(`/pictures${request.url ?? ''}`)
            response.statusCode = bytes ? 200 : 404
            response.setHeader('cache-control', bytes ? 'max-age=600' : 'no-store')
            response.end(bytes)
          })
        },
      },
    ],
  })
  await server.listen()
  const { port } = server.httpServer!.address() as AddressInfo
  return { studio: { address: `http://127.0.0.1:${port}/`, files }, server }
}

export const openDesk = async (page: Page, studio: Studio): Promise<Desk> => {
  await page.goto(studio.address)
  await page.waitForFunction(() => 'harness' in window)
  const settle = async (): Promise<void> => {
    const now = await page.evaluate(() => window.harness.now())
    await page.waitForFunction((before) => window.harness.settledAt() > before, now, { polling: 20, timeout: 20_000 })
  }
  return {
    page,
    settle,
    show: async (made, mode) => {
      for (const { files } of made) for (const [address, bytes] of files) studio.files.set(address, bytes)
      const waiting = settle()
      await page.evaluate(([pictures, start]) => window.harness.show(pictures, start), [
        made.map(({ picture }) => picture),
        mode,
      ] as const)
      await waiting
    },
    pixels: () => screenshot(page),
    mapOf: async (pane, { picture }) => {
      const map = await page.evaluate(([index, sha256]) => window.harness.mapOf(index, sha256), [
        pane,
        picture.sha256,
      ] as const)
      if (!map) throw new Error(`${picture.title} is not in pane ${pane}`)
      return map
    },
    corner: async () => {
      const box = await page.locator('canvas').boundingBox()
      return { x: box!.x, y: box!.y }
    },
  }
}

export const test = base.extend<{ desk: Desk }, { studio: Studio }>({
  studio: [
    // Playwright reads the names of fixtures from this pattern, and there are none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { studio, server } = await serve()
      await use(studio)
      await server.close()
    },
    { scope: 'worker' },
  ],
  desk: async ({ page, studio }, use) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    const desk = await openDesk(page, studio)
    await use(desk)
    if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('; ')}`)
  },
})

export { expect } from '@playwright/test'
