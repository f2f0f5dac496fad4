import type { Light, Person, Shot } from '../../../../../src/core/engines/simulator/shot.ts'
import { renderFigure } from '../../../../../src/core/engines/simulator/render/figure.ts'
import type { Picture } from '../../../../face-reader/face-reader.ts'

const average: Person = {
  gender: 'man',
  skin: [0.84, 0.64, 0.53],
  lip: [0.72, 0.42, 0.39],
  hair: [0.2, 0.13, 0.09],
  iris: [0.32, 0.45, 0.55],
  hairStyle: 'short',
  beard: 0,
  glasses: false,
  freckles: 0,
  age: 0.15,
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
}

/** Invented people who differ in everything a detector might stumble over. */
export const cast: Readonly<Record<'anton' | 'berta' | 'chidi' | 'dario' | 'erik' | 'fumi', Person>> = {
  anton: average,
  berta: {
    ...average,
    gender: 'woman',
    skin: [0.93, 0.76, 0.67],
    lip: [0.78, 0.38, 0.38],
    hair: [0.55, 0.36, 0.18],
    hairStyle: 'long',
    faceWidth: 0.96,
    jawWidth: 0.88,
    jawLength: 0.95,
    noseLength: 0.92,
    noseWidth: 0.85,
    eyeSize: 1.08,
    lipFullness: 1.15,
    browThickness: 0.7,
  },
  chidi: {
    ...average,
    skin: [0.42, 0.27, 0.19],
    lip: [0.42, 0.24, 0.21],
    hair: [0.06, 0.05, 0.045],
    iris: [0.16, 0.09, 0.05],
    hairStyle: 'shaved',
    beard: 0.35,
    noseWidth: 1.25,
    lipFullness: 1.25,
    build: 1.1,
  },
  dario: {
    ...average,
    skin: [0.76, 0.55, 0.42],
    hair: [0.08, 0.06, 0.05],
    iris: [0.2, 0.12, 0.07],
    hairStyle: 'side-part',
    beard: 1,
    browThickness: 1.3,
    noseLength: 1.08,
  },
  erik: {
    ...average,
    skin: [0.9, 0.71, 0.62],
    hair: [0.62, 0.6, 0.58],
    hairStyle: 'swept-back',
    glasses: true,
    age: 0.85,
    noseLength: 1.1,
    lipFullness: 0.8,
  },
  fumi: {
    ...average,
    gender: 'woman',
    skin: [0.8, 0.6, 0.46],
    lip: [0.66, 0.32, 0.32],
    hair: [0.05, 0.04, 0.04],
    iris: [0.15, 0.09, 0.06],
    hairStyle: 'bob',
    eyeDistance: 1.05,
    noseLength: 0.88,
    build: 0.92,
  },
}

export const studioLight: Light = {
  side: 'front',
  elevation: 25,
  key: [1, 1, 1],
  fill: [0.96, 0.98, 1],
  rim: [0, 0, 0],
  contrast: 1.6,
}

/** A shot of someone in a light-blue shirt before white; `change` says what is different. */
export const shotOf = (person: Person, change: Partial<Shot> = {}): Shot => ({
  width: 512,
  height: 512,
  person,
  pose: { yaw: 0, pitch: 0, roll: 0, smile: 0 },
  framing: { faceWidth: 0.45, eyes: [0.5, 0.42] },
  light: studioLight,
  outfit: { kind: 'collared-shirt', main: [0.62, 0.76, 0.92], second: [1, 1, 1] },
  world: { kind: 'white', seed: 1, hour: 'day' },
  grade: { look: 'studio', style: 'none', seed: 1 },
  prop: 'none',
  ...change,
})

/** The figure before a plain grey level (linear light), as RGBA bytes. */
export const photograph = (shot: Shot, ground = 1): Picture => {
  const figure = renderFigure(shot)
  const data = new Uint8Array(shot.width * shot.height * 4)
  for (let i = 0; i < figure.alpha.length; i++) {
    const a = figure.alpha[i] ?? 0
    for (let k = 0; k < 3; k++) {
      const v = Math.min(1, (figure.data[i * 3 + k] ?? 0) * a + ground * (1 - a))
      data[i * 4 + k] = Math.round(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055))
    }
    data[i * 4 + 3] = 255
  }
  return { data, width: shot.width, height: shot.height }
}
