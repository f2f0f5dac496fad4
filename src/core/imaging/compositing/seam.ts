import { blurred } from './blur.ts'
import { axisOf, heightOf, type Mesh, OUTLINES, SILHOUETTE, spotsOf } from './face-points.ts'
import type { Area } from './lab.ts'
import { filled, grown, hullOf, insideness, smoothstep } from './shapes.ts'

/** The scene's face, told apart: all planes are of the area around it, 0 to 1. */
export interface FaceLook {
  readonly area: Area
  /** How far inside the face's outline each pixel lies, in pixels. */
  readonly inside: Float32Array
  /** Plain skin: within the outline, away from eyes, brows, lips, nostrils. */
  readonly skin: Float32Array
  /** Eyes, brows, nose and mouth, with the skin between: always the portrait's. */
  readonly core: Float32Array
  /** Around eyes, brows and lips, as far as glasses and the corners of a wider mouth reach. */
  readonly around: Float32Array
  /** Between the lids and between the lips: whites and teeth, which are no skin. */
  readonly openings: Float32Array
  /** Eyes, brows and lips alone: where sharpness shows. */
  readonly features: Float32Array
  /** 0 at the brows, 1 at the mouth, below 0 on the forehead; how far down the face each pixel lies. */
  readonly down: Float32Array
}

export const lookAt = (mesh: Mesh, area: Area): FaceLook => {
  const size = heightOf(mesh)
  const outlines = (names: readonly (keyof typeof OUTLINES)[]) =>
    names.flatMap((name) => OUTLINES[name].map((numbers) => spotsOf(mesh, numbers)))
  const inside = insideness(hullOf(spotsOf(mesh, SILHOUETTE)), area)
  const parts = filled(outlines(['eyes', 'brows', 'lips', 'nostrils']), area)
  const features = grown(filled(outlines(['eyes', 'brows', 'lips']), area), area, 0.015 * size)
  const spared = grown(parts, area, 0.025 * size)
  const core = grown(parts, area, 0.05 * size)
  const around = grown(filled(outlines(['eyes', 'brows', 'lips']), area), area, 0.07 * size)
  const openings = blurred({ ...area, data: filled(outlines(['eyes', 'mouth']), area) }, 0.008 * size)
  const axis = axisOf(mesh)
  const down = new Float32Array(area.width * area.height)
  for (let y = 0, at = 0; y < area.height; y++)
    for (let x = 0; x < area.width; x++, at++) {
      const along = (x + area.x) * axis.down[0] + (y + area.y) * axis.down[1]
      down[at] = (along - axis.brows) / (axis.mouth - axis.brows || 1)
    }
  const skin = inside.map((depth, at) => smoothstep(depth / (0.05 * size) - 0.3) * (1 - (spared[at] ?? 0)))
  return { area, inside, skin, core, around, openings, features, down }
}

export interface Seam {
  /** How much of the portrait shows, 0 to 1. */
  readonly shows: Float32Array
  /** Where the patch is tied to the scene, and how firmly. */
  readonly ties: Float32Array
  /** Share of the face in which the scene is kept, since something lies over it there. */
  readonly covered: number
}

const shareOf = (values: Float32Array, counts: Float32Array): number => {
  let sum = 0
  let total = 0
  for (let at = 0; at < values.length; at++) {
    sum += (values[at] ?? 0) * (counts[at] ?? 0)
    total += counts[at] ?? 0
  }
  return sum / Math.max(1e-6, total)
}

/** Width of the soft rim, as a share of the face's height. */
const RIM = 0.075

/**
 * The seam between the two pictures: along the face's outline a little inside it, and around whatever lies over forehead,
 * temples and cheeks in either picture (a fringe, a strand, a hat's brim), where the scene is kept.
 */
export const seamOf = (look: FaceLook, alike: Float32Array, size: number): Seam => {
  const { area, inside, core, around, down } = look
  const { width, height } = area
  const rim = RIM * size
  // The rim is narrow where it passes an eye or a brow, on the far side of a turned head: they are never cut.
  const outline = inside.map((depth, at) => smoothstep((depth - 0.004 * size) / (rim * (1 - 0.75 * (core[at] ?? 0)))))
  // Only the upper face and the sides can be covered by hair: below the nose a dark patch is a beard, and that is the person's.
  const may = inside.map((depth, at) => {
    const high = 1 - smoothstep((down[at] ?? 0) / 0.35 + 0.6)
    const side = (1 - smoothstep(depth / (0.14 * size))) * (1 - smoothstep(((down[at] ?? 0) - 0.75) / 0.3))
    return Math.max(high, side) * (1 - Math.max(core[at] ?? 0, around[at] ?? 0))
  })
  const strange = alike.map((same, at) => (1 - same) * (may[at] ?? 0))
  const hidden = blurred({ width, height, data: strange }, 0.016 * size).map((value) => smoothstep(value * 4 - 0.6))
  const spread = blurred({ width, height, data: grown(hidden, area, 0.02 * size) }, 0.016 * size)
  const soft = spread.map((value, at) => value * (1 - Math.max(core[at] ?? 0, around[at] ?? 0)))
  const shows = outline.map((value, at) => value * (1 - Math.max(soft[at] ?? 0, 0)))
  const kept = shareOf(soft, outline)
  const ties = shows.map((value, at) =>
    value > 0.02 && value < 0.98 ? 4 * value * (1 - value) * (alike[at] ?? 0) ** 2 * 2 : 0,
  )
  return { shows, ties, covered: kept }
}
