import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { aFolder } from '../builders/studio.ts'
import { startWeb } from './a-process.ts'

let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  })
})
afterAll(async () => await browser.close())

/** A browser of its own, and everything its page complained about. */
const aBrowser = async (): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> => {
  const context = await browser.newContext()
  onTestFinished(async () => await context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  return { context, page, complaints }
}

const firstPicture = async (page: Page): Promise<string> => {
  const picture = page.locator('img[src*="/pictures/"]').first()
  await picture.waitFor({ timeout: 45_000 })
  await page.waitForFunction(() => {
    const { document } = globalThis as unknown as {
      document: { querySelector: (at: string) => { complete: boolean; naturalWidth: number } | null }
    }
    const shown = document.querySelector('img[src*="/pictures/"]')
    return shown?.complete === true && shown.naturalWidth > 0
  })
  return (await picture.getAttribute('src')) ?? ''
}

describe('the studio in a browser', () => {
  it('[H10] opens by the printed address, draws the samples, and shows them without breaking its own policy', async () => {
    const web = await startWeb(await aFolder())
    const { page, complaints } = await aBrowser()
    await page.goto(web.address)
    expect(page.url()).toBe(`http://127.0.0.1:${web.port}/`)
    const src = await firstPicture(page)
    expect(src).toMatch(/^\.?\/pictures\/[0-9a-f]{64}\/(full|proxy|thumb)$/)
    expect(complaints).toEqual([])
    expect(await web.end()).toBe(0)
  })

  it('[H2] gives another browser nothing for the same address', async () => {
    const web = await startWeb(await aFolder())
    const [one, other] = [await aBrowser(), await aBrowser()]
    expect((await one.page.goto(web.address))?.status()).toBe(200)
    const answer = await other.page.goto(web.address)
    expect(answer?.status()).toBe(401)
    expect(await other.page.textContent('h1')).toBe('This address was used already')
    await web.end()
  })

  it('[H1] is closed to a page of another site, which can neither read nor embed it nor open its socket', async () => {
    const web = await startWeb(await aFolder())
    const { context, page } = await aBrowser()
    await page.goto(web.address)
    await context.route('http://evil.example/', async (route) => {
      await route.fulfill({ contentType: 'text/html', body: '<h1>evil</h1>' })
    })
    const evil = await context.newPage()
    await evil.goto('http://evil.example/')
    const got = await evil.evaluate(async (port) => {
      const place = `127.0.0.1:${port}`
      const read = await fetch(`http://${place}/`, { credentials: 'include' }).then(
        () => 'read',
        () => 'refused',
      )
      const blind = await fetch(`http://${place}/`, { credentials: 'include', mode: 'no-cors' }).then(
        () => 'opaque',
        () => 'refused',
      )
      const socket = await new Promise((resolve) => {
        const tried = new WebSocket(`ws://${place}/rpc`)
        tried.addEventListener('open', () => resolve('open'))
        tried.addEventListener('error', () => resolve('refused'))
      })
      return { read, blind, socket }
    }, web.port)
    expect(got).toMatchObject({ read: 'refused', socket: 'refused' })
    await web.end()
  })

  it('[H8] ends with everything closed, also with windows open, and an open page goes on when it is back', async () => {
    const home = await aFolder()
    const first = await startWeb(home)
    const { page } = await aBrowser()
    await page.goto(first.address)
    await firstPicture(page)
    expect(await first.end()).toBe(0)
    const spokenTo = new Promise((resolve) => {
      page.on('websocket', (socket) => socket.on('framereceived', resolve))
    })
    const second = await startWeb(home)
    expect(second.port).toBe(first.port)
    await spokenTo
    expect((await page.goto(`http://127.0.0.1:${second.port}/`))?.status()).toBe(200)
    const memory = join(home, 'identity-studio', 'web-host.json')
    expect((await stat(memory)).mode & 0o077).toBe(0)
    const [cookie] = await page.context().cookies()
    expect(await readFile(memory, 'utf8')).not.toContain(cookie?.value ?? '')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    expect(await second.end()).toBe(0)
  })

  it('[H9] says that the library is in use', async () => {
    const home = await aFolder()
    const first = await startWeb(home)
    const second = await startWeb(home, ['--port', '0'])
    expect(second.address).toBe('')
    expect(await second.gone).toBe(2)
    await first.end()
  })
})
