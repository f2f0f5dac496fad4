import type { Framing, Pose } from '../shot.ts'
import { clamp, cosDeg, mix, sinDeg, smoothstep } from './math.ts'

/** Head units from the lens to the middle of the head: a long portrait lens. */
const DISTANCE = 13
const PIVOT_Y = -0.72
const PIVOT_Z = -0.3
const STEPS = 512

/** Turns rest space into view space: x right, y up, z toward the viewer, in head units around the head's middle. */
export interface Posing {
  /** 9 numbers for each of the STEPS + 1 mixes of trunk (0) and head (STEPS). */
  readonly turns: Float64Array
  readonly midZ: number
  /** Pixels for a head unit at the head's depth, and where view x = y = 0 at that depth lands. */
  readonly scale: number
  readonly left: number
  readonly top: number
}

/** Roll about the view axis last, so that it is what is seen; yaw about the upright; pitch about the person's own ears. */
const rotation = (yaw: number, pitch: number, roll: number): readonly number[] => {
  const ca = cosDeg(yaw)
  const sa = sinDeg(yaw)
  const cb = cosDeg(-pitch)
  const sb = sinDeg(-pitch)
  const cc = cosDeg(-roll)
  const sc = sinDeg(-roll)
  const m = [ca, sa * sb, sa * cb, 0, cb, -sb, -sa, ca * sb, ca * cb]
  const row = (c: number, s: number, at: number): number[] =>
    [0, 1, 2].map((k) => c * (m[k] ?? 0) + s * (m[at + k] ?? 0))
  return [
    ...row(cc, -sc, 3),
    ...[0, 1, 2].map((k) => sc * (m[k] ?? 0) + cc * (m[3 + k] ?? 0)),
    m[6] ?? 0,
    m[7] ?? 0,
    m[8] ?? 0,
  ]
}

/** How much a place follows the head: 1 on the head, 0 on the trunk, in between along a slanted neck. */
export const headShare = (y: number, z: number): number => smoothstep(-1.6, -0.66, y + 0.45 * (z + 0.3))

/** View space of a rest-space place that follows the head by `share`; writes x, y, z to out at `at`. */
export const turn = (
  p: Posing,
  share: number,
  x: number,
  y: number,
  z: number,
  out: Float32Array | Float64Array,
  at: number,
  direction: boolean,
): void => {
  const m = p.turns
  const o = Math.round(clamp(share, 0, 1) * STEPS) * 9
  const v = direction ? y : y - PIVOT_Y
  const w = direction ? z : z - PIVOT_Z
  out[at] = (m[o] ?? 0) * x + (m[o + 1] ?? 0) * v + (m[o + 2] ?? 0) * w
  out[at + 1] = (m[o + 3] ?? 0) * x + (m[o + 4] ?? 0) * v + (m[o + 5] ?? 0) * w + (direction ? 0 : PIVOT_Y)
  out[at + 2] = (m[o + 6] ?? 0) * x + (m[o + 7] ?? 0) * v + (m[o + 8] ?? 0) * w + (direction ? 0 : PIVOT_Z)
}

/** How much larger a thing at view depth z looks than at the head's depth. */
export const nearness = (p: Posing, z: number): number => DISTANCE / (DISTANCE - z + p.midZ)

/**
 * The pose and the camera for a framing. `span` is twice the largest |x| of the head at yaw 0 as the camera sees it (see
 * `seenSpan`), `eyes` the middle between the eyes in rest space.
 */
export const poseFigure = (
  pose: Pose,
  framing: Framing,
  span: number,
  eyes: readonly [number, number, number],
  width: number,
  height: number,
): Posing => {
  const turns = new Float64Array((STEPS + 1) * 9)
  for (let s = 0; s <= STEPS; s++) {
    const t = s / STEPS
    turns.set(rotation(pose.yaw * mix(0.34, 1, t), pose.pitch * t, pose.roll * mix(0.12, 1, t)), s * 9)
  }
  const flat = { turns, midZ: 0, scale: (framing.faceWidth * width) / span, left: 0, top: 0 }
  const middle = new Float64Array(3)
  turn(flat, 1, 0, 0.06, -0.1, middle, 0, false)
  const camera = { ...flat, midZ: middle[2] ?? 0 }
  turn(flat, 1, eyes[0], eyes[1], eyes[2], middle, 0, false)
  const near = nearness(camera, middle[2] ?? 0) * camera.scale
  return {
    ...camera,
    left: framing.eyes[0] * width - (middle[0] ?? 0) * near,
    top: framing.eyes[1] * height + (middle[1] ?? 0) * near,
  }
}

/** Ear-to-ear width of a head as the camera sees it at yaw 0, in head units at the head's depth. */
export const seenSpan = (position: Float32Array): number => {
  let half = 0
  for (let v = 0; v < position.length; v += 3) {
    const y = position[v + 1] ?? 0
    if (y < -0.45 || y > 0.6) continue
    half = Math.max(half, (Math.abs(position[v] ?? 0) * DISTANCE) / (DISTANCE - (position[v + 2] ?? 0) - 0.1))
  }
  return half * 2
}
