// Large pictures, and how smoothly a page moves with them.
import sharp from 'sharp'
import type { Desk } from './desk.ts'
import { fromBytes, type MadePicture } from './pictures.ts'

/** Photographs of 24 megapixels: fine grain over soft shapes, as hard to decode as real ones. */
export const photographs = async (count: number): Promise<readonly MadePicture[]> => {
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

export type Watched = { readonly fps: number; readonly slowest: number; readonly longest: number }

/** Frames per second, the slowest frame and the longest task (ms) while something is done. */
export const watched = async ({ page }: Desk, act: () => Promise<void>): Promise<Watched> => {
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

export const drag = async ({ page }: Desk, milliseconds: number): Promise<void> => {
  await page.mouse.move(300, 250)
  await page.mouse.down()
  const until = Date.now() + milliseconds
  for (let step = 0; Date.now() < until; step++)
    await page.mouse.move(300 + 120 * Math.sin(step / 15), 250 + 80 * Math.cos(step / 11))
  await page.mouse.up()
}
