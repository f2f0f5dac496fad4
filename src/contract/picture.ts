import { z } from 'zod'
import { Sha256 } from './ids.ts'

/** A stored picture: exactly the bytes that were received or made. */
export const PictureRef = z.object({
  sha256: Sha256,
  mimeType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
})
export type PictureRef = Readonly<z.infer<typeof PictureRef>>
