/**
 * A process whose eyes never come to an end: it asks for the views, has them recorded, says so in one line and waits to be
 * killed.
 */
import { unwrap } from '../../../src/contract/index.ts'
import { openStudio } from '../../../src/core/studio.ts'
import { storedPhotos } from '../../builders/photos.ts'
import { eyesThatSee } from '../../builders/seen.ts'
import { viewsOnly } from './views-only.ts'

const [, , libraryFolder = '', baseUrl = ''] = process.argv

const studio = unwrap(
  await openStudio({
    libraryFolder,
    baseUrl,
    holder: 'the measuring process',
    apiKey: () => 'a-key',
    vision: { ...eyesThatSee(new Map()), analyse: async () => await new Promise(() => {}) },
  }),
)
void studio.run(viewsOnly(await storedPhotos(studio)))
const looking = setInterval(() => {
  if (studio.library.unjudged().length < 5) return
  clearInterval(looking)
  process.stdout.write('all recorded, none judged\n')
}, 5)
