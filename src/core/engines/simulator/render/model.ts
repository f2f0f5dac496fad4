import type { Outfit, Person, Shot } from '../shot.ts'
import { anatomyOf } from './anatomy.ts'
import type { Anatomy } from './anatomy.ts'
import { bodyField, frameOf } from './body-shape.ts'
import { dress } from './clothes.ts'
import { join } from './distance.ts'
import type { Field } from './distance.ts'
import { growBeard, growBrows, growLashes } from './face-hair.ts'
import { glassesFor } from './glasses.ts'
import { growHair, hairMass } from './hair.ts'
import { hairStyleOf } from './hair-style.ts'
import type { HairStyle } from './hair-style.ts'
import { handWith, isHeld } from './hand.ts'
import { headField } from './head-shape.ts'
import { smoothstep } from './math.ts'
import { gridLines, mirroredLines, polygonize } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import { seenSpan } from './posing.ts'
import type { Part } from './scene.ts'
import type { Strands } from './strands.ts'

/** A person with an expression and clothes, at rest: everything that no pose, light or framing changes. */
export interface Model {
  readonly anatomy: Anatomy
  readonly style: HairStyle | null
  readonly parts: readonly Part[]
  readonly strands: readonly Strands[]
  /** Ear-to-ear width as the camera sees it at yaw 0. */
  readonly span: number
}

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

/** Rest height of the picture's lower edge, about, in steps: one model serves framings that differ little. */
export const floorOf = (shot: Shot): number => {
  const below = ((1 - shot.framing.eyes[1]) * shot.height) / shot.width / shot.framing.faceWidth
  return Math.max(-7.9, Math.floor(-0.7 - below * 3.5) / 2)
}

export const modelOf = (person: Person, smile: number, outfit: Outfit, floor: number, prop: Shot['prop']): Model => {
  const anatomy = anatomyOf(person, smile)
  const gown = outfit.kind === 'gown'
  // A hand is raised only where its wrist and sleeve are in the picture, and never out of a bare arm.
  const raised = isHeld(prop) && !gown && floor < -4.2
  const field = skinField(person, anatomy, gown)
  const head = headField(person, anatomy)
  const skin = skinMesh(field, Math.max(floor, gown ? -7.9 : -2.9))
  const style = hairStyleOf(person, anatomy)
  const mass = style && person.hairStyle !== 'shaved' ? hairMass(style) : null
  const beard = growBeard(person, anatomy, skin)
  const parts: Part[] = [
    { mesh: skin, material: { kind: 'skin' }, follows: 'neck', sheet: false },
    ...dress(outfit, person, anatomy, field, floor, raised),
  ]
  if (raised) parts.push(...handWith(prop, frameOf(person, true)))
  if (person.glasses) parts.push(glassesFor(anatomy, head))
  if (mass) parts.push({ mesh: mass, material: { kind: 'hair' }, follows: 'neck', sheet: false })
  const strands = [growBrows(person, anatomy, head), growLashes(anatomy, head)]
  if (beard) strands.push(beard)
  if (style) strands.push(growHair(person, style, skin, mass))
  return { anatomy, style, parts, strands, span: seenSpan(skin.position) }
}
