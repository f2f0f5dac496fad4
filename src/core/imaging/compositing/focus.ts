import { blurred } from './blur.ts'
import type { Plane } from './lab.ts'

/** Blurs to try, in pixels; more than this no lens of a scene whose face can be seen gives. */
const TRIED = [0, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 1.8, 2.2, 2.7, 3.3] as const

/** The finest structure that is compared, in pixels: below it sharpening and compression play. */
const FINE = 0.9
/** Brows and lashes of two people in one focus differ by this much; only what is finer than that is blurred. */
const PEOPLE_DIFFER = 1.6

/** Share of white noise's energy that lies between two degrees of blur (Gaussians of `fine` and `coarse` pixels). */
const noiseIn = (fine: number, coarse: number): number =>
  (1 / (fine * fine) + 1 / (coarse * coarse)) / (4 * Math.PI) - 1 / (Math.PI * (fine * fine + coarse * coarse))

/** Mean square of what lies between two degrees of blur, where it counts. */
const bandEnergy = (plane: Plane, counts: Float32Array, fine: number, coarse: number): number => {
  const { width, height } = plane
  const sharp = blurred(plane, fine)
  const soft = blurred(plane, coarse)
  let sum = 0
  let total = 0
  for (let at = 0; at < width * height; at++) {
    const weight = counts[at] ?? 0
    sum += weight * ((sharp[at] ?? 0) - (soft[at] ?? 0)) ** 2
    total += weight
  }
  return sum / Math.max(1e-6, total)
}

/**
 * By how many pixels a patch has to be blurred to be as sharp as what it is put into; 0 where it is as soft already.
 * Compares how much fine structure each has beside its coarser structure, so that darker brows do not count as sharper.
 * @param counts the features: eyes, brows, lips
 * @param grain deviation of the scene's grain, which is no sharpness
 * @param most the greatest blur that is given, in pixels
 */
export const blurToMatch = (
  scene: Plane,
  patch: Plane,
  counts: Float32Array,
  grain: { readonly scene: number; readonly patch: number },
  most: number,
): number => {
  const structure = (
    plane: Plane,
    deviation: number,
    fine: number,
  ): { readonly energy: number; readonly clear: boolean } => {
    const all = bandEnergy(plane, counts, fine, 2 * fine)
    const grainy = deviation ** 2 * noiseIn(fine, 2 * fine)
    return { energy: Math.max(1e-9, all - grainy), clear: grainy < 0.4 * all }
  }
  const there = structure(scene, grain.scene, FINE)
  // Where grain drowns the structure nothing can be told, and nothing is blurred.
  if (!there.clear) return 0
  const wanted = (PEOPLE_DIFFER * there.energy) / structure(scene, grain.scene, 2 * FINE).energy
  const fits = TRIED.filter((sigma) => sigma <= most).map((sigma) => {
    const fine = structure(patch, grain.patch, Math.hypot(FINE, sigma)).energy
    const coarse = structure(patch, grain.patch, Math.hypot(2 * FINE, sigma)).energy
    return { sigma, off: Math.max(0, Math.log(fine / coarse / wanted)) }
  })
  return fits.toSorted((a, b) => a.off - b.off)[0]?.sigma ?? 0
}
