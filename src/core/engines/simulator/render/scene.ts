import type { Vec3 } from './math.ts'
import type { Mesh } from './mesh.ts'
import { headShare, nearness, turn } from './posing.ts'
import type { Posing } from './posing.ts'
import type { Surface } from './surface.ts'

/** How a surface answers light. Colours are linear. */
export type Material =
  | { readonly kind: 'skin' }
  | { readonly kind: 'hair' }
  | {
      readonly kind: 'cloth'
      readonly colour: Vec3
      /** 0 matt cotton, 1 satin. */
      readonly sheen: number
      /** Threads seen from near: 0 none, 1 coarse twill. */
      readonly weave: number
      /** Seams, pockets, pleats: changes the surface at a rest-space place. */
      readonly paint?: (s: Surface, x: number, y: number, z: number) => void
    }
  | { readonly kind: 'gloss'; readonly colour: Vec3; readonly shine: number }

export interface Part {
  readonly mesh: Mesh
  readonly material: Material
  /** The head's turn, the trunk's, or both, blended along the neck. */
  readonly follows: 'head' | 'trunk' | 'neck'
  /** Thin sheets are seen from both sides. */
  readonly sheet: boolean
}

/** All parts in one pool of vertices: at rest, posed in view space, and on the picture. */
export interface Scene {
  readonly materials: readonly Material[]
  readonly rest: Float32Array
  readonly restNormal: Float32Array
  readonly view: Float32Array
  readonly normal: Float32Array
  /** Pixels, 2 a vertex. */
  readonly screen: Float32Array
  readonly triangle: Uint32Array
  /** Number of the part that a triangle, and that a vertex, belongs to. */
  readonly partOfTriangle: Uint8Array
  readonly partOfVertex: Uint8Array
  readonly sheet: readonly boolean[]
}

export const placeParts = (parts: readonly Part[], posing: Posing): Scene => {
  const vertices = parts.reduce((n, p) => n + p.mesh.position.length / 3, 0)
  const triangles = parts.reduce((n, p) => n + p.mesh.triangle.length / 3, 0)
  const scene = {
    materials: parts.map((p) => p.material),
    rest: new Float32Array(vertices * 3),
    restNormal: new Float32Array(vertices * 3),
    view: new Float32Array(vertices * 3),
    normal: new Float32Array(vertices * 3),
    screen: new Float32Array(vertices * 2),
    triangle: new Uint32Array(triangles * 3),
    partOfTriangle: new Uint8Array(triangles),
    partOfVertex: new Uint8Array(vertices),
    sheet: parts.map((p) => p.sheet),
  }
  let v0 = 0
  let t0 = 0
  parts.forEach((part, index) => {
    const { position, normal, triangle } = part.mesh
    scene.rest.set(position, v0 * 3)
    scene.restNormal.set(normal, v0 * 3)
    const count = position.length / 3
    for (let v = 0; v < count; v++) {
      const x = position[v * 3] ?? 0
      const y = position[v * 3 + 1] ?? 0
      const z = position[v * 3 + 2] ?? 0
      const share = part.follows === 'head' ? 1 : part.follows === 'trunk' ? 0 : headShare(y, z)
      const at = (v0 + v) * 3
      turn(posing, share, x, y, z, scene.view, at, false)
      const nx = normal[v * 3] ?? 0
      turn(posing, share, nx, normal[v * 3 + 1] ?? 0, normal[v * 3 + 2] ?? 0, scene.normal, at, true)
      // A sheet is lit on the side that is seen.
      if (part.sheet && (scene.normal[at + 2] ?? 0) < -0.4)
        for (let k = at; k < at + 3; k++) scene.normal[k] = -(scene.normal[k] ?? 0)
      const near = nearness(posing, scene.view[at + 2] ?? 0) * posing.scale
      scene.screen[(v0 + v) * 2] = posing.left + (scene.view[at] ?? 0) * near
      scene.screen[(v0 + v) * 2 + 1] = posing.top - (scene.view[at + 1] ?? 0) * near
      scene.partOfVertex[v0 + v] = index
    }
    for (let t = 0; t < triangle.length; t++) scene.triangle[t0 * 3 + t] = v0 + (triangle[t] ?? 0)
    scene.partOfTriangle.fill(index, t0, t0 + triangle.length / 3)
    v0 += count
    t0 += triangle.length / 3
  })
  return scene
}
