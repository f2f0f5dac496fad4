import type { Shot } from '../shot.ts'
import { ELBOW_Y, elbowX, WRIST } from './body-shape.ts'
import type { Frame } from './body-shape.ts'
import { ball, ellipsoid, join, rod } from './distance.ts'
import type { Field } from './distance.ts'
import { cross, normalize } from './math.ts'
import type { Vec3 } from './math.ts'
import { gridLines, polygonize } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import type { Material, Part } from './scene.ts'
import { tube } from './sheet.ts'

/** Index to little finger: height along what is gripped, and radius. */
const FINGERS = [
  [0.3, 0.1],
  [0.1, 0.106],
  [-0.1, 0.1],
  [-0.28, 0.086],
] as const

/** A closed right hand round the y axis, knuckles toward +z, its back toward -x; the wrist leaves at -z. */
const fist: Field = (x, y, z) => {
  let d = ellipsoid(x + 0.03, y - 0.01, z + 0.2, 0.22, 0.38, 0.32)
  d = join(d, rod(x, y, z, -0.02, 0, -0.35, -0.02, -0.04, -0.95, 0.25, 0.23), 0.12)
  for (const [at, r] of FINGERS) {
    let finger = rod(x, y, z, -0.19, at * 0.94, -0.15, -0.2, at, 0.15, r, r)
    finger = join(finger, rod(x, y, z, -0.2, at, 0.15, 0.12, at + 0.02, 0.19, r, r * 0.92), 0.02)
    finger = join(finger, rod(x, y, z, 0.12, at + 0.02, 0.19, 0.15, at + 0.01, -0.06, r * 0.9, r * 0.82), 0.02)
    d = join(d, finger, 0.035)
  }
  let thumb = rod(x, y, z, 0.1, 0.12, -0.32, 0.2, 0.33, -0.05, 0.13, 0.11)
  thumb = join(thumb, rod(x, y, z, 0.2, 0.33, -0.05, 0.06, 0.44, 0.2, 0.11, 0.085), 0.03)
  return join(d, thumb, 0.04)
}

interface Place {
  readonly x: Vec3
  readonly y: Vec3
  readonly z: Vec3
  readonly at: Vec3
}

const toBody = (p: Place, v: Vec3): Vec3 => [
  p.at[0] + p.x[0] * v[0] + p.y[0] * v[1] + p.z[0] * v[2],
  p.at[1] + p.x[1] * v[0] + p.y[1] * v[1] + p.z[1] * v[2],
  p.at[2] + p.x[2] * v[0] + p.y[2] * v[1] + p.z[2] * v[2],
]

const triple = (of: Float32Array, v: number): Vec3 => [of[v] ?? 0, of[v + 1] ?? 0, of[v + 2] ?? 0]

const moved = (mesh: Mesh, p: Place): Mesh => {
  const position = new Float32Array(mesh.position.length)
  const normal = new Float32Array(mesh.normal.length)
  const still: Place = { ...p, at: [0, 0, 0] }
  for (let v = 0; v < position.length; v += 3) {
    position.set(toBody(p, triple(mesh.position, v)), v)
    normal.set(toBody(still, triple(mesh.normal, v)), v)
  }
  return { position, normal, triangle: mesh.triangle }
}

const gloss = (colour: Vec3, shine: number): Material => ({ kind: 'gloss', colour, shine })

/** What the fist holds, along its y axis. */
const held = (prop: Shot['prop'], place: Place): Part[] => {
  const along = (from: number, to: number, r: number, material: Material): Part => ({
    mesh: tube(
      [0, 0.02, 0.98, 1].map((t, i) => toBody(place, [0, from + (to - from) * t, i === 0 || i === 3 ? 0.07 : 0.07])),
      r,
    ),
    material,
    follows: 'trunk',
    sheet: true,
  })
  switch (prop) {
    case 'baton':
      return [
        along(-0.3, 3.6, 0.021, gloss([0.8, 0.76, 0.68], 0.6)),
        along(-0.62, -0.2, 0.062, gloss([0.35, 0.18, 0.08], 0.8)),
      ]
    case 'pen':
      return [along(-0.45, 0.95, 0.036, gloss([0.015, 0.016, 0.02], 1.4))]
    case 'microphone': {
      const head = polygonize(
        (x, y, z) => ball(x, (y - 1.02) * 0.92, z - 0.07, 0.21),
        gridLines(-0.3, 0.3, () => 0.03),
        gridLines(0.7, 1.35, () => 0.03),
        gridLines(-0.25, 0.4, () => 0.03),
        false,
      )
      return [
        along(-0.75, 0.9, 0.1, gloss([0.02, 0.02, 0.022], 0.9)),
        { mesh: moved(head, place), material: gloss([0.16, 0.16, 0.17], 0.7), follows: 'trunk', sheet: false },
      ]
    }
    case 'chef-knife':
    case 'book':
    case 'helmet':
    case 'none':
      return []
  }
}

/** Props that a raised hand can show well; the others are left to the world. */
export const isHeld = (prop: Shot['prop']): boolean => prop === 'baton' || prop === 'pen' || prop === 'microphone'

/** A raised right hand at the end of the sleeve, with what it holds. */
export const handWith = (prop: Shot['prop'], frame: Frame): Part[] => {
  const elbow: Vec3 = [-elbowX(frame), ELBOW_Y, -0.5]
  const z = normalize([WRIST[0] - elbow[0], WRIST[1] - elbow[1], WRIST[2] - elbow[2]])
  const up: Vec3 = prop === 'microphone' ? [0.35, 0.9, -0.1] : [-0.42, 0.88, 0.1]
  const x = normalize(cross(up, z))
  const place: Place = {
    x,
    y: cross(z, x),
    z,
    at: [WRIST[0] + z[0] * 0.72, WRIST[1] + z[1] * 0.72, WRIST[2] + z[2] * 0.72],
  }
  const lines = gridLines(-0.6, 0.6, () => 0.03)
  const size = frame.man ? 1 : 0.88
  const scaled: Field = (u, v, w) => fist(u / size, v / size, w / size) * size
  const mesh = polygonize(
    scaled,
    lines,
    lines,
    gridLines(-1.15, 0.45, () => 0.034),
    false,
  )
  return [
    { mesh: moved(mesh, place), material: { kind: 'skin' }, follows: 'trunk', sheet: false },
    ...held(prop, place),
  ]
}
