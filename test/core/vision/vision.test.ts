import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Vision } from '../../../src/core/vision/types.ts'
import { openVision } from '../../../src/core/vision/vision.ts'
import { aFolder } from '../../builders/studio.ts'
import { cast } from '../engines/simulator/render/cast.ts'
import { drawn, scene } from './drawn.ts'

let vision: Vision
let anton: Uint8Array
beforeAll(async () => {
  vision = openVision()
  anton = await drawn({ pose: { yaw: 25, pitch: 0, roll: 0, smile: 0 } })
}, 60_000)
afterAll(async () => await vision.close())

const sharpness = async (picture: Uint8Array): Promise<number> => (await vision.analyse(picture)).faces[0]!.sharpness

describe('what is measured', () => {
  it('[V8] is the same every time, in every worker', async () => {
    const again = openVision()
    onTestFinished(async () => await again.close())
    const first = await vision.analyse(anton)
    expect(first.faces).toHaveLength(1)
    expect(await vision.analyse(anton)).toEqual(first)
    expect(await again.analyse(anton)).toEqual(first)
    expect(await again.describe(anton)).toEqual(await vision.describe(anton))
  })

  it('[V9] is told in pixels of the upright picture, whatever its size and orientation', async () => {
    const small = (await vision.analyse(anton)).faces[0]!
    const large = await sharp(anton).resize(2304).jpeg({ quality: 95 }).toBuffer()
    const seen = await vision.analyse(large)
    expect([seen.width, seen.height]).toEqual([2304, 2304])
    expect(Math.abs(seen.faces[0]!.x / small.x / 6 - 1)).toBeLessThan(0.06)
    expect(Math.abs(seen.faces[0]!.landmarks.nose.y / small.landmarks.nose.y / 6 - 1)).toBeLessThan(0.03)
    const wide = await sharp(anton).extend({ left: 200, background: '#fff' }).toBuffer()
    const lying = await sharp(wide).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const upright = await vision.analyse(lying)
    expect([upright.width, upright.height]).toEqual([584, 384])
    expect(Math.abs(upright.faces[0]!.yaw - small.yaw)).toBeLessThan(6)
    expect(Math.abs(upright.faces[0]!.landmarks.nose.x - small.landmarks.nose.x - 200)).toBeLessThan(8)
  })

  it('[V10] tells each face of a picture, the largest first', async () => {
    const berta = await sharp(await drawn({}, cast.berta))
      .resize(300)
      .toBuffer()
    const both = await sharp(anton)
      .extend({ right: 300, background: '#fff' })
      .composite([{ input: berta, left: 384, top: 60 }])
      .png()
      .toBuffer()
    const { faces } = await vision.analyse(both)
    expect(faces.map(({ landmarks }) => landmarks.nose.x < 384)).toEqual([true, false])
    expect(faces[0]!.w).toBeGreaterThan(faces[1]!.w)
    const meshes = await vision.meshes(both)
    expect(meshes.map(({ face }) => face)).toEqual(faces)
    expect(meshes.map(({ mesh }) => mesh?.length)).toEqual([468, 468])
  })

  it('[V11] finds a face of three percent of the width', async () => {
    const head = await sharp(anton).resize(136).toBuffer()
    const far = await sharp({ create: { width: 2048, height: 1536, channels: 3, background: '#889' } })
      .composite([{ input: head, left: 1490, top: 1010 }])
      .png()
      .toBuffer()
    const { faces } = await vision.analyse(far)
    expect(faces).toHaveLength(1)
    expect(faces[0]!.widthPercent).toBeGreaterThan(2.2)
    expect(faces[0]!.widthPercent).toBeLessThan(3.8)
    expect(Math.abs(faces[0]!.landmarks.nose.x - 1560)).toBeLessThan(20)
  })

  it('[V12] sees no face in noise, in stripes and in one colour', async () => {
    const raw = { width: 400, height: 300, channels: 3 } as const
    const noise = await sharp(randomBytes(400 * 300 * 3), { raw })
      .png()
      .toBuffer()
    const bands = Buffer.alloc(400 * 300 * 3).map((_, i) => ((i >> 5) % 2) * 255)
    const stripes = await sharp(bands, { raw }).png().toBuffer()
    const grey = await sharp({ create: { ...raw, background: '#7a7a7a' } })
      .png()
      .toBuffer()
    for (const picture of [noise, stripes, grey]) expect((await vision.analyse(picture)).faces).toEqual([])
    expect(await vision.describe(grey)).toBeNull()
  })

  it('[V13] holds a border for white that is, and for nothing else that is light', async () => {
    const white = async (background: string): Promise<number> => {
      const picture = await sharp({ create: { width: 300, height: 300, channels: 3, background } })
        .png()
        .toBuffer()
      return (await vision.analyse(picture)).background.white
    }
    expect(await white('#ffffff')).toBe(1)
    expect(await white('#f4f4f6')).toBe(1)
    expect(await white('#eeeeee')).toBe(0)
    expect(await white('#fffdd0')).toBe(0)
    expect((await vision.analyse(anton)).background.white).toBeGreaterThan(0.97)
  })

  it('[V14] names the colours a picture is made of, most of it first', async () => {
    const picture = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#204080' } })
      .composite([
        { input: { create: { width: 200, height: 60, channels: 3, background: '#d09030' } }, top: 0, left: 0 },
      ])
      .png()
      .toBuffer()
    const { palette } = await vision.analyse(picture)
    expect(palette.map(({ colour }) => colour)).toEqual(['#204080', '#d09030'])
    expect(palette[0]!.share).toBeCloseTo(0.7, 1)
  })

  it('[V15] tells a sharp face from a blurred one', async () => {
    const blurred = async (by: number): Promise<number> => await sharpness(await sharp(anton).blur(by).png().toBuffer())
    const [sharpOne, soft, bad] = [await sharpness(anton), await blurred(1.5), await blurred(4)]
    expect(sharpOne).toBeGreaterThan(soft + 0.15)
    expect(soft).toBeGreaterThan(bad + 0.1)
  })
})

