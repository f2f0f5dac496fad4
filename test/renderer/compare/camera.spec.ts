import type { Page } from '@playwright/test'
import { apply, inverse } from '../../../src/renderer/viewer/geometry.ts'
import { type Desk, expect, openDesk, screenshot, test } from './desk.ts'
import { checkerboard, marked, pictureOf, plain } from './pictures.ts'

/** Device pixels of a stage to CSS pixels of the window. */
const inWindow = async (desk: Desk, point: { readonly x: number; readonly y: number }, density = 1) => {
  const corner = await desk.corner()
  return { x: corner.x + point.x / density, y: corner.y + point.y / density }
}

const wheel = async (page: Page, steps: number, delta: number): Promise<void> => {
  for (let step = 0; step < steps; step++) await page.mouse.wheel(0, delta)
}

test('the wheel zooms at the pointer: the point under it stays within half a pixel', async ({ desk }) => {
  const one = await marked('marked', 3000, 2000, [700, 1500], 8)
  const two = await marked('marked-too', 3000, 2000, [900, 300], 8)
  await desk.show([one, two])
  const before = await desk.mapOf(0, one)
  const place = apply(before, { x: 704, y: 1504 })
  const pointer = await inWindow(desk, { x: Math.round(place.x), y: Math.round(place.y) })
  const at = { x: Math.round(place.x), y: Math.round(place.y) }
  const held = apply(inverse(before), at)
  await desk.page.mouse.move(pointer.x, pointer.y)
  for (const [steps, delta] of [
    [9, -120],
    [6, -100],
    [5, 120],
    [3, -37],
  ] as const) {
    await wheel(desk.page, steps, delta)
    await desk.settle()
    const now = apply(await desk.mapOf(0, one), held)
    expect(Math.abs(now.x - at.x)).toBeLessThanOrEqual(0.5)
    expect(Math.abs(now.y - at.y)).toBeLessThanOrEqual(0.5)
  }
  // Not only told: the mark is really there.
  const shot = await desk.pixels()
  expect(shot.at(pointer.x, pointer.y)).toEqual([255, 255, 255])
  // The other pane followed: same camera, same scale.
  expect((await desk.mapOf(1, two))[0]).toBeCloseTo((await desk.mapOf(0, one))[0], 9)
})

for (const density of [1, 1.25, 1.5, 2])
  test(`at 100 % every pixel is exact on a screen of density ${density}`, async ({
    playwright,
    studio,
    launchOptions,
  }) => {
    // The real thing, not Playwright's emulation: that one leaves the browser's own count of device pixels as it was.
    const screen = ['--window-size=1280,800', `--force-device-scale-factor=${density}`]
    const browser = await playwright.chromium.launch({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), ...screen],
    })
    const context = await browser.newContext({ viewport: null })
    const desk = await openDesk(await context.newPage(), studio)
    expect(await desk.page.evaluate(() => devicePixelRatio)).toBe(density)
    // With a proxy that could not be exact, so that the detail must be.
    await desk.show([
      await checkerboard('chequers', 2400, 1801, { proxySide: 800 }),
      await checkerboard('chequers-too', 2400, 1801, { proxySide: 800 }),
    ])
    await desk.page.keyboard.press('Alt+1')
    await desk.settle()
    const box = (await desk.page.locator('canvas').boundingBox())!
    const shot = await screenshot(desk.page)
    const left = Math.round((box.x + 10) * density)
    const top = Math.round((box.y + 30) * density)
    const [phase] = shot.at(left, top)
    let wrong = 0
    for (let y = 0; y < 300; y++)
      for (let x = 0; x < 200; x++) {
        const [red, green, blue] = shot.at(left + x, top + y)
        const expected = (x + y) % 2 === 0 ? phase : 255 - phase
        if (red !== expected || green !== expected || blue !== expected) wrong++
      }
    expect(wrong).toBe(0)
    await browser.close()
  })

test('above 300 % pixels are squares, below they are smoothed', async ({ desk }) => {
  const steps = await pictureOf('steps', 800, 600, (x) => (Math.floor(x / 4) % 2 === 0 ? [0, 0, 0] : [240, 240, 240]))
  await desk.show([steps, await plain('steps-partner', 800, 600, [0, 0, 0])])
  const greys = async (): Promise<number> => {
    const shot = await desk.pixels()
    const { y } = await desk.corner()
    let between = 0
    for (let x = 20; x < 600; x++) {
      const [value] = shot.at(x, Math.round(y) + 300)
      if (value > 8 && value < 232) between++
    }
    return between
  }
  await desk.page.mouse.move(320, 350)
  await desk.page.keyboard.press('Alt+2')
  await desk.page.keyboard.press('+')
  await desk.settle()
  expect((await desk.mapOf(0, steps))[0]).toBeCloseTo(2.83, 2)
  expect(await greys()).toBeGreaterThan(20)
  await desk.page.keyboard.press('+')
  await desk.settle()
  expect((await desk.mapOf(0, steps))[0]).toBeCloseTo(4, 6)
  expect(await greys()).toBe(0)
})

