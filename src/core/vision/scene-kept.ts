import type { SceneKept } from '../../contract/index.ts'
import { labOf } from './colour.ts'
import { cropOf, type Frame, type Pyramid, wholeOf } from './crop.ts'
import { registered } from './registering.ts'
import { comparable, type SceneView } from './scene-view.ts'

/** Side of the view that is compared, and of the windows in it: what a person sees at a glance, and no grain. */
const SIDE = 128
const WINDOW = 8
/** Added to a window's variances, in squares of L*: noise in flat places is no structure. */
const CALM = 8
/** A difference of colour (CIE76) that leaves a window with 1/e of its mark. */
const FADES_AT = 15
/** Structure weighs twice: two scenes under one sky have the same colours, a regraded scene has other ones. */
const STRUCTURE_WEIGHT = 2 / 3

interface Planes {
  readonly l: Float32Array
  readonly a: Float32Array
  readonly b: Float32Array
}

const planesOf = (pyramid: Pyramid, frame: Frame): Planes => {
  const rgb = cropOf(pyramid, frame, SIDE)
  const n = SIDE * SIDE
  const planes = { l: new Float32Array(n), a: new Float32Array(n), b: new Float32Array(n) }
  for (let i = 0; i < n; i++) {
    const [l, a, b] = labOf(rgb[3 * i] ?? 0, rgb[3 * i + 1] ?? 0, rgb[3 * i + 2] ?? 0)
    planes.l[i] = l
    planes.a[i] = a
    planes.b[i] = b
  }
  return planes
}

const rounded = (value: number): number => Math.round(1000 * Math.max(0, Math.min(1, value))) / 1000

/** Pixels of one window that may be compared. */
const windowAt = (mask: Uint8Array, x: number, y: number): readonly number[] => {
  const inside: number[] = []
  for (let j = y; j < y + WINDOW; j++)
    for (let i = x; i < x + WINDOW; i++) if (mask[j * SIDE + i] === 1) inside.push(j * SIDE + i)
  return inside
}

const momentsOf = (p: Float32Array, q: Float32Array, at: readonly number[]) => {
  let [sp, sq, spp, sqq, spq] = [0, 0, 0, 0, 0]
  for (const i of at) {
    const [a, b] = [p[i] ?? 0, q[i] ?? 0]
    sp += a
    sq += b
    spp += a * a
    sqq += b * b
    spq += a * b
  }
  const n = at.length
  return {
    meanP: sp / n,
    meanQ: sq / n,
    varP: Math.max(0, spp / n - (sp / n) ** 2),
    varQ: Math.max(0, sqq / n - (sq / n) ** 2),
    covariance: spq / n - (sp * sq) / (n * n),
  }
}

/**
 * How much of the scene outside of the heads is in the final.
 *
 * Structure is what SSIM makes of contrast and structure (Wang et al., IEEE Transactions on Image Processing 2004) on lightness, over
 * windows weighted by how much there is to see in them, which another grading leaves nearly alone. Colour is how near the windows'
 * mean colours stay in CIELAB. The final is laid over the scene first, since models move a picture a little.
 */
export const compareScenes = (scene: SceneView, final: SceneView): SceneKept => {
  const sceneFrame = wholeOf(scene.pyramid)
  const finalFrame = registered(scene, final)
  const mask = comparable(scene, sceneFrame, final, finalFrame, SIDE)
  const p = planesOf(scene.pyramid, sceneFrame)
  const q = planesOf(final.pyramid, finalFrame)
  let [alike, weights, near, seen] = [0, 0, 0, 0]
  for (let y = 0; y < SIDE; y += WINDOW / 2) {
    for (let x = 0; x < SIDE; x += WINDOW / 2) {
      const at = windowAt(mask, x, y)
      if (at.length < (WINDOW * WINDOW) / 2) continue
      const { meanP, meanQ, varP, varQ, covariance } = momentsOf(p.l, q.l, at)
      const structure = (2 * covariance + CALM) / (varP + varQ + CALM)
      const weight = Math.sqrt(Math.max(varP, varQ))
      alike += weight * structure
      weights += weight
      const [a, b] = [momentsOf(p.a, q.a, at), momentsOf(p.b, q.b, at)]
      near += Math.exp(-Math.hypot(meanP - meanQ, a.meanP - a.meanQ, b.meanP - b.meanQ) / FADES_AT)
      seen++
    }
  }
  // Nothing but heads to be seen: then nothing of a scene was lost either.
  const structure = weights === 0 ? 1 : Math.max(0, alike / weights)
  const colour = seen === 0 ? 1 : near / seen
  const score = structure ** STRUCTURE_WEIGHT * colour ** (1 - STRUCTURE_WEIGHT)
  return { score: rounded(score), structure: rounded(structure), colour: rounded(colour) }
}
