import { encodeJpeg } from '../../src/core/imaging/pixels.ts'
import { openVision } from '../../src/core/vision/vision.ts'
import { cast, photograph, shotOf } from '../core/engines/simulator/render/cast.ts'
import { type Figure, median, ms, timed } from './figure.ts'

const PICTURES = 20
const SIDE = 1024

/** A drawn head as a JPEG of 1024 pixels. */
const aHead = async (yaw: number): Promise<Uint8Array> => {
  const shot = shotOf(cast.anton, { width: SIDE, height: SIDE, pose: { yaw, pitch: 0, roll: 0, smile: 0 } })
  const { data } = photograph(shot)
  const rgb = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)] ?? 0)
  return await encodeJpeg(rgb, SIDE, SIDE)
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** One picture in the one worker, decoded and measured whole; the first is told apart (worker and models start). */
export const measureFaces = async (): Promise<readonly Figure[]> => {
  const heads = [await aHead(20), await aHead(-80)]
  const before = process.memoryUsage.rss()
  const vision = openVision()
  try {
    const first = await timed(async () => await vision.analyse(heads[0] ?? new Uint8Array()))
    const took = async (work: (bytes: Uint8Array) => Promise<unknown>): Promise<readonly number[]> => {
      const each: number[] = []
      for (let i = 0; i < PICTURES; i++) {
        const head = heads[i % heads.length]
        if (head) each.push(await timed(async () => await work(head)))
      }
      return each
    }
    const analysed = await took(async (bytes) => await vision.analyse(bytes))
    const described = await took(async (bytes) => await vision.describe(bytes))
    const compared = await took(async (bytes) => await vision.sceneKept(bytes, heads[0] ?? bytes))
    const memory = process.memoryUsage.rss() - before
    const middle = median(analysed)
    return [
      {
        name: 'a 1024 px picture measured, one face',
        measured: ms(middle),
        against: `slowest ${ms(Math.max(...analysed))}, first with start-up ${ms(first)}`,
        aim: 'under 150 ms',
        met: middle < 150,
      },
      {
        name: 'its face described for likeness',
        measured: ms(median(described)),
        against: 'found anew each time',
        aim: 'under 150 ms',
        met: median(described) < 150,
      },
      {
        name: 'how much of a scene is kept',
        measured: ms(median(compared)),
        against: 'two pictures of 1024 px, laid over each other',
        aim: 'under 500 ms',
        met: median(compared) < 500,
      },
      {
        name: 'memory of the eyes',
        measured: megabytes(memory),
        against: 'the whole process before and after',
        aim: 'under 360 MB',
        met: memory < 360e6,
      },
    ]
  } finally {
    await vision.close()
  }
}
