import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'
import { unwrap } from '../../src/contract/index.ts'
import { makeThumbnail } from '../../src/core/imaging/thumbnail.ts'
import { built } from '../builders/built.ts'
import { startStudio } from '../e2e/studio.ts'
import { type Figure, median, ms } from './figure.ts'
import { COUNT, photograph, writeLargeLibrary } from './window-library.ts'
import { observed, openBrowser, sharpAfter, watched } from './window-page.ts'

const VIEW = JSON.stringify({ screen: 'board', layout: 'grid', subject: 1, identity: 1, people: true, inspector: true })
const WARM = 20
const COMPARISONS = 500
const GRID_THERE = `[...document.querySelectorAll('[data-card] img')].filter((image) => image.complete && image.naturalWidth > 0).length >= 12`

/** A line of words from the same host, which answers for every address that it does not know. */
const blank = async (context: BrowserContext, home: string): Promise<number> => {
  const started = performance.now()
  const page = await context.newPage()
  await page.goto(new URL('nothing', home).href)
  await page.evaluate('new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 0)))')
  const took = performance.now() - started
  await page.close()
  return took
}

const untilGrid = async (context: BrowserContext, home: string): Promise<number> => {
  const started = performance.now()
  const page = await context.newPage()
  await page.goto(home, { waitUntil: 'commit' })
  // Looked for as the blank page is: Playwright's own waiting would first have the page read a script of its own.
  await page.evaluate(`new Promise((there) => {
    const look = () => ${GRID_THERE} ? requestAnimationFrame(() => setTimeout(there, 0)) : requestAnimationFrame(look)
    look()
  })`)
  const took = performance.now() - started
  await page.close()
  return took
}

const opening = async (context: BrowserContext, home: string): Promise<Figure> => {
  const [blanks, grids]: [number[], number[]] = [[], []]
  for (let round = 0; round < 5; round++) {
    blanks.push(await blank(context, home))
    grids.push(await untilGrid(context, home))
  }
  const [empty, grid] = [median(blanks), median(grids)]
  return {
    name: `a grid of ${COUNT.toLocaleString('en')} pictures, from nothing to the first twelve shown`,
    measured: ms(grid),
    against: `blank page of the same host ${ms(empty)} (${(grid / empty).toFixed(1)}x)`,
    aim: 'under 1.5 s and 2x a blank page',
    met: grid < 1500 && grid < 2 * empty,
  }
}

const scrolling = async (page: Page): Promise<readonly Figure[]> => {
  const box = await page.locator('[data-scroll]').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200)
  const { fps, longestMs, cells } = await watched(page, async () => {
    const end = Date.now() + 4000
    while (Date.now() < end) await page.mouse.wheel(0, 400)
  })
  const against = 'a screen draws 60'
  return [
    { name: 'scrolling it, frames a second', measured: fps.toFixed(1), against, aim: '55', met: fps >= 55 },
    {
      name: 'scrolling it, longest task and most cells at once',
      measured: `${ms(longestMs)}, ${cells} cells`,
      against: `of ${COUNT.toLocaleString('en')}`,
      aim: 'under 50 ms and 250 cells',
      met: longestMs < 50 && cells < 250,
    },
  ]
}

const rating = async (page: Page): Promise<Figure> => {
  await page.locator('[data-scroll]').evaluate('(element) => { element.scrollTop = 0 }')
  await page.locator('[data-card]').nth(6).click()
  await page.evaluate('seen.painted.length = 0')
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press(String(1 + (press % 5)))
    await page.waitForFunction(`seen.painted.length > ${press}`)
  }
  const painted = await page.evaluate<number[]>('seen.painted')
  const p95 = painted.toSorted((a, b) => a - b)[Math.floor(painted.length * 0.95)] ?? Number.NaN
  return {
    name: 'a rating, from the key to the painted star, p95 of 60',
    measured: ms(p95),
    against: `median ${ms(median(painted))}`,
    aim: 'under 50 ms',
    met: p95 < 50,
  }
}

/** Chooses the first cards of the grid and compares them. */
const compareFirst = async (page: Page, count: number): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.locator('[data-card]').first().click()
  for (let at = 1; at < count; at++)
    await page
      .locator('[data-card]')
      .nth(at)
      .click({ modifiers: ['Control'] })
  await page.keyboard.press('c')
  await page.locator('[aria-label=Compare] canvas').waitFor()
}

