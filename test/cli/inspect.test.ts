import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { studio } from '../builders/command-line.ts'
import { aFolder } from '../builders/studio.ts'
import { cast } from '../core/engines/simulator/render/cast.ts'
import { drawn } from '../core/vision/drawn.ts'

const turned = async (yaw: number) => await drawn({ pose: { yaw, pitch: 0, roll: 0, smile: 0 } })

/** Pictures of Anton and Berta, and a folder with two of Anton's photos. */
const pictures = async () => {
  const folder = await aFolder()
  const put = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = join(folder, name)
    await writeFile(file, bytes)
    return file
  }
  await mkdir(join(folder, 'photos'))
  await put('photos/front.png', await turned(-6))
  await put('photos/other.png', await turned(6))
  await put('photos/subject.json', Buffer.from('{}'))
  return {
    anton: await put('anton.png', await turned(25)),
    berta: await put('berta.png', await drawn({}, cast.berta)),
    nothing: await put('no picture.png', Buffer.from('no picture')),
    photos: join(folder, 'photos'),
  }
}

describe('studio inspect', () => {
  it('[V34] prints one JSON object per picture with what is seen, and tells of files that are none', async () => {
    const { anton, berta, nothing } = await pictures()
    const { code, facts } = await studio(['inspect', anton, nothing, berta, '--json'])
    expect(code).toBe(2)
    expect(facts.map((fact) => Object.keys(fact).toSorted())).toEqual([
      ['background', 'faces', 'file', 'height', 'light', 'width'],
      ['code', 'event', 'message', 'next'],
      ['background', 'faces', 'file', 'height', 'light', 'width'],
    ])
    expect(facts[1]).toMatchObject({ event: 'problem', code: 'picture-unreadable' })
    expect(facts[1]!['message']).toContain('no picture.png')
    const [face] = facts[0]!['faces'] as readonly Record<string, number>[]
    expect(facts[0]).toMatchObject({ file: anton, width: 384, height: 384, faces: [expect.anything()] })
    expect(Object.keys(face!).toSorted()).toEqual(
      ['confidence', 'h', 'pitch', 'roll', 'smile', 'w', 'widthPercent', 'x', 'y', 'yaw'].toSorted(),
    )
    expect(Math.abs(face!['yaw']! - 25)).toBeLessThan(8)
    expect(Math.abs(face!['widthPercent']! - 45)).toBeLessThan(4)
  }, 60_000)

  it('[V35] compares with the photos of a folder, and says in words what it sees', async () => {
    const { anton, berta, photos } = await pictures()
    const told = await studio(['inspect', anton, berta, '--subject', photos, '--json'])
    expect(told.code).toBe(0)
    const [own, other] = told.facts.map(({ likeness }) => likeness as { distance: number; reference: string })
    expect(own!.reference).toMatch(/^(front|other)\.png$/)
    expect(own!.distance).toBeLessThan(other!.distance)
    const { code, out } = await studio(['inspect', anton])
    expect(code).toBe(0)
    expect(out).toMatch(/384 x 384.*\n.*toward the RIGHT edge/)
    const missing = await studio(['inspect', anton, '--subject', join(photos, 'none')])
    expect(missing).toMatchObject({ code: 2, out: '', err: expect.stringContaining('does not exist') })
  }, 60_000)
})
