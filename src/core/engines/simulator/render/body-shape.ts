import type { Person } from '../shot.ts'
import { ellipsoid, join, rod } from './distance.ts'
import type { Field } from './distance.ts'

/** Measures of the trunk that clothes are cut to, in head units. */
export interface Frame {
  readonly man: boolean
  /** Half the distance between the shoulder joints. */
  readonly shoulderX: number
  readonly shoulderY: number
  readonly build: number
  /** The right forearm is raised before the chest. */
  readonly raised: boolean
}

/** Where the raised forearm begins and ends. */
export const ELBOW_Y = -4.45
export const WRIST = [-1.5, -3.25, 0.95] as const
export const elbowX = (f: Frame): number => f.shoulderX + 0.36

export const frameOf = (p: Person, raised = false): Frame => {
  const man = p.gender === 'man'
  return { man, shoulderX: (man ? 1.6 : 1.36) * p.build, shoulderY: man ? -2.06 : -2.0, build: p.build, raised }
}

/** Trunk, shoulders and hanging upper arms down to the hips, symmetric in x. `grow` is the thickness of what is worn. */
export const bodyField = (f: Frame, grow: number): Field => {
  const b = f.build
  const { shoulderX, shoulderY, man } = f
  const chestX = (man ? 1.46 : 1.25) * b
  const chestZ = (man ? 0.98 : 0.86) * (0.5 + 0.5 * b)
  const waistX = (man ? 1.36 : 1.08) * b
  return (x, y, z) => {
    const ax = x < 0 ? -x : x
    let d = ellipsoid(x, y + 3.15, z + 0.5, chestX, 1.75, chestZ)
    d = join(d, ellipsoid(x, y + 5.1, z + 0.52, waistX, 1.7, chestZ * 0.86), 0.5)
    d = join(d, ellipsoid(x, y + 7.1, z + 0.55, waistX * 1.14, 1.3, chestZ * 0.95), 0.5)
    // Collar bones and shoulder girdle, then the slope of the neck muscle.
    d = join(d, rod(ax, y, z, 0.2, -1.98, -0.3, shoulderX, shoulderY, -0.5, 0.3, 0.4 * b), 0.4)
    d = join(d, rod(ax, y, z, 0.18, -1.04, -0.66, shoulderX * 0.78, shoulderY + 0.18, -0.62, 0.18, 0.25), 0.3)
    d = join(d, ellipsoid(ax - shoulderX - 0.05, y - shoulderY + 0.22, z + 0.5, 0.4 * b, 0.52, 0.43), 0.25)
    if (!man) d = join(d, ellipsoid(ax - 0.58, y + 3.2, z - 0.12, 0.46, 0.44, 0.36), 0.3)
    const arm = rod(
      ax,
      y,
      z,
      shoulderX + 0.1,
      shoulderY - 0.3,
      -0.5,
      shoulderX + 0.34,
      -4.7,
      -0.62,
      (man ? 0.37 : 0.3) * b,
      (man ? 0.31 : 0.26) * b,
    )
    if (f.raised && x < 0) {
      const forearm = rod(x, y, z, -elbowX(f), ELBOW_Y, -0.5, WRIST[0], WRIST[1], WRIST[2], 0.32 * b, 0.25 * b)
      return join(d, join(arm, forearm, 0.14), 0.06) - grow
    }
    // Hands at rest are never drawn: the sleeves run on, out of any framing.
    const lower = rod(ax, y, z, shoulderX + 0.34, -4.7, -0.62, shoulderX + 0.28, -9.6, -0.1, 0.32 * b, 0.22 * b)
    d = join(d, join(arm, lower, 0.1), 0.12)
    return d - grow
  }
}
