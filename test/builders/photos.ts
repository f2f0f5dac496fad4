import sharp from 'sharp'
import type { ReferencePhoto } from '../../src/contract/index.ts'
import type { Studio } from '../../src/core/studio.ts'

/** Two stored reference photos, front and profile: patches of colour, which is all a server without eyes needs. */
export const storedPhotos = async (studio: Studio): Promise<readonly ReferencePhoto[]> =>
  await Promise.all(
    (['front', 'profile'] as const).map(async (pose, index) => {
      const create = { width: 64, height: 64, channels: 3 as const, background: { r: 200, g: 80 * index, b: 90 } }
      const bytes = await sharp({ create }).jpeg().toBuffer()
      const facts = { mimeType: 'image/jpeg' as const, width: 64, height: 64 }
      const sha256 = await studio.library.putPicture(bytes, { kind: 'reference', ...facts })
      return { sha256, name: `${pose}.jpg`, pose, ...facts }
    }),
  )

/** A photo as far as the intake gate looks: large enough, sharp, with tones. */
export const aPhoto = async (hue: number): Promise<Buffer> => {
  const side = 640
  const pixels = Buffer.alloc(side * side * 3)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const at = (y * side + x) * 3
      const grain = ((x * 7919 + y * 104_729) % 97) - 48
      pixels[at] = Math.min(255, Math.max(0, 90 + (x * 150) / side + grain))
      pixels[at + 1] = Math.min(255, Math.max(0, 70 + (y * 130) / side + grain))
      pixels[at + 2] = Math.min(255, Math.max(0, hue + grain))
    }
  return await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer()
}
