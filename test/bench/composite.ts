import { type ImageSize, unwrap } from '../../src/contract/index.ts'
import { joinFaces } from '../../src/core/imaging/compositing/composite.ts'
import { cutAndResize } from '../../src/core/imaging/compositing/cut.ts'
import { compositePictures, maskPicture } from '../../src/core/imaging/compositing/make.ts'
import { decodeRgb, encodePng } from '../../src/core/imaging/pixels.ts'
import type { Vision } from '../../src/core/vision/types.ts'
import { openVision } from '../../src/core/vision/vision.ts'
import { drawPair, type PairName, shotsOf } from '../core/imaging/compositing/pairs.ts'
import { measureSeam, naivePaste } from '../core/imaging/compositing/seam-measure.ts'
import { type Figure, median, ms } from './figure.ts'

const PAIRS = ['conductor', 'chef', 'cook', 'ceo'] as const satisfies readonly PairName[]
const TIMED = 3
const TIMES: Readonly<Record<ImageSize, number>> = { '1K': 1, '2K': 2, '4K': 4 }

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const took: number[] = []
  for (let count = 0; count <= TIMED; count++) {
    const started = performance.now()
    await work()
    took.push(performance.now() - started)
  }
  return median(took.slice(1))
}

const times = async (vision: Vision, size: ImageSize): Promise<readonly Figure[]> => {
  const { scene, portrait } = await shotsOf('conductor')
  const scaled = { width: scene.width * TIMES[size], height: scene.height * TIMES[size] }
  const pair = await drawPair({ scene: { ...scene, ...scaled }, portrait: { ...portrait, ...scaled } }, vision)
  const join = await timed(async () => unwrap(await compositePictures(pair.scene, pair.portrait, pair.faces)))
  const mask = await timed(async () => unwrap(await maskPicture(pair.scene, pair.faces.scene)))
  const look = await timed(async () => [await vision.meshes(pair.scene), await vision.meshes(pair.portrait)])
  return [
    {
      name: `local composite at ${size}, from bytes to bytes, one core`,
      measured: ms(join),
      against: `finding both faces ${ms(look)} more`,
      aim: 'under 3000 ms',
      met: join < 3000,
    },
    {
      name: `masked scene at ${size}`,
      measured: ms(mask),
      against: 'the same picture',
      aim: 'under 3000 ms',
      met: mask < 3000,
    },
  ]
}

/** How little a composite's seam shows beside a plain paste along the same line, and whose face it is, on drawn pairs. */
const seams = async (vision: Vision): Promise<readonly Figure[]> => {
  const all: { energy: number; step: number; pasted: number; pastedStep: number; before: number; after: number }[] = []
  const apart = async (a: Uint8Array, b: Uint8Array): Promise<number> => {
    const [one, other] = [await vision.describe(a), await vision.describe(b)]
    return one && other ? Math.hypot(...one.map((value, at) => value - (other[at] ?? 0))) : Number.NaN
  }
  for (const name of PAIRS) {
    const pair = await drawPair(await shotsOf(name), vision)
    const scene = await decodeRgb(pair.scene)
    const { scene: here, portrait: there } = pair.faces
    const joined = unwrap(await joinFaces(scene, await decodeRgb(pair.portrait), here, there, cutAndResize))
    const own = measureSeam(scene, joined.picture, joined)
    const paste = measureSeam(scene, await naivePaste(pair, joined), joined)
    const { data, width, height } = joined.picture
    all.push({
      ...own,
      pasted: paste.energy,
      pastedStep: paste.step,
      before: await apart(pair.scene, pair.portrait),
      after: await apart(await encodePng(data, width, height), pair.portrait),
    })
  }
  const mean = (of: (one: (typeof all)[number]) => number): number =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length
  const energy = mean((one) => one.energy / one.pasted)
  const step = mean((one) => one.step)
  const after = mean((one) => one.after / one.before)
  return [
    {
      name: `composite's seam, ${all.length} drawn pairs: gradient energy beyond the scene's`,
      measured: `${(100 * energy).toFixed(0)} % of a plain paste`,
      against: 'the aligned portrait cut out along the same line',
      aim: 'under 25 %',
      met: energy < 0.25,
    },
    {
      name: "composite's seam: colour step (OKLab)",
      measured: step.toFixed(3),
      against: `plain paste ${mean((one) => one.pastedStep).toFixed(3)}; 0.02 is just seen`,
      aim: 'under 0.03',
      met: step < 0.03,
    },
    {
      name: "composite's face: distance to the portrait's",
      measured: `${(100 * after).toFixed(0)} % of the stranger's`,
      against: `stranger ${mean((one) => one.before).toFixed(2)}, composite ${mean((one) => one.after).toFixed(2)}`,
      aim: 'under 75 %',
      met: after < 0.75,
    },
  ]
}

/** Time and quality of the local strategies' picture work. */
export const measureComposite = async (): Promise<readonly Figure[]> => {
  const vision = openVision()
  try {
    return [...(await times(vision, '1K')), ...(await times(vision, '2K')), ...(await seams(vision))]
  } finally {
    await vision.close()
  }
}
