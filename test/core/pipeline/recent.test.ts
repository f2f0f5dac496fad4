import { describe, expect, it } from 'vitest'
import type { Sha256 } from '../../../src/contract/index.ts'
import { keepRecent } from '../../../src/core/pipeline/recent.ts'
import { someHash } from '../../builders/specs.ts'

const reader = (size = 10) => {
  const asked: Sha256[] = []
  const read = async (sha256: Sha256): Promise<Uint8Array> => {
    asked.push(sha256)
    return await Promise.resolve(new Uint8Array(size).fill(sha256.charCodeAt(0)))
  }
  return { asked, read }
}
const [a, b, c] = [someHash('a'), someHash('b'), someHash('c')]

describe('pictures at hand', () => {
  it('[P27] reads a picture once for all requests that carry it, also for those at the same time', async () => {
    const { asked, read } = reader()
    const picture = keepRecent(read)
    const [first, second] = await Promise.all([picture(a), picture(a)])
    expect(second).toBe(first)
    expect(await picture(a)).toBe(first)
    expect(asked).toEqual([a])
  })

  it('[P27] lets the one that was not used longest go when there is no room', async () => {
    const { asked, read } = reader()
    const picture = keepRecent(read, 25)
    for (const sha256 of [a, b, a, c, a, b]) await picture(sha256)
    expect(asked).toEqual([a, b, c, b])
  })

  it('[P27] asks again for one that could not be read', async () => {
    const { asked, read } = reader()
    let down = true
    const picture = keepRecent(async (sha256) => {
      const bytes = await read(sha256)
      if (down) throw new Error('gone')
      return bytes
    })
    await expect(picture(a)).rejects.toThrow('gone')
    down = false
    expect((await picture(a)).byteLength).toBe(10)
    expect(asked).toEqual([a, a])
  })
})
