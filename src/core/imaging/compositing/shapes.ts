import { blurred } from './blur.ts'
import type { Area } from './lab.ts'
import type { Spot } from './registration.ts'

/** 0 below 0, 1 above 1, smooth between. */
export const smoothstep = (value: number): number => {
  const t = Math.max(0, Math.min(1, value))
  return t * t * (3 - 2 * t)
}

/** How far inside a closed outline each pixel of an area lies, in pixels; below 0 outside. */
export const insideness = (outline: readonly Spot[], area: Area): Float32Array => {
  const out = new Float32Array(area.width * area.height)
  const corners = outline.map(([x, y]): Spot => [x - area.x, y - area.y])
  const sides = corners.map((from, index) => ({ from, to: corners[(index + 1) % corners.length] ?? from }))
  for (let y = 0, at = 0; y < area.height; y++) {
    for (let x = 0; x < area.width; x++, at++) {
      let nearest = Infinity
      let inside = false
      for (const { from, to } of sides) {
        const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
        const [px, py] = [x - from[0], y - from[1]]
        const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy || 1)))
        const squared = (px - along * dx) ** 2 + (py - along * dy) ** 2
        if (squared < nearest) nearest = squared
        if (from[1] > y !== to[1] > y && x < from[0] + ((y - from[1]) * dx) / dy) inside = !inside
      }
      out[at] = (inside ? 1 : -1) * Math.sqrt(nearest)
    }
  }
  return out
}

/** One half of a hull: the corners on the way, without those at which the way would bend inward. */
const halfHull = (inOrder: readonly Spot[]): readonly Spot[] => {
  const chain: Spot[] = []
  for (const spot of inOrder) {
    for (;;) {
      const [last, before] = [chain.at(-1), chain.at(-2)]
      if (!last || !before) break
      const turn = (last[0] - before[0]) * (spot[1] - before[1]) - (last[1] - before[1]) * (spot[0] - before[0])
      if (turn > 0) break
      chain.pop()
    }
    chain.push(spot)
  }
  return chain.slice(0, -1)
}

/** The corners of the smallest shape without dents that holds all spots, in order (Andrew's monotone chain). */
export const hullOf = (spots: readonly Spot[]): readonly Spot[] => {
  const sorted = spots.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  return [...halfHull(sorted), ...halfHull(sorted.toReversed())]
}

/** 1 inside any of the outlines, 0 outside. */
export const filled = (outlines: readonly (readonly Spot[])[], area: Area): Float32Array => {
  const out = new Float32Array(area.width * area.height)
  for (const outline of outlines) {
    const corners = outline.map(([x, y]): Spot => [x - area.x, y - area.y])
    for (let y = 0; y < area.height; y++) {
      const crossings: number[] = []
      for (const [index, from] of corners.entries()) {
        const to = corners[(index + 1) % corners.length] ?? from
        if (from[1] > y !== to[1] > y) crossings.push(from[0] + ((y - from[1]) * (to[0] - from[0])) / (to[1] - from[1]))
      }
      crossings.sort((a, b) => a - b)
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const start = Math.max(0, Math.ceil(crossings[k] ?? 0))
        const end = Math.min(area.width - 1, Math.floor(crossings[k + 1] ?? -1))
        out.fill(1, y * area.width + start, y * area.width + Math.max(start, end + 1))
      }
    }
  }
  return out
}

/** A filled shape grown by about `by` pixels, with a soft rim of the same width. */
export const grown = (shape: Float32Array, area: Area, by: number): Float32Array =>
  blurred({ ...area, data: shape }, by).map((value) => smoothstep(value * 4 - 0.1))
