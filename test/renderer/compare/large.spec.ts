import sharp from 'sharp'
import { type Desk, expect, test } from './desk.ts'
import { drag, photographs, watched } from './large.ts'
import { fromBytes, type MadePicture } from './pictures.ts'

let four: Promise<readonly MadePicture[]> | null = null
const fourLarge = () => (four ??= photographs(4))

/** The same with a face in each, tilted and sized as faces differ. */
const withFaces = (made: readonly MadePicture[]): readonly MadePicture[] =>
  made.map((one, index) => {
    const [left, right] = [
      { x: 2600 + 90 * index, y: 1800 },
      { x: 3300 + 160 * index, y: 1800 + 45 * index },
    ]
    const box = { x: 2000, y: 1100, width: 2000, height: 2400 }
    return { ...one, picture: { ...one.picture, face: { eyes: { left, right }, eye: null, mouth: null, box } } }
  })

const zoom = async ({ page }: Desk, milliseconds: number): Promise<void> => {
  await page.mouse.move(400, 300)
  const until = Date.now() + milliseconds
  for (let step = 0; Date.now() < until; step++) await page.mouse.wheel(0, step % 60 < 30 ? -40 : 40)
}

/** Milliseconds from the last movement to the picture with every detail. */
const sharpAfter = async (desk: Desk): Promise<number> => {
  const moved = await desk.page.evaluate(() => window.harness.now())
  await desk.settle()
  return (await desk.page.evaluate(() => window.harness.settledAt())) - moved
}

for (const [width, height] of [
  [1280, 800],
  [2560, 1440],
] as const)
  test(`four pictures of 24 megapixels move without a hitch and are sharp at rest, at ${width} x ${height}`, async ({
    desk,
  }, info) => {
    test.setTimeout(180_000)
    await desk.page.setViewportSize({ width, height })
    await desk.show(withFaces(await fourLarge()))
    // The full pictures are decoded ahead while people look at the whole.
    await expect
      .poll(async () => (await desk.page.evaluate(() => window.harness.memory())).bitmaps, { timeout: 30_000 })
      .toBeGreaterThanOrEqual(8)
    const fitted = await watched(desk, () => drag(desk, 2000))
    const zooming = await watched(desk, () => zoom(desk, 2000))
    const zoomed = await sharpAfter(desk)
    await desk.page.keyboard.press('Alt+1')
    await desk.settle()
    const panning = await watched(desk, () => drag(desk, 2000))
    const panned = await sharpAfter(desk)
    await desk.page.keyboard.press('f')
    await desk.settle()
    const locked = await watched(desk, () => drag(desk, 2000))
    const figures = { fitted, zooming, panning, locked, zoomed, panned }
    info.annotations.push({ type: 'figures', description: JSON.stringify(figures) })
    console.log(
      JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value)),
    )
    // Generous: the machine may be busy with other things. The figures themselves are in the report.
    for (const { fps } of [fitted, zooming, panning, locked]) expect(fps).toBeGreaterThan(40)
    expect(Math.max(zoomed, panned)).toBeLessThan(600)
  })

test('after fifty comparisons every decoded picture is given back', async ({ desk }) => {
  test.setTimeout(180_000)
  const [one, two] = await fourLarge()
  const small = await fromBytes('small', await sharp(one!.files.get(one!.picture.urls.thumb)).png().toBuffer())
  const heap = async () => desk.page.evaluate(() => window.harness.memory())
  await desk.show([one!, two!, small])
  for (let round = 0; round < 50; round++) {
    await desk.page.keyboard.press(round % 2 === 0 ? 'ArrowRight' : 'm')
    if (round % 10 === 0) await desk.page.keyboard.press('z')
  }
  await desk.settle().catch(() => undefined)
  const held = await heap()
  // Three pictures: a proxy, a full one, and a detail in each pane they were seen in; nothing is left of the rounds before.
  expect(held.bitmaps).toBeLessThanOrEqual(3 + 3 + 6)
  await desk.page.evaluate(() => window.harness.hide())
  await expect.poll(() => desk.page.workers().length).toBe(0)
  expect(await heap()).toEqual({ bitmaps: 0, bytes: 0 })
})
