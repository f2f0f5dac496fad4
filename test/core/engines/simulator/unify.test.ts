import { expect, it } from 'vitest'
import { unified } from '../../../../src/core/engines/simulator/unify.ts'
import { decodeRgb, encodePng } from '../../../../src/core/imaging/pixels.ts'

it('[Z17] develops a picture once more: the same picture, with one grain over all', async () => {
  const [width, height] = [120, 160]
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => 40 + ((at / 3) % width))
  const once = await decodeRgb(await unified({ width, height, data }, 5, encodePng))
  const again = await decodeRgb(await unified({ width, height, data }, 5, encodePng))
  expect([once.width, once.height]).toEqual([width, height])
  expect(Buffer.compare(once.data, again.data)).toBe(0)
  const off = once.data.reduce((sum, value, at) => sum + Math.abs(value - data[at]!), 0) / data.length
  expect(off).toBeGreaterThan(1)
  expect(off).toBeLessThan(8)
})
