import { bodyField } from './body-shape.ts'
import { ellipsoid, join } from './distance.ts'
import type { Field } from './distance.ts'
import { clamp, mix, noise, smoothstep } from './math.ts'
import type { Vec3 } from './math.ts'
import { gridLines, mirroredLines, polygonize } from './mesh.ts'
import type { Part } from './scene.ts'
import { frontOf, sheetMesh } from './sheet.ts'
import { shadeWarm } from './surface.ts'
import { cloth, sewn } from './tailoring.ts'
import type { Paint, Wearer } from './tailoring.ts'

const stripes: Paint = (s, x, y) => {
  const k = (x * 1.0 + y) * 3.2
  if (k - Math.floor(k) < 0.14) shadeWarm(s, 0.4)
}

/** A striped tie with its knot. */
export const tie = (w: Wearer, colour: Vec3): Part[] => {
  const body = bodyField(w.frame, 0.07)
  const top = -1.68
  const blade = sheetMesh(8, 40, (u, v) => {
    const y = mix(top - 0.12, -4.7, v)
    const half = 0.1 + 0.24 * smoothstep(0, 0.75, v)
    const x = (u * 2 - 1) * half
    return [x, y, frontOf(body, x, y) + 0.02 + 0.022 * (1 - (u * 2 - 1) ** 2)]
  })
  const z = frontOf(body, 0, top - 0.12)
  const knot = polygonize(
    (x, y, q) =>
      ellipsoid(
        x * (0.17 / clamp(0.2 - 0.34 * (top + 0.06 - y), 0.08, 0.2)),
        y - top + 0.06,
        q - z - 0.05,
        0.17,
        0.19,
        0.1,
      ),
    mirroredLines(0.26, () => 0.025),
    gridLines(top - 0.32, top + 0.2, () => 0.025),
    gridLines(z - 0.2, z + 0.3, () => 0.025),
  )
  return [sewn(blade, cloth(colour, 0.6, 0, stripes), true), sewn(knot, cloth(colour, 0.6, 0, stripes))]
}

/** A bow tie. */
export const bowTie = (w: Wearer, colour: Vec3): Part[] => {
  const y0 = -1.72
  const z0 = frontOf(bodyField(w.frame, 0.05), 0, y0) + 0.2
  const bow: Field = (x, y, z) => {
    const ax = x < 0 ? -x : x
    const wide = 0.06 + 0.14 * smoothstep(0.05, 0.42, ax)
    const wings = Math.max(
      ellipsoid(ax - 0.25, (y - y0) * (0.19 / wide), z - z0 + 0.06 * ax, 0.27, 0.2, 0.075),
      ax - 0.46,
    )
    const pleat = 0.012 * (noise(ax * 3, (y - y0) * 22, 2) - 0.5) * 2
    return join(wings + pleat, ellipsoid(x, y - y0, z - z0 - 0.02, 0.085, 0.1, 0.085), 0.02)
  }
  const mesh = polygonize(
    bow,
    mirroredLines(0.56, () => 0.022),
    gridLines(y0 - 0.3, y0 + 0.3, () => 0.022),
    gridLines(z0 - 0.25, z0 + 0.25, () => 0.022),
  )
  return [sewn(mesh, cloth(colour, 0.35, 0))]
}
