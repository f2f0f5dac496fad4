import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'

/** Frames a second, the longest task, and the most cells that were there at once while something was done. */
export interface Watched {
  readonly fps: number
  readonly longestMs: number
  readonly cells: number
}

export const openBrowser = async (): Promise<Browser> => {
  const system = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  return await chromium.launch({
    ...(existsSync(system) ? { executablePath: system } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb'],
  })
}

/**
 * Runs in the page before anything else: counts frames, long tasks and cells, and notes when the canvas was last drawn on and
 * when a key was answered by a painted frame.
 */
const observe = `(() => {
  const seen = { frames: [], longest: 0, cells: 0, drawnAt: 0, inputAt: 0, painted: [] }
  window.seen = seen
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration) }).observe({ entryTypes: ['longtask'] })
  const tick = (time) => { seen.frames.push(time); seen.cells = Math.max(seen.cells, document.querySelectorAll('[data-card]').length); requestAnimationFrame(tick) }
  requestAnimationFrame(tick)
  const draw = CanvasRenderingContext2D.prototype.drawImage
  CanvasRenderingContext2D.prototype.drawImage = function (...all) { seen.drawnAt = performance.now(); return draw.apply(this, all) }
  for (const name of ['pointermove', 'wheel']) addEventListener(name, () => { seen.inputAt = performance.now() }, { capture: true, passive: true })
  let pressed = 0
  addEventListener('keydown', (event) => { pressed = event.timeStamp }, true)
  const channel = new MessageChannel()
  channel.port1.onmessage = ({ data }) => seen.painted.push(performance.now() - data)
  addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
    if (!pressed) return
    const from = pressed
    pressed = 0
    requestAnimationFrame(() => channel.port2.postMessage(from))
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-shown'] }))
})()`

export const observed = async (page: Page): Promise<void> => {
  await page.addInitScript(observe)
}

/** What was seen while something was done. */
export const watched = async (page: Page, act: () => Promise<void>): Promise<Watched> => {
  await page.evaluate('Object.assign(seen, { frames: [], longest: 0, cells: 0 })')
  await act()
  return await page.evaluate<Watched>(`({
    fps: (seen.frames.length - 1) / (seen.frames.at(-1) - seen.frames[0]) * 1000,
    longestMs: seen.longest,
    cells: seen.cells,
  })`)
}

/** Milliseconds from the last movement to the last thing drawn because of it. */
export const sharpAfter = async (page: Page): Promise<number> => {
  await page.waitForFunction('performance.now() - Math.max(seen.drawnAt, seen.inputAt) > 700', null, {
    timeout: 20_000,
  })
  return await page.evaluate<number>('Math.max(0, seen.drawnAt - seen.inputAt)')
}
