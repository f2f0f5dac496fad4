import type { PictureAnalysis } from '../../contract/index.ts'
import { decodeRgb, openPicture } from '../imaging/pixels.ts'
import { ANALYSER } from './analyser.ts'
import { whitenessOf } from './background.ts'
import { type Pyramid, pyramidOf } from './crop.ts'
import { faceOf, headOf } from './face.ts'
import { findFaces } from './found.ts'
import type { Nets } from './nets/nets.ts'
import { paletteOf } from './palette.ts'
import type { SceneView } from './scene-view.ts'
import type { FaceMesh } from './types.ts'

/** Pictures are looked at in this size: faces of a sixteenth of it are still large enough for every net. */
const LOOKED_AT = 1280

/** A picture in the size it is looked at, and how many of its real pixels one of those is. */
export interface Seen {
  readonly pyramid: Pyramid
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** Decodes a picture, upright. Throws a `ProblemError` where the bytes are none. */
export const see = async (bytes: Uint8Array): Promise<Seen> => {
  const pyramid = pyramidOf(await decodeRgb(bytes, LOOKED_AT))
  const { autoOrient } = await openPicture(bytes).metadata()
  return { pyramid, width: autoOrient.width, height: autoOrient.height, scale: autoOrient.width / pyramid.width }
}

/** Measures everything that is told of a picture. */
export const analyseSeen = ({ pyramid, width, height, scale }: Seen, nets: Nets): PictureAnalysis => {
  const faces = findFaces(pyramid, nets).map((found) => faceOf(pyramid, nets, found, scale))
  const whole = pyramid.levels[0]
  const inView = faces.map(({ x, y, w, h }) => ({ x: x / scale, y: y / scale, w: w / scale, h: h / scale }))
  return {
    analyser: ANALYSER,
    width,
    height,
    faces: faces.toSorted((a, b) => b.w - a.w),
    background: { white: whole ? Math.round(whitenessOf(whole, inView) * 1000) / 1000 : 0 },
    palette: paletteOf(pyramid),
  }
}

/** Every face with its mesh, in pixels of the real picture. */
export const meshesSeen = ({ pyramid, scale }: Seen, nets: Nets): readonly FaceMesh[] =>
  findFaces(pyramid, nets)
    .map((found): FaceMesh => ({
      face: faceOf(pyramid, nets, found, scale),
      mesh: found.mesh?.map(([x, y, z]) => [x * scale, y * scale, z * scale] as const) ?? null,
    }))
    .toSorted((a, b) => b.face.w - a.face.w)

/** 128 numbers of the largest face; null where there is none. */
export const describeSeen = ({ pyramid }: Seen, nets: Nets): Float32Array | null => {
  const [main] = findFaces(pyramid, nets)
  return main ? nets.describe(pyramid, main.features) : null
}

/** A picture to be compared as a scene. */
export const sceneOf = ({ pyramid }: Seen, nets: Nets): SceneView => ({
  pyramid,
  heads: findFaces(pyramid, nets).map((found) => headOf(found)),
})
