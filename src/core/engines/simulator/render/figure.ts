import type { FigureLayer, Person, Shot } from '../shot.ts'
import { anatomyOf } from './anatomy.ts'
import type { Anatomy } from './anatomy.ts'
import { bodyField, frameOf } from './body-shape.ts'
import { dress } from './clothes.ts'
import { join } from './distance.ts'
import type { Field } from './distance.ts'
import { drawStrands } from './draw-strands.ts'
import { growBeard, growBrows, growLashes } from './face-hair.ts'
import { glassesFor } from './glasses.ts'
import { growHair, hairMass } from './hair.ts'
import { hairStyleOf } from './hair-style.ts'
import { headField } from './head-shape.ts'
import { lightVertices, rigOf } from './lamps.ts'
import { clamp, linearRgb, mix, sinDeg, smoothstep } from './math.ts'
import { gridLines, mirroredLines, polygonize } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import { eyePainter } from './paint-eye.ts'
import { mouthPainter } from './paint-mouth.ts'
import { skinPainter } from './paint-skin.ts'
import { poseFigure, seenSpan } from './posing.ts'
import { rasterize } from './raster.ts'
import { resolve, toLayer } from './resolve.ts'
import { placeParts } from './scene.ts'
import type { Part } from './scene.ts'

/** Head and trunk in one; under clothes the trunk shrinks a little, so that it never shows through them. */
const skinField = (p: Person, a: Anatomy, bareArms: boolean): Field => {
  const head = headField(p, a)
  const frame = frameOf(p)
  const trunk = bodyField(frame, 0)
  const body: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    const covered = bareArms
      ? smoothstep(-3.0, -3.3, y) * smoothstep(frame.shoulderX - 0.25, frame.shoulderX - 0.5, ax)
      : Math.max(smoothstep(0.85, 1.3, ax), smoothstep(-2.5, -2.8, y))
    return trunk(x, y, z) + 0.12 * covered
  }
  return (x, y, z) => (y > -0.6 ? head(x, y, z) : y < -2.1 ? body(x, y, z) : join(head(x, y, z), body(x, y, z), 0.16))
}

const skinMesh = (field: Field, floor: number): Mesh =>
  polygonize(
    field,
    mirroredLines(3.2, (x) => (x < 0.9 ? 0.024 : Math.min(0.09, 0.024 + (x - 0.9) * 0.1))),
    gridLines(floor, 1.3, (y) => (y < -1.05 ? Math.min(0.09, 0.024 + (-1.05 - y) * 0.08) : y < 0.6 ? 0.0235 : 0.034)),
    gridLines(-1.7, 1.1, (z) => (z > 0.3 ? 0.0235 : Math.min(0.05, 0.0235 + (0.3 - z) * 0.03))),
  )

/** The person of a shot, lit by its world, in linear light with coverage; nothing behind. Equal shots give equal bytes. */
export const renderFigure = (shot: Shot): FigureLayer => {
  const { person, pose } = shot
  const a = anatomyOf(person, pose.smile)
  const field = skinField(person, a, shot.outfit.kind === 'gown')
  // First the picture's lower edge in rest space, about: eyes to edge, at the framing's scale.
  const floor = -0.35 - (((1 - shot.framing.eyes[1]) * shot.height) / shot.width / shot.framing.faceWidth) * 1.75
  const skin = skinMesh(field, Math.max(floor, shot.outfit.kind === 'gown' ? -7.2 : -2.9))
  const posing = poseFigure(pose, shot.framing, seenSpan(skin.position), [0, a.eyeY, 0.69], shot.width, shot.height)
  const parts: Part[] = [
    { mesh: skin, material: { kind: 'skin' }, follows: 'neck', sheet: false },
    ...dress(shot.outfit, person, a, field, floor),
  ]
  if (person.glasses) parts.push(glassesFor(a, headField(person, a)))
  const style = hairStyleOf(person, a)
  const mass = style && person.hairStyle !== 'shaved' ? hairMass(style) : null
  if (mass) parts.push({ mesh: mass, material: { kind: 'hair' }, follows: 'neck', sheet: false })
  const scene = placeParts(parts, posing)
  const rig = rigOf(shot.light)
  const reach = lightVertices(scene, rig, (posing.top - shot.height * 1.1) / posing.scale)
  const seen = rasterize(scene, shot.width, shot.height)
  const blur = 1 / posing.scale
  const look = {
    catchX: clamp(rig.keyDirection[0] * 0.55 - sinDeg(pose.yaw) * 0.3, -0.5, 0.5),
    catchY: clamp(0.2 + rig.keyDirection[1] * 0.35, 0.1, 0.5),
    gazeX: mix(0, -0.02, clamp(pose.yaw / 30, -1, 1)),
    gazeY: 0,
  }
  const scalp = (x: number, y: number, z: number): number =>
    style && y > -0.85 && z < 0.72 ? 0.9 * smoothstep(-0.03, 0.12, style.grows(x, y, z)) : 0
  const paintSkin = skinPainter(person, a, eyePainter(person, a, look, blur), mouthPainter(person, a, blur), scalp)
  const hair = linearRgb(person.hair)
  const canvas = resolve(scene, seen, reach, rig, paintSkin, (s) => {
    s.r = hair[0] * 0.35
    s.g = hair[1] * 0.35
    s.b = hair[2] * 0.35
    s.gloss = 0
  })
  const head = headField(person, a)
  const strands = [
    growBrows(person, a, head),
    growLashes(a, head),
    growBeard(person, a, skin),
    style ? growHair(person, style, skin, mass) : null,
  ]
  for (const s of strands) if (s) drawStrands(canvas, s, posing, rig, reach)
  return toLayer(canvas)
}
