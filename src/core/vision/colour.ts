/** A colour in CIELAB, D65. */
export type Lab = readonly [l: number, a: number, b: number]

/** Linear light of the 256 levels of sRGB (IEC 61966-2-1). */
const LINEAR = Float64Array.from({ length: 256 }, (_, i) => {
  const v = i / 255
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
})

const linear = (level: number): number => LINEAR[Math.max(0, Math.min(255, Math.round(level)))] ?? 0

/** CIE 15: the cube root with its straight foot. */
const root = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116)

/** An sRGB colour (0 to 255 each) in CIELAB. */
export const labOf = (r: number, g: number, b: number): Lab => {
  const [lr, lg, lb] = [linear(r), linear(g), linear(b)]
  const x = root((0.4124564 * lr + 0.3575761 * lg + 0.1804375 * lb) / 0.95047)
  const y = root(0.2126729 * lr + 0.7151522 * lg + 0.072175 * lb)
  const z = root((0.0193339 * lr + 0.119192 * lg + 0.9503041 * lb) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
