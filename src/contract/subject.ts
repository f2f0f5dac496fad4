import { z } from 'zod'
import { Sha256 } from './ids.ts'

const line = (max: number) => z.string().trim().min(1).max(max)

/** What is said about a person in words. Goes into prompts exactly as written. */
export const SubjectTraits = z.strictObject({
  name: line(120),
  gender: z.enum(['man', 'woman']),
  hairColor: line(80),
  eyeColor: line(80),
  ethnicity: line(120).optional(),
  build: line(120).optional(),
  height: line(80).optional(),
})
export type SubjectTraits = Readonly<z.infer<typeof SubjectTraits>>

/** A reference photo as it is stored and sent: upright, metadata stripped, longest side limited. */
export const ReferencePhoto = z.object({
  sha256: Sha256,
  /** The file's own name, for people; never used as a path. */
  name: z.string(),
  pose: z.enum(['front', 'profile']),
  width: z.int().positive(),
  height: z.int().positive(),
  mimeType: z.enum(['image/jpeg', 'image/png']),
})
export type ReferencePhoto = Readonly<z.infer<typeof ReferencePhoto>>

export const Subject = z.object({
  traits: SubjectTraits,
  photos: z.array(ReferencePhoto).min(1).max(5).readonly(),
})
export type Subject = Readonly<z.infer<typeof Subject>>