const moving = async (page: Page): Promise<readonly Figure[]> => {
  await compareFirst(page, 4)
  // Full pictures are decoded ahead while people look at the whole.
  await page.waitForTimeout(6000)
  const box = await page.locator('canvas').boundingBox()
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 4, (box?.y ?? 0) + (box?.height ?? 0) / 4]
  await page.mouse.move(x, y)
  const zooming = await watched(page, async () => {
    const end = Date.now() + 3000
    for (let step = 0; Date.now() < end; step++) await page.mouse.wheel(0, step % 60 < 30 ? -40 : 40)
  })
  const zoomed = await sharpAfter(page)
  await page.keyboard.press('Alt+1')
  await sharpAfter(page)
  const panning = await watched(page, async () => {
    await page.mouse.down()
    const end = Date.now() + 3000
    for (let step = 0; Date.now() < end; step++)
      await page.mouse.move(x + 100 * Math.sin(step / 15), y + 60 * Math.cos(step / 11))
    await page.mouse.up()
  })
  const panned = await sharpAfter(page)
  const fps = Math.min(zooming.fps, panning.fps)
  const rest = Math.max(zoomed, panned)
  return [
    {
      name: 'four pictures of 24 megapixels, zooming and panning, frames a second',
      measured: `${zooming.fps.toFixed(1)} and ${panning.fps.toFixed(1)}`,
      against: 'a screen draws 60',
      aim: '55',
      met: fps >= 55,
    },
    {
      name: 'their full detail after rest',
      measured: ms(rest),
      against: 'last movement',
      aim: 'within 300 ms',
      met: rest <= 300,
    },
  ]
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

/** What the page's scripts hold once nothing is left to be collected. */
const heldBy = async (session: CDPSession): Promise<number> => {
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

const remembering = async (page: Page): Promise<Figure> => {
  await page.keyboard.press('Escape')
  const session = await page.context().newCDPSession(page)
  const comparing = async (times: number): Promise<void> => {
    await compareFirst(page, 8)
    for (let round = 0; round < times; round++) await page.keyboard.press(round % 7 === 6 ? 'm' : 'ArrowRight')
    await page.keyboard.press('Escape')
    await page.locator('[data-card]').first().waitFor()
  }
  await comparing(WARM)
  const before = await heldBy(session)
  await comparing(COMPARISONS)
  const after = await heldBy(session)
  await session.detach()
  return {
    name: `memory after ${COMPARISONS} comparisons`,
    measured: megabytes(after),
    against: `after ${WARM}: ${megabytes(before)}`,
    aim: 'within 10 %',
    met: after <= 1.1 * before,
  }
}

/** Processor time of a small picture, beside vips' own program. */
const thumbnails = async (folder: string): Promise<Figure> => {
  const count = 20
  const bytes = await photograph(0)
  const file = join(folder, 'photograph.jpg')
  await writeFile(file, bytes)
  unwrap(await makeThumbnail(bytes))
  const from = process.cpuUsage()
  for (let round = 0; round < count; round++) unwrap(await makeThumbnail(await readFile(file)))
  const { user, system } = process.cpuUsage(from)
  const own = (user + system) / 1000 / count
  const name = 'processor time of a small picture of a 24 megapixel photograph'
  const files = Array.from({ length: count }, () => file).join(' ')
  const peer = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='%U %S'; time vipsthumbnail --size 320x320 -o '${folder}/%s.webp[Q=80]' ${files}`],
    { encoding: 'utf8' },
  )
  const [theirUser, theirSystem] = peer.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? []
  if (peer.status !== 0 || theirUser === undefined || theirSystem === undefined)
    return {
      name,
      measured: ms(own),
      against: 'vipsthumbnail is not installed',
      aim: '0.85x vipsthumbnail',
      met: false,
    }
  const theirs = ((theirUser + theirSystem) * 1000) / count
  return {
    name,
    measured: ms(own),
    against: `vipsthumbnail ${ms(theirs)} (${(own / theirs).toFixed(2)}x)`,
    aim: '0.85x vipsthumbnail',
    met: own <= 0.85 * theirs,
  }
}

const inWindow = async (browser: Browser, folder: string): Promise<readonly Figure[]> => {
  const studio = await startStudio({ folder, samples: false })
  try {
    // The policy forbids what waits in the page for this script; what is measured does not depend on it.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true })
    await context.addInitScript(`localStorage.setItem('identity-studio.view', '${VIEW}')`)
    const page = await context.newPage()
    await observed(page)
    await page.goto(studio.address)
    await page.waitForFunction(GRID_THERE)
    const opened = await opening(context, `http://127.0.0.1:${studio.port}/`)
    return [opened, ...(await scrolling(page)), await rating(page), ...(await moving(page)), await remembering(page)]
  } finally {
    await studio.stop()
  }
}

/** The built window over the web host, on a library of a hundred thousand pictures. */
export const measureWindow = async (): Promise<readonly Figure[]> => {
  if (process.env['STUDIO_PAGE'] === undefined) await built()
  const folder = await mkdtemp(join(tmpdir(), 'studio-bench-'))
  try {
    // Before there is a browser, whose messages would count as work of this process.
    const small = await thumbnails(folder)
    await writeLargeLibrary(join(folder, 'library'))
    const browser = await openBrowser()
    try {
      return [...(await inWindow(browser, folder)), small]
    } finally {
      await browser.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