test('Shift moves only the picture under the pointer, and L locks it again', async ({ desk }) => {
  const one = await plain('free-one', 1200, 900, [90, 60, 60])
  const two = await plain('free-two', 1200, 900, [60, 60, 90])
  await desk.show([one, two])
  const { page } = desk
  const maps = async () => [await desk.mapOf(0, one), await desk.mapOf(1, two)] as const
  const [first, second] = await maps()
  await page.keyboard.down('Shift')
  await page.mouse.move(960, 300)
  await page.mouse.down()
  await page.mouse.move(1010, 330, { steps: 5 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  const [still, moved] = await maps()
  expect(still).toEqual(first)
  expect(moved[4] - second[4]).toBeCloseTo(50, 6)
  expect(moved[5] - second[5]).toBeCloseTo(30, 6)
  await expect(page.getByText('moved alone')).toBeVisible()

  // Without Shift both go together, and the freed one keeps its distance.
  await page.mouse.move(300, 300)
  await page.mouse.down()
  await page.mouse.move(280, 300, { steps: 3 })
  await page.mouse.up()
  const [both, too] = await maps()
  expect(both[4] - still[4]).toBeCloseTo(-20, 6)
  expect(too[4] - moved[4]).toBeCloseTo(-20, 6)

  await page.keyboard.press('l')
  const [locked, again] = await maps()
  expect(again[4] - locked[4]).toBeCloseTo(second[4] - first[4], 6)
  await expect(page.getByText('moved alone')).toHaveCount(0)
})

test('stepping through pictures keeps zoom and place, whatever their size', async ({ desk }) => {
  const pictures = [
    await plain('step-a', 1600, 1200, [80, 0, 0]),
    await plain('step-b', 1600, 1200, [0, 80, 0]),
    await plain('step-c', 800, 600, [0, 0, 80]),
    await plain('step-d', 1600, 1200, [80, 80, 0]),
  ]
  const [a, b, c, d] = pictures as [
    (typeof pictures)[0],
    (typeof pictures)[0],
    (typeof pictures)[0],
    (typeof pictures)[0],
  ]
  await desk.show(pictures, 'wipe-vertical')
  await desk.page.mouse.move(900, 300)
  await wheel(desk.page, 6, -120)
  await desk.settle()
  const kept = await desk.mapOf(0, b)
  await desk.page.keyboard.press('ArrowRight')
  await desk.settle()
  const half = await desk.mapOf(0, c)
  // Half as large, so scaled twice: the same part of it is seen.
  expect(half[0]).toBeCloseTo(kept[0] * 2, 9)
  expect(half[4]).toBeCloseTo(kept[4], 6)
  expect((await desk.pixels()).at(900, 300)).toEqual([0, 0, 80])
  await desk.page.keyboard.press('ArrowRight')
  await desk.settle()
  expect(await desk.mapOf(0, d)).toEqual(kept)
  expect((await desk.pixels()).at(900, 300)).toEqual([80, 80, 0])
  // Round again, past A, which stays where it is.
  await desk.page.keyboard.press('ArrowRight')
  await desk.settle()
  expect(await desk.mapOf(0, a)).toEqual(kept)
  expect((await desk.pixels()).at(900, 300)).toEqual([0, 80, 0])
  await desk.page.keyboard.press('Shift+ArrowRight')
  await desk.settle()
  expect((await desk.pixels()).at(300, 300)).toEqual([0, 0, 80])
})

test('Z and a double click go between fit and 100 % at the pointer', async ({ desk }) => {
  const one = await marked('toggled', 3000, 2000, [600, 600], 20)
  await desk.show([one, await plain('toggled-partner', 3000, 2000, [0, 0, 0])])
  const fit = await desk.mapOf(0, one)
  const place = await inWindow(desk, apply(fit, { x: 610, y: 610 }))
  await desk.page.mouse.move(Math.round(place.x), Math.round(place.y))
  await desk.page.keyboard.press('z')
  await desk.settle()
  expect((await desk.mapOf(0, one))[0]).toBe(1)
  expect((await desk.pixels()).at(Math.round(place.x), Math.round(place.y))).toEqual([255, 255, 255])
  await desk.page.mouse.dblclick(Math.round(place.x), Math.round(place.y))
  await desk.settle()
  expect(await desk.mapOf(0, one)).toEqual(fit)
})
