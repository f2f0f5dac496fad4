import { flatDistance, MESH } from './geometry.ts'
import type { Point3 } from './nets/mesh.ts'

/** Height of the opening against the eye's width (eye aspect ratio, Soukupova and Cech 2016): shut and wide open. */
const SHUT = 0.14
const WIDE = 0.34
/** On a head turned further the mesh draws lids open that are shut (measured on a scan with shut eyes). */
const TURNED = 20

const opening = (mesh: readonly Point3[], [outer, inner, upper, lower]: readonly [number, number, number, number]) => {
  const [a, b, c, d] = [mesh[outer], mesh[inner], mesh[upper], mesh[lower]]
  if (!a || !b || !c || !d) return null
  const width = flatDistance(a, b)
  return width === 0 ? null : flatDistance(c, d) / width
}

/** 0 (shut) to 1 (wide open) of the eye that is more open: a wink is no blink. Null where neither can be judged. */
export const eyesOpenOf = (mesh: readonly Point3[] | null, yaw: number): number | null => {
  if (!mesh || Math.abs(yaw) > TURNED) return null
  const openings = [opening(mesh, MESH.leftEye), opening(mesh, MESH.rightEye)].filter((value) => value !== null)
  if (openings.length === 0) return null
  return Math.max(0, Math.min(1, (Math.max(...openings) - SHUT) / (WIDE - SHUT)))
}
