import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { aPhoto } from './photos.ts'
import { aFolder } from './studio.ts'
import { anIdentity, aSubject } from './specs.ts'

/** The command line's entry, for Node 24 or later. */
export const STUDIO = join(import.meta.dirname, '../../src/cli/launch.js')

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
