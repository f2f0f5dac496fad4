import { type Desk, expect, test } from './desk.ts'
import { pictureOf, plain } from './pictures.ts'

const RED = [200, 0, 0] as const
const BLUE = [0, 0, 200] as const

const red = plain('red', 400, 300, RED)
const blue = plain('blue', 400, 300, BLUE)

/** The pane of a mode that shows one: the stage below its caption, in device pixels. */
const paneOf = async ({ page }: Desk) => {
  const box = (await page.locator('canvas').boundingBox())!
  return { x: box.x, y: box.y + 26, width: box.width, height: box.height - 26 }
}

/** Each test looks in the middle of the stage, where the fitted pictures lie. */
const middleOf = async (desk: Desk) => {
  const pane = await paneOf(desk)
  return { x: Math.round(pane.x + pane.width / 2), y: Math.round(pane.y + pane.height / 2) }
}

test('a wipe shows A up to the divider and B from there, to the pixel, and follows pointer and keys', async ({
  desk,
}) => {
  await desk.show([await red, await blue], 'wipe-vertical')
  const { page } = desk
  const divider = page.getByRole('slider', { name: 'Divider between A and B' })
  const { y } = await middleOf(desk)
  // The divider's own line covers what it parts; hidden, every pixel counts.
  await page.addStyleTag({ content: '[aria-label="Divider between A and B"] { opacity: 0 }' })
  const borderAt = async (): Promise<number> => {
    const shot = await desk.pixels()
    const row = Array.from({ length: 1280 }, (_, x) => shot.at(x, y - 60))
    const first = row.findIndex((colour) => colour[2] === 200)
    expect(row[first - 1]).toEqual(RED)
    expect(row[first]).toEqual(BLUE)
    return first
  }
  expect(await borderAt()).toBe(640)

  await page.mouse.move(640, y)
  await page.mouse.down()
  await page.mouse.move(800, y, { steps: 4 })
  await page.mouse.up()
  expect(await borderAt()).toBe(800)

  await divider.focus()
  await page.keyboard.press('ArrowLeft')
  // One hundredth of 1280 pixels: 12.8, shown at a whole pixel.
  expect(await borderAt()).toBe(787)
  await page.keyboard.press('[')
  expect(await borderAt()).toBe(774)
})

test('a horizontal wipe shows A above and B below', async ({ desk }) => {
  await desk.show([await red, await blue], 'wipe-horizontal')
  const pane = await paneOf(desk)
  const border = Math.round(pane.y + Math.round(pane.height / 2))
  await desk.page.addStyleTag({ content: '[aria-label="Divider between A and B"] { opacity: 0 }' })
  const shot = await desk.pixels()
  expect(shot.at(560, border - 1)).toEqual(RED)
  expect(shot.at(560, border)).toEqual(BLUE)
})

/** A ramp in red and blue, with some blue added. */
const ramp = (name: string, add: number) =>
  pictureOf(name, 256, 64, (x) => [x, 100, Math.min(255, Math.floor(x / 2) + add)])

test('the difference of equal pictures is black, and gain doubles what differs exactly', async ({ desk }) => {
  const [one, same, other] = await Promise.all([ramp('ramp', 0), ramp('ramp-again', 0), ramp('ramp-plus-3', 3)])
  await desk.show([one, same], 'difference')
  const { x, y } = await middleOf(desk)
  await desk.page.keyboard.press('Alt+1')
  await desk.settle()
  const black = await desk.pixels()
  for (const offset of [-120, -64, 0, 64, 120]) expect(black.at(x + offset, y)).toEqual([0, 0, 0])

  await desk.show([one, other])
  expect((await desk.pixels()).at(x, y)).toEqual([0, 0, 3])
  for (const expected of [6, 12, 24, 48]) {
    await desk.page.keyboard.press(']')
    await desk.settle()
    expect((await desk.pixels()).at(x, y)).toEqual([0, 0, expected])
  }
})

test('a difference of two sizes scales the smaller and says so', async ({ desk }) => {
  const small = await plain('small-grey', 200, 150, [90, 90, 90])
  const large = await plain('large-grey', 400, 300, [100, 90, 90])
  await desk.show([large, small], 'difference')
  const { x, y } = await middleOf(desk)
  await expect(desk.page.getByText('B is smaller (200 × 150) and is scaled ×2')).toBeVisible()
  const shot = await desk.pixels()
  expect(shot.at(x, y)).toEqual([10, 0, 0])
  expect(shot.at(x - 150, y - 100)).toEqual([10, 0, 0])
})

test('an onion mixes half of each, and other shares by its slider', async ({ desk }) => {
  await desk.show([await red, await blue], 'onion')
  const { x, y } = await middleOf(desk)
  const near = async (expected: readonly number[]): Promise<void> => {
    const colour = (await desk.pixels()).at(x, y)
    colour.forEach((value, channel) => expect(Math.abs(value - expected[channel]!)).toBeLessThanOrEqual(1))
  }
  await near([100, 0, 100])
  await desk.page.getByRole('slider', { name: 'Opacity of B' }).fill('1')
  await desk.settle()
  await near([0, 0, 200])
})

test('a blink shows A and B in turn, pauses, and holds still for people who want less motion', async ({ desk }) => {
  await desk.show([await red, await blue], 'blink')
  const { x, y } = await middleOf(desk)
  const colour = async () => ((await desk.pixels()).at(x, y)[0] === 200 ? 'A' : 'B')
  const seen = new Set<string>()
  for (let look = 0; look < 12 && seen.size < 2; look++) seen.add(await colour())
  expect(seen).toEqual(new Set(['A', 'B']))

  await desk.page.getByRole('button', { name: 'Pause' }).click()
  const still = await colour()
  await desk.page.waitForTimeout(700)
  expect(await colour()).toBe(still)
})

test('with reduced motion the blink waits to be started', async ({ desk }) => {
  await desk.page.emulateMedia({ reducedMotion: 'reduce' })
  await desk.show([await red, await blue], 'blink')
  const { x, y } = await middleOf(desk)
  await desk.page.waitForTimeout(700)
  expect((await desk.pixels()).at(x, y)).toEqual(RED)
  await expect(desk.page.getByRole('button', { name: 'Play' })).toBeVisible()
})

test('holding \\ shows A and B in each other’s place, and letting go brings them back', async ({ desk }) => {
  await desk.show([await red, await blue])
  const { y } = await middleOf(desk)
  const sides = async () => {
    const shot = await desk.pixels()
    return [shot.at(320, y), shot.at(960, y)]
  }
  expect(await sides()).toEqual([RED, BLUE])
  await desk.page.keyboard.down('\\')
  await desk.settle()
  expect(await sides()).toEqual([BLUE, RED])
  await desk.page.keyboard.up('\\')
  await desk.settle()
  expect(await sides()).toEqual([RED, BLUE])
})
