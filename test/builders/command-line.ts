import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { aFolder } from './studio.ts'
import { anIdentity, aSubject } from './specs.ts'

/** The command line's entry, for Node 24 or later. */
export const STUDIO = join(import.meta.dirname, '../../src/cli/launch.js')

/** A photo as far as the intake gate looks: large enough, sharp, with tones. */
const aPhoto = async (hue: number): Promise<Buffer> => {
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

/** `--photos --subject --identity` for a run, with files of their own. */
export const sampleInputs = async (identities = [anIdentity()]): Promise<readonly string[]> => {
  const folder = await aFolder()
  const photos = join(folder, 'photos')
  await mkdir(photos)
  await writeFile(join(photos, 'front.jpg'), await aPhoto(60))
  await writeFile(join(photos, 'profile.jpg'), await aPhoto(140))
  await writeFile(join(folder, 'subject.json'), JSON.stringify(aSubject().traits))
  const files = await Promise.all(
    identities.map(async (identity, index) => {
      const file = join(folder, `identity-${index}.json`)
      await writeFile(file, JSON.stringify(identity))
      return ['--identity', file]
    }),
  )
  return ['--photos', photos, '--subject', join(folder, 'subject.json'), ...files.flat()]
}
