import { failed, ok, type Result } from '../../../contract/index.ts'
import type { FaceMesh } from './face-mesh.ts'
import type { RgbPicture } from '../pixels.ts'
import { blurred } from './blur.ts'
import { alignFaces, type CutAndResize, faceArea } from './alignment.ts'
import { heightOf } from './face-points.ts'
import { blurToMatch } from './focus.ts'
import { frameOver } from './glasses.ts'
import { grainOf, noise } from './grain.ts'
import { type Area, type LabPicture, toLab, writeLab } from './lab.ts'
import { lookAt, seamOf } from './seam.ts'
import { membrane } from './membrane.ts'
import { facesToJoin } from './suitability.ts'
import { toneToScene } from './tone.ts'
import { warped } from './warp.ts'

export interface Joined {
  readonly picture: RgbPicture
  /** How much of the portrait shows at each pixel of `area`; nothing outside of it changed. */
  readonly shows: Float32Array
  readonly area: Area
  /** Lightness by which the portrait's skin was moved to the scene's, OKLab. */
  readonly tone: number
  /** Share of the face in which the scene was kept, since something lies over it there. */
  readonly covered: number
  /** How differently the two faces are lit from side to side; see `Toned.slant`. */
  readonly slant: number
  /** How dark a frame of glasses lies over the nose in the scene and in the portrait; see `glasses.ts`. */
  readonly frames: { readonly scene: number; readonly portrait: number }
}

/** How far light is carried over, as a share of the face's height: wide enough that cheeks and nose keep their own shape. */
const LIGHT_REACH = 0.14
/**
 * From here on the two lights come from different sides (see `Toned.slant`). Matched portraits lie below 0.6, photos of
 * different days below 1; the opposite side under dramatic light is at 5.
 */
export const MOST_SLANT = 1.8
/** From here on a portrait has a shadow side of its own. */
const SHADOWED = 0.8
/** A face is never blurred by more than this share of its height. */
const MOST_BLUR = 0.008

const mapChannels = (picture: LabPicture, change: (channel: 0 | 1 | 2) => Float32Array): LabPicture => ({
  width: picture.width,
  height: picture.height,
  channels: [change(0), change(1), change(2)],
})

const meanWhere = (values: Float32Array, counts: Float32Array): number => {
  let sum = 0
  let total = 0
  for (let at = 0; at < values.length; at++) {
    sum += (values[at] ?? 0) * (counts[at] ?? 0)
    total += counts[at] ?? 0
  }
  return sum / Math.max(1e-6, total)
}

/**
 * The scene with the portrait's face in it, without asking any model: aligned by the mesh, as sharp, coloured and lit as
 * the scene, joined in the gradient domain, with the scene's grain. Pixels outside the seam are the scene's own. Equal
 * input gives equal pixels.
 *
 * Fails where {@link facesToJoin} does, and with `light-differs` where the light comes from another side.
 */
export const joinFaces = async (
  scene: RgbPicture,
  portrait: RgbPicture,
  sceneFaces: readonly FaceMesh[],
  portraitFaces: readonly FaceMesh[],
  cutAndResize: CutAndResize,
): Promise<Result<Joined>> => {
  const faces = facesToJoin(sceneFaces, portraitFaces)
  if (!faces.ok) return faces
  const { mesh } = faces.value.scene
  const size = heightOf(mesh)
  const area = faceArea(mesh, scene)
  const aligned = await alignFaces(faces.value, portrait, cutAndResize)
  const sceneLab = toLab(scene, area)
  const { width, height } = sceneLab
  const look = lookAt(mesh, area)

  const sharp = warped(aligned.from, area, aligned.source)
  const frames = {
    scene: frameOver({ width, height, data: sceneLab.channels[0] }, area, mesh),
    portrait: frameOver({ width, height, data: sharp.channels[0] }, area, mesh),
  }
  const sceneGrain = grainOf({ width, height, data: sceneLab.channels[0] }, look.skin, 0.2 * size)
  const sharpGrain = grainOf({ width, height, data: sharp.channels[0] }, look.skin, 0.2 * size)
  const blur = blurToMatch(
    { width, height, data: sceneLab.channels[0] },
    { width, height, data: sharp.channels[0] },
    look.features,
    { scene: meanWhere(sceneGrain.strength, look.skin), patch: meanWhere(sharpGrain.strength, look.skin) },
    MOST_BLUR * size,
  )
  const focused = mapChannels(sharp, (channel) => blurred({ width, height, data: sharp.channels[channel] }, blur))

  const { patch: lit, alike, step, slant, ownSlant } = toneToScene(sceneLab, focused, look, LIGHT_REACH * size)
  // A flat portrait can be given shadows; a shadow that lies where the scene has light cannot be taken out.
  if (Math.abs(slant) > MOST_SLANT && slant * ownSlant < 0 && Math.abs(ownSlant) > SHADOWED)
    return failed(
      'light-differs',
      `The scene has light toward the ${slant > 0 ? 'RIGHT' : 'LEFT'} edge of the frame where the portrait has a shadow, and no shadow can be taken out of a face.`,
      'Make the portrait again, in the light of the scene.',
    )
  const seam = seamOf(look, alike, size)
  const patch = mapChannels(lit, (channel) => {
    const gap = sceneLab.channels[channel].map((value, at) => value - (lit.channels[channel][at] ?? 0))
    const sheet = membrane({ width, height, data: blurred({ width, height, data: gap }, 0.01 * size) }, seam.ties)
    return lit.channels[channel].map((value, at) => value + (sheet[at] ?? 0))
  })

  const patchGrain = grainOf({ width, height, data: patch.channels[0] }, look.skin, 0.2 * size)
  const blended = mapChannels(patch, (channel) => {
    const strength = channel === 0 ? 1 : 0
    const grains = strength === 0 ? null : noise(width, height, sceneGrain.coarse, 20_251)
    const own = patch.channels[channel]
    const around = sceneLab.channels[channel]
    return own.map((value, at) => {
      const a = seam.shows[at] ?? 0
      const mixed = a * value + (1 - a) * (around[at] ?? 0)
      if (a <= 0 || grains === null) return mixed
      const wanted = (sceneGrain.strength[at] ?? 0) ** 2
      const there = a * a * (patchGrain.strength[at] ?? 0) ** 2 + (1 - a) ** 2 * wanted
      return mixed + Math.sqrt(Math.max(0, wanted - there)) * (grains[at] ?? 0)
    })
  })

  const picture: RgbPicture = { width: scene.width, height: scene.height, data: scene.data.slice() }
  writeLab(blended, seam.shows, picture, area)
  return ok({ picture, shows: seam.shows, area, tone: step, covered: seam.covered, frames, slant })
}