describe('how much of a scene is kept', () => {
  it('[V16] is all of it in the same picture, most with another face, less in other colours, and little elsewhere', async () => {
    const hall = await scene('concert-hall', 3)
    const kept = async (other: Uint8Array) => await vision.sceneKept(hall, other)
    expect(await kept(hall)).toEqual({ score: 1, structure: 1, colour: 1 })
    expect((await kept(await scene('concert-hall', 3, {}, cast.dario))).score).toBeGreaterThan(0.9)
    const regraded = await kept(
      await scene('concert-hall', 3, { grade: { look: 'cinematic', style: 'cold', seed: 3 } }),
    )
    expect(regraded.score).toBeGreaterThan(0.6)
    expect(regraded.score).toBeLessThan(0.85)
    expect(regraded.structure).toBeGreaterThan(0.9)
    for (const kind of ['kitchen', 'mountain'] as const)
      expect((await kept(await scene(kind, 5))).score).toBeLessThan(0.4)
  }, 60_000)

  it('[V17] allows for a picture that moved and grew a little', async () => {
    const hall = await scene('concert-hall', 3)
    const moved = await sharp(hall)
      .extract({ left: 15, top: 12, width: 330, height: 440 })
      .resize(360, 480)
      .png()
      .toBuffer()
    expect((await vision.sceneKept(hall, moved)).score).toBeGreaterThan(0.65)
  }, 60_000)
})

describe('the eyes themselves', () => {
  it('[V18] say that bytes are no picture, and look at the next', async () => {
    await expect(vision.analyse(Buffer.from('no picture'))).rejects.toMatchObject({
      problem: { code: 'picture-unreadable' },
    })
    expect((await vision.analyse(anton)).faces).toHaveLength(1)
  })

  it('[V19] give up a picture that nobody wants any more, and none else', async () => {
    const stop = new AbortController()
    const first = vision.analyse(anton)
    const unwanted = vision.analyse(anton, { signal: stop.signal })
    const last = vision.analyse(anton)
    stop.abort(new Error('not wanted'))
    await expect(unwanted).rejects.toThrow('not wanted')
    expect(await last).toEqual(await first)
    await expect(vision.analyse(anton, { signal: stop.signal })).rejects.toThrow('not wanted')
  })

  it('[V20] a worker that dies fails its picture alone', async () => {
    const mortal = openVision(new URL('./dying-worker.mjs', import.meta.url))
    onTestFinished(async () => await mortal.close())
    const [dead, alive] = await Promise.allSettled([
      mortal.describe(Uint8Array.of(0)),
      mortal.describe(Uint8Array.of(1)),
    ])
    expect(dead).toMatchObject({ status: 'rejected' })
    expect(alive).toEqual({ status: 'fulfilled', value: null })
  })

  it('[V21] open no connection: nothing of the network comes to be while they load and look', async () => {
    const picture = join(await aFolder(), 'anton.png')
    await writeFile(picture, anton)
    const script = fileURLToPath(new URL('offline-process.ts', import.meta.url))
    // Without pipes: those of standard output would look like connections.
    const answer = join(await aFolder(), 'answer.json')
    const [code] = await once(spawn(process.execPath, [script, picture, answer], { env: {}, stdio: 'ignore' }), 'close')
    expect(code).toBe(0)
    const told = JSON.parse(await readFile(answer, 'utf8'))
    expect(told).toMatchObject({ opened: [], ok: true })
    expect(told.analysis.value).toEqual(await vision.analyse(anton))
  }, 30_000)
})
