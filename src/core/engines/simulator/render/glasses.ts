import type { Anatomy } from './anatomy.ts'
import type { Field } from './distance.ts'
import { cosDeg, sinDeg } from './math.ts'
import type { Vec3 } from './math.ts'
import type { Mesh } from './mesh.ts'
import type { Part } from './scene.ts'
import { frontOf, merge, tube } from './sheet.ts'

/** Rims, bridge and temples of a plain dark frame, sitting on this nose. */
export const glassesFor = (a: Anatomy, head: Field): Part => {
  const bridgeZ = frontOf(head, 0, a.eyeY - 0.03) + 0.03
  const depth = (x: number): number => bridgeZ + 0.035 - 0.33 * x * x
  const rim = (side: number): Mesh =>
    tube(
      Array.from({ length: 41 }, (_, i): Vec3 => {
        const c = cosDeg(i * 9)
        const s = sinDeg(i * 9)
        // A rounded square: the circle pushed toward its corners, flatter above.
        const k = 1 / Math.sqrt(Math.sqrt(c * c * c * c + s * s * s * s))
        const x = a.eyeX + 0.012 + 0.19 * c * k
        return [x * side, a.eyeY - 0.02 + 0.142 * s * k + 0.012 * c, depth(x)]
      }),
      0.013,
    )
  const inner = a.eyeX - 0.178
  const outer = a.eyeX + 0.2
  const temple = (side: number): Mesh =>
    tube(
      [
        [outer * side, a.eyeY + 0.06, depth(outer)],
        [(outer + 0.09) * side, a.eyeY + 0.065, depth(outer) - 0.09],
        [(a.skullX - 0.015) * side, a.eyeY + 0.07, 0.2],
        [(a.skullX + 0.035) * side, a.eyeY + 0.08, -0.12],
        [(a.skullX + 0.03) * side, a.eyeY - 0.04, -0.27],
      ],
      0.013,
    )
  const bridge = tube(
    [-1, -0.5, 0, 0.5, 1].map((t): Vec3 => [t * inner, a.eyeY + 0.055 - 0.03 * t * t, bridgeZ + 0.045 - 0.02 * t * t]),
    0.015,
  )
  return {
    mesh: merge([rim(-1), rim(1), bridge, temple(-1), temple(1)]),
    material: { kind: 'gloss', colour: [0.018, 0.014, 0.012], shine: 1.6 },
    follows: 'head',
    sheet: true,
  }
}
