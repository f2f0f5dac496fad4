import sharp from 'sharp'
import { type Desk, expect, test } from './desk.ts'
import { fromBytes, type MadePicture } from './pictures.ts'

/** Photographs of 24 megapixels: fine grain over soft shapes, as hard to decode as real ones. */
const photographs = async (count: number): Promise<readonly MadePicture[]> => {
  const [width, height] = [6000, 4000]
  const made: MadePicture[] = []
  for (let index = 0; index < count; index++) {
    const grain = await sharp({
      create: {
        width: 1500,
        height: 1000,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .png({ compressionLevel: 0 })
      .toBuffer()
    const bytes = await sharp(grain)
      .resize(width, height, { kernel: 'nearest' })
      .tint({ r: 200 - 30 * index, g: 150, b: 90 + 40 * index })
      .jpeg({ quality: 85 })
      .toBuffer()
    made.push(await fromBytes(`photograph-${index}`, bytes, { proxySide: 2048, title: `Photograph ${index + 1}` }))
  }
  return made
}

let four: Promise<readonly MadePicture[]> | null = null
const fourLarge = () => (four ??= photographs(4))

type Watched = { readonly fps: number; readonly slowest: number; readonly longest: number }

/** Frames per second, the slowest frame and the longest task (ms) while something is done. */
const watched = async ({ page }: Desk, act: () => Promise<void>): Promise<Watched> => {
  await page.evaluate(() => {
    const record = { times: [] as number[], tasks: [0], going: true }
    Object.assign(window, { record })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) record.tasks.push(duration)
    }).observe({ entryTypes: ['longtask'] })
    const tick = (time: number): void => {
      record.times.push(time)
      if (record.going) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await act()
  return page.evaluate(() => {
    const { record } = window as unknown as { record: { times: number[]; tasks: number[]; going: boolean } }
    record.going = false
    const gaps = record.times.slice(1).map((time, index) => time - record.times[index]!)
    const total = record.times.at(-1)! - record.times[0]!
    return { fps: (gaps.length / total) * 1000, slowest: Math.max(...gaps), longest: Math.max(...record.tasks) }
  })
}

const drag = async ({ page }: Desk, milliseconds: number): Promise<void> => {
  await page.mouse.move(300, 250)
  await page.mouse.down()
  const until = Date.now() + milliseconds
  for (let step = 0; Date.now() < until; step++)
    await page.mouse.move(300 + 120 * Math.sin(step / 15), 250 + 80 * Math.cos(step / 11))
  await page.mouse.up()
}

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
    await desk.show(await fourLarge())
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
    const figures = { fitted, zooming, panning, zoomed, panned }
    info.annotations.push({ type: 'figures', description: JSON.stringify(figures) })
    console.log(
      JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value)),
    )
    // Generous: the machine may be busy with other things. The figures themselves are in the report.
    for (const { fps } of [fitted, zooming, panning]) expect(fps).toBeGreaterThan(40)
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
