import type { FigureLayer, LinearImage, Shot, World } from '../../../../../src/core/engines/simulator/shot.ts'
import { lightOf } from '../../../../../src/core/engines/simulator/worlds/lights.ts'

export const KINDS = [
  'concert-hall',
  'kitchen',
  'office',
  'stage',
  'laboratory',
  'workshop',
  'mountain',
  'sea',
  'street',
  'space',
  'library',
  'studio',
  'sky',
] as const satisfies readonly World['kind'][]

interface Asked {
  readonly kind?: World['kind']
  readonly hour?: World['hour']
  readonly seed?: number
  readonly side?: 'left' | 'right'
  readonly look?: Shot['grade']['look']
  readonly style?: Shot['grade']['style']
  readonly width?: number
  readonly height?: number
}

/** A small chest-up shot, with only what a test is about told. */
export const shotOf = (asked: Asked): Shot => {
  const world: World = { kind: asked.kind ?? 'office', seed: asked.seed ?? 1, hour: asked.hour ?? 'golden' }
  return {
    width: asked.width ?? 168,
    height: asked.height ?? 224,
    person: {
      gender: 'woman',
      skin: [0.82, 0.62, 0.5],
      lip: [0.7, 0.4, 0.38],
      hair: [0.2, 0.13, 0.1],
      iris: [0.3, 0.4, 0.5],
      hairStyle: 'bob',
      beard: 0,
      glasses: false,
      freckles: 0,
      age: 0.2,
      faceWidth: 1,
      jawWidth: 1,
      jawLength: 1,
      cheek: 1,
      noseLength: 1,
      noseWidth: 1,
      eyeDistance: 1,
      eyeSize: 1,
      lipWidth: 1,
      lipFullness: 1,
      browThickness: 1,
      browHeight: 0,
      build: 1,
    },
    pose: { yaw: 15, pitch: 0, roll: 0, smile: 0.5 },
    framing: { faceWidth: 0.2, eyes: [0.5, 0.3] },
    light: lightOf(world, asked.side ?? 'right'),
    outfit: { kind: 'suit', main: [0.1, 0.1, 0.15], second: [0.9, 0.9, 0.9] },
    world,
    grade: { look: asked.look ?? 'cinematic', style: asked.style ?? 'none', seed: 5 },
    prop: 'none',
  }
}

/** A figure in place of the real one: an oval head of even skin with a soft edge. */
export const headOf = (shot: Shot, brightness = 0.4): FigureLayer => {
  const { width, height } = shot
  const data = new Float32Array(width * height * 3)
  const alpha = new Float32Array(width * height)
  const rx = (shot.framing.faceWidth * width) / 2
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const d = Math.hypot((x - 0.5 * width) / rx, (y - 0.33 * height) / (rx * 1.4))
      const p = y * width + x
      alpha[p] = Math.min(1, Math.max(0, (1.05 - d) * 10))
      data.set([brightness, brightness * 0.7, brightness * 0.55], p * 3)
    }
  return { width, height, data, alpha }
}

/** Mean linear red, green and blue, over the whole picture or a part of its width (shares from the left). */
export const meanOf = (picture: LinearImage, from = 0, to = 1): readonly [number, number, number] => {
  const sum: [number, number, number] = [0, 0, 0]
  let n = 0
  for (let y = 0; y < picture.height; y++)
    for (let x = Math.floor(from * picture.width); x < Math.floor(to * picture.width); x++) {
      for (const c of [0, 1, 2] as const) sum[c] += Math.min(1, picture.data[(y * picture.width + x) * 3 + c]!)
      n++
    }
  return [sum[0] / n, sum[1] / n, sum[2] / n]
}

export const brightnessOf = ([r, g, b]: readonly [number, number, number]): number =>
  0.2126 * r + 0.7152 * g + 0.0722 * b
