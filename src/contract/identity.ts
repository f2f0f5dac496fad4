import { z } from 'zod'

const line = (max: number) => z.string().trim().min(1).max(max)

/** A life somebody wants to see themselves in. */
export const Identity = z.strictObject({
  name: line(120),
  category: line(120),
  /** The "I am ..." statement. */
  iAm: line(1000),
  /** The moment to show, in words. */
  visualization: line(4000),
  /** A style preference: noir, painterly, golden hour ... */
  style: line(400).optional(),
})
export type Identity = Readonly<z.infer<typeof Identity>>
