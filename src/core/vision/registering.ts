import { cropOf, type Frame, type Pyramid, wholeOf } from './crop.ts'
import { comparable, type SceneView } from './scene-view.ts'

/** Side of the views that are moved over each other: coarse first, then fine. */
const COARSE = 40
const FINE = 96
/** How far a final may have moved and grown, as shares of the picture; more than this is another framing. */
const MOVES = 0.08
const STEPS = 3
const ZOOMS = [0.86, 0.93, 1, 1.075, 1.16] as const
/** What a move must bring before it is believed. */
const INERTIA = 0.02

interface Move {
  readonly zoom: number
  readonly dx: number
  readonly dy: number
}

const STILL: Move = { zoom: 1, dx: 0, dy: 0 }

const greyOf = (pyramid: Pyramid, frame: Frame, side: number): Float32Array => {
  const rgb = cropOf(pyramid, frame, side)
  return Float32Array.from(
    { length: side * side },
    (_, i) => 0.2126 * (rgb[3 * i] ?? 0) + 0.7152 * (rgb[3 * i + 1] ?? 0) + 0.0722 * (rgb[3 * i + 2] ?? 0),
  )
}

/** Edges across and down: what stays where it is when a scene is graded anew. */
const edgesOf = (grey: Float32Array, side: number): Float32Array => {
  const out = new Float32Array(2 * grey.length)
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const i = y * side + x
      out[2 * i] = (grey[i + 1] ?? 0) - (grey[i - 1] ?? 0)
      out[2 * i + 1] = (grey[i + side] ?? 0) - (grey[i - side] ?? 0)
    }
  }
  return out
}

const correlation = (p: Float32Array, q: Float32Array, mask: Uint8Array): number => {
  let [pq, pp, qq] = [0, 0, 0]
  mask.forEach((open, i) => {
    if (open === 0) return
    for (const k of [2 * i, 2 * i + 1]) {
      const [a, b] = [p[k] ?? 0, q[k] ?? 0]
      pq += a * b
      pp += a * a
      qq += b * b
    }
  })
  return pp === 0 || qq === 0 ? 0 : pq / Math.sqrt(pp * qq)
}

/** The final's square that is laid over the scene's whole one. */
const frameFor = (scene: SceneView, final: SceneView, { zoom, dx, dy }: Move): Frame => {
  const scale = final.pyramid.width / scene.pyramid.width
  const side = wholeOf(scene.pyramid).side * scale
  const middle = wholeOf(final.pyramid)
  return { x: middle.x + dx * side, y: middle.y + dy * side, side: side * zoom, angle: 0 }
}

const scorer = (scene: SceneView, final: SceneView, side: number) => {
  const sceneFrame = wholeOf(scene.pyramid)
  const edges = edgesOf(greyOf(scene.pyramid, sceneFrame, side), side)
  // Heads are left out as the scene has them: where the final's are is part of what is looked for.
  const mask = comparable(scene, sceneFrame, { ...final, heads: [] }, sceneFrame, side)
  return (move: Move): number => {
    const there = edgesOf(greyOf(final.pyramid, frameFor(scene, final, move), side), side)
    const far = Math.hypot(move.dx, move.dy) / MOVES + Math.abs(Math.log(move.zoom)) / 0.15
    return correlation(edges, there, mask) - INERTIA * far
  }
}

const best = (moves: readonly Move[], score: (move: Move) => number): Move =>
  moves
    .map((move) => ({ move, value: score(move) }))
    .reduce((top, one) => (one.value > top.value ? one : top), { move: STILL, value: score(STILL) }).move

const around = (centre: Move, reach: number, zooms: readonly number[], steps: number): readonly Move[] => {
  const offsets = Array.from({ length: 2 * steps + 1 }, (_, i) => ((i - steps) / steps) * reach)
  return zooms.flatMap((zoom) =>
    offsets.flatMap((dx) =>
      offsets.map((dy) => ({ zoom: centre.zoom * zoom, dx: centre.dx + dx, dy: centre.dy + dy })),
    ),
  )
}

/** The square of the final that shows what the whole scene shows, within a small move and zoom. */
export const registered = (scene: SceneView, final: SceneView): Frame => {
  const coarse = best(around(STILL, MOVES, ZOOMS, STEPS), scorer(scene, final, COARSE))
  if (coarse === STILL) return frameFor(scene, final, STILL)
  const fine = scorer(scene, final, FINE)
  const closer = best([coarse, ...around(coarse, MOVES / STEPS / 2, [0.98, 1, 1.02], 1)], fine)
  const closest = best([closer, ...around(closer, MOVES / STEPS / 5, [0.993, 1, 1.007], 1)], fine)
  return frameFor(scene, final, closest)
}
