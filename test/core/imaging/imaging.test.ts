import { afterAll, describe, expect, test } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { expandCanvas } from '../../../src/core/imaging/canvas.ts'
import { judgePhoto } from '../../../src/core/imaging/judge-photo.ts'
import { openImaging } from '../../../src/core/imaging/imaging.ts'
import { decodeRgb } from '../../../src/core/imaging/pixels.ts'
import { codeOf, jpeg, photo, seeded } from './photo-builders.ts'

const imaging = openImaging({ workers: 2 })
afterAll(async () => {
  await imaging.close()
})

const cpuOf = async (work: () => Promise<unknown>) => {
  await work()
  const before = process.threadCpuUsage()
  for (let i = 0; i < 3; i++) await work()
  return process.threadCpuUsage(before).user
}

describe('[I21] the picture workers', () => {
  test('take photos exactly as the function does that they run', async () => {
    const file = { name: 'me.jpg', bytes: await jpeg() }
    const verdict = await imaging.intake([file, { name: 'gone.jpg', path: '/nowhere/gone.jpg' }])
    const { result } = await judgePhoto(file)
    expect(verdict.taken).toEqual([unwrap(result)])
    expect(verdict.refused[0]?.problem.code).toBe('photo-missing')
  })

  test('judge, expand and make thumbnails, and give problems back as values', async () => {
    const picture = await jpeg(800, 600)
    expect((await imaging.judge(picture, { aspectRatio: '4:3' })).facts).toMatchObject({ width: 800, height: 600 })
    expect(await imaging.expandCanvas(picture, { aspectRatio: '16:9' })).toMatchObject({
      ok: true,
      value: { mimeType: 'image/png' },
    })
    expect(codeOf(await imaging.expandCanvas(Buffer.from('x'), { aspectRatio: '16:9' }))).toBe('picture-unreadable')
    expect(codeOf(await imaging.thumbnail(Buffer.from('x')))).toBe('picture-unreadable')
    const small = unwrap(await imaging.thumbnail(picture))
    expect(small).toMatchObject({ width: 320, height: 240, mimeType: 'image/webp' })
    expect((await decodeRgb(small.bytes)).width).toBe(320)
  })

  test('leave the thread that asks free', async () => {
    const large = await photo(1600, 1600).png().toBuffer()
    const here = await cpuOf(async () => await expandCanvas(large, { aspectRatio: '16:9' }))
    const there = await cpuOf(async () => await imaging.expandCanvas(large, { aspectRatio: '16:9' }))
    expect(there).toBeLessThan(here / 3)
  })
})

/** Flips, overwrites or cuts: what disks, networks and attackers do to files. */
const mutate = (bytes: Uint8Array, random: () => number): Uint8Array => {
  const copy = bytes.slice()
  const kind = random()
  if (kind < 0.2) return copy.subarray(0, Math.floor(random() * copy.length))
  // Headers are short, and every other damage goes there on purpose.
  const reach = random() < 0.5 ? Math.min(copy.length, 600) : copy.length
  for (let i = 0; i < 1 + random() * 20; i++) copy[Math.floor(random() * reach)] = Math.floor(random() * 256)
  if (kind > 0.9) copy.copyWithin(Math.floor(random() * copy.length), Math.floor(random() * copy.length))
  return copy
}

describe('[I20] 300 damaged files are each taken or refused, and the workers live', () => {
  test.each([
    ['jpeg', { quality: 60 }],
    ['png', { compressionLevel: 1 }],
    ['webp', { effort: 0 }],
    ['avif', { effort: 0 }],
  ] as const)(
    '%s',
    async (format, options) => {
      const whole = new Uint8Array(await photo(520, 520).toFormat(format, options).toBuffer())
      const random = seeded(format.length * 1000 + 7)
      const outcomes: Record<string, number> = {}
      for (let round = 0; round < 10; round++) {
        const files = Array.from({ length: 30 }, (_, i) => ({ name: `${round}-${i}`, bytes: mutate(whole, random) }))
        const { taken, refused, warnings } = await imaging.intake(files)
        expect(taken.length + refused.length + warnings.filter((line) => line.includes('left out')).length).toBe(30)
        for (const { problem } of refused) outcomes[problem.code] = (outcomes[problem.code] ?? 0) + 1
      }
      expect(Object.keys(outcomes).every((code) => code.startsWith('photo-'))).toBe(true)
      expect(outcomes['photo-truncated']).toBeGreaterThan(20)
      expect((await imaging.intake([{ name: 'whole', bytes: whole }])).taken).toHaveLength(1)
    },
    60_000,
  )
})
