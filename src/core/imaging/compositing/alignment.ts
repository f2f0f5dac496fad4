import type { RgbPicture } from '../pixels.ts'
import { FEATURES, heightOf, type Mesh, OVAL, spotsOf } from './face-points.ts'
import { type Area, type LabPicture, toLab } from './lab.ts'
import { applySimilarity, fitSimilarity, fitSpline, scaleOf, type Spot } from './registration.ts'
import type { MeshedFace } from './suitability.ts'

/** Cuts a rectangle out of a picture and resizes it; sharp does it for the studio. */
export type CutAndResize = (picture: RgbPicture, area: Area, width: number, height: number) => Promise<RgbPicture>

/** Room around a face that is worked in, as a share of its height. */
const ROOM = 0.22
/** Of a feature's offset that remains after turn and scale so much is taken from the scene; the rest stays the subject's own. */
const FEATURES_FOLLOW = 0.15
const EASE = 0.002

/** The part of a picture a face takes, with room around it, cut at the picture's rim. */
export const faceArea = (mesh: Mesh, { width, height }: { readonly width: number; readonly height: number }): Area => {
  const oval = spotsOf(mesh, OVAL)
  const room = ROOM * heightOf(mesh)
  const xs = oval.map(([x]) => x)
  const ys = oval.map(([, y]) => y)
  const left = Math.max(0, Math.floor(Math.min(...xs) - room))
  const top = Math.max(0, Math.floor(Math.min(...ys) - room))
  const right = Math.min(width, Math.ceil(Math.max(...xs) + room))
  const bottom = Math.min(height, Math.ceil(Math.max(...ys) + room))
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
}

export interface Aligned {
  /** The portrait's face at the size it has in the scene. */
  readonly from: LabPicture
  /** Where a pixel of the scene comes from, in pixels of `from`. */
  readonly source: (spot: Spot) => Spot
}

/**
 * Lays the portrait's face over the scene's. The outline follows the scene's, so that jaw and temples meet what is around
 * them; between, brows, eyes, nose and mouth keep the subject's own proportions.
 */
export const alignFaces = async (
  faces: { readonly scene: MeshedFace; readonly portrait: MeshedFace },
  portrait: RgbPicture,
  cutAndResize: CutAndResize,
): Promise<Aligned> => {
  const here = faces.scene.mesh
  const there = faces.portrait.mesh
  const everywhere = [...OVAL, ...FEATURES]
  const onto = fitSimilarity(spotsOf(there, everywhere), spotsOf(here, everywhere))
  const cut = faceArea(there, portrait)
  const scale = Math.min(1, scaleOf(onto))
  const width = Math.max(1, Math.round(cut.width * scale))
  const height = Math.max(1, Math.round(cut.height * scale))
  const resized = await cutAndResize(portrait, cut, width, height)
  const intoCut = ([x, y]: Spot): Spot => [
    ((x + 0.5 - cut.x) * width) / cut.width - 0.5,
    ((y + 0.5 - cut.y) * height) / cut.height - 0.5,
  ]
  const targets = [
    ...spotsOf(here, OVAL),
    ...FEATURES.map((number): Spot => {
      const [own] = spotsOf(there, [number])
      const [scenes] = spotsOf(here, [number])
      const [x, y] = applySimilarity(onto, own ?? [0, 0])
      const [sx, sy] = scenes ?? [x, y]
      return [x + FEATURES_FOLLOW * (sx - x), y + FEATURES_FOLLOW * (sy - y)]
    }),
  ]
  const source = fitSpline(targets, spotsOf(there, everywhere).map(intoCut), EASE)
  return { from: toLab(resized, { x: 0, y: 0, width, height }), source }
}
