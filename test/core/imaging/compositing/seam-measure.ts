import { alignFaces } from '../../../../src/core/imaging/compositing/alignment.ts'
import { blurred } from '../../../../src/core/imaging/compositing/blur.ts'
import { cutAndResize } from '../../../../src/core/imaging/compositing/cut.ts'
import type { Joined } from '../../../../src/core/imaging/compositing/composite.ts'
import { type LabPicture, toLab, writeLab } from '../../../../src/core/imaging/compositing/lab.ts'
import { facesToJoin } from '../../../../src/core/imaging/compositing/suitability.ts'
import { warped } from '../../../../src/core/imaging/compositing/warp.ts'
import { decodeRgb, type RgbPicture } from '../../../../src/core/imaging/pixels.ts'
import { unwrap } from '../../../../src/contract/index.ts'
import type { Pair } from './pairs.ts'

/** The aligned portrait cut out along the same seam and put on the scene as it is: what a composite is measured against. */
export const naivePaste = async (pair: Pair, { shows, area }: Joined): Promise<RgbPicture> => {
  const scene = await decodeRgb(pair.scene)
  const faces = unwrap(facesToJoin(pair.faces.scene, pair.faces.portrait))
  const aligned = await alignFaces(faces, await decodeRgb(pair.portrait), cutAndResize)
  const cut = shows.map((value) => (value >= 0.5 ? 1 : 0))
  writeLab(warped(aligned.from, area, aligned.source), cut, scene, area)
  return scene
}

export interface SeamFigures {
  /** Mean square of the lightness gradient along the seam beyond the scene's own there, in thousandths (OKLab). */
  readonly energy: number
  /** Mean step in colour and lightness from the scene just outside of the seam to the picture just inside, OKLab. */
  readonly step: number
}

const softened = ({ width, height, channels }: LabPicture): readonly Float32Array[] =>
  channels.map((data) => blurred({ width, height, data }, 1.5))

/** How much a seam shows in a picture, compared with the scene it was put into. */
export const measureSeam = (scene: RgbPicture, picture: RgbPicture, { shows, area }: Joined): SeamFigures => {
  const { width, height } = area
  const before = softened(toLab(scene, area))
  const after = softened(toLab(picture, area))
  let energy = 0
  let step = 0
  let count = 0
  const slope = (plane: Float32Array, at: number): number =>
    (plane[at + 1]! - plane[at - 1]!) ** 2 / 4 + (plane[at + width]! - plane[at - width]!) ** 2 / 4
  for (let y = 6; y < height - 6; y++)
    for (let x = 6; x < width - 6; x++) {
      const at = y * width + x
      const within = shows[at]! >= 0.5
      const crosses = within && [at - 1, at + 1, at - width, at + width].some((beside) => shows[beside]! < 0.5)
      if (!crosses) continue
      energy += Math.max(0, slope(after[0]!, at) - slope(before[0]!, at))
      const moved = [0, 1, 2].map((channel) => after[channel]![at]! - before[channel]![at]!)
      step += Math.hypot(...moved)
      count++
    }
  return { energy: (1000 * energy) / Math.max(1, count), step: step / Math.max(1, count) }
}
