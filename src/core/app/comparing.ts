import type { Likeness, PictureAnalysis, Sha256, SubjectId } from '../../contract/index.ts'
import type { KnownSubject } from '../library/app.ts'
import type { KeptDescriptor } from '../library/face-shelf.ts'
import type { Library } from '../library/types.ts'
import { mainFace } from '../vision/checks/check.ts'
import { likenessOf, type LikenessReference, noFaceToCompare } from '../vision/likeness.ts'
import type { Vision } from '../vision/types.ts'
import { mayBeCompared } from './consent.ts'

export interface ComparingParts {
  readonly library: Pick<Library, 'cards' | 'faces' | 'people' | 'picture'>
  readonly vision: Vision
  /** What was measured in a stored picture, measured now where it was not. */
  readonly analysis: (picture: Sha256) => Promise<PictureAnalysis>
}

/** Pictures compared with the people they are of, where those agreed. */
export interface Comparing {
  /** What is known by now; `missing` while faces have still to be described. Null without consent. */
  readonly known: (subject: SubjectId, picture: Sha256) => Likeness | 'missing' | null
  /** Describes the faces that are missing for it, and keeps them while the consent holds. */
  readonly describe: (subject: SubjectId, picture: Sha256) => Promise<void>
}

interface Reference {
  readonly sha256: Sha256
  readonly kind: LikenessReference['kind']
}

/** Of more views than this the newest are compared with: one of each, twice over. */
const MOST_VIEWS = 10

const NOTHING_SEEN: Omit<KeptDescriptor, 'image'> = { yaw: 0, width: 0, descriptor: null }

export const openComparing = ({ library, vision, analysis }: ComparingParts): Comparing => {
  const { faces, people, cards } = library

  const comparable = (id: SubjectId): KnownSubject | null => {
    const known = people.subject(id)
    return known && mayBeCompared(known) ? known : null
  }

  /** Photos first, then views; a picture is never compared with itself. */
  const referencesFor = (known: KnownSubject, picture: Sha256): readonly Reference[] => {
    const photos = known.subject.photos.map(({ sha256 }): Reference => ({ sha256, kind: 'photo' }))
    const views = cards
      .query({ subject: known.id, steps: ['views'] }, { offset: 0, limit: MOST_VIEWS })
      .cards.map(({ sha256 }): Reference => ({ sha256, kind: 'view' }))
    return [...photos, ...views].filter(({ sha256 }) => sha256 !== picture)
  }

  const judged = (known: KnownSubject, picture: Sha256): Likeness | 'missing' => {
    const kept = faces.descriptors(known.id, vision.analyser)
    const own = kept.get(picture)
    const references = referencesFor(known, picture)
    if (!own || references.some(({ sha256 }) => !kept.has(sha256))) return 'missing'
    if (own.descriptor === null) return noFaceToCompare
    const seen = references.flatMap(({ sha256, kind }): readonly LikenessReference[] => {
      const one = kept.get(sha256)
      return one?.descriptor ? [{ sha256, kind, yaw: one.yaw, descriptor: one.descriptor }] : []
    })
    return likenessOf({ yaw: own.yaw, width: own.width, descriptor: own.descriptor }, seen)
  }

  const seenIn = async (picture: Sha256): Promise<Omit<KeptDescriptor, 'image'>> => {
    const face = mainFace(await analysis(picture))
    if (!face) return NOTHING_SEEN
    const descriptor = await vision.describe(await library.picture(picture))
    return { yaw: face.yaw, width: face.w, descriptor }
  }

  const describe = async (known: KnownSubject, picture: Sha256): Promise<void> => {
    const kept = faces.descriptors(known.id, vision.analyser)
    const wanted = [picture, ...referencesFor(known, picture).map(({ sha256 }) => sha256)]
    for (const image of wanted.filter((sha256) => !kept.has(sha256))) {
      // A reference that cannot be read any more is one without a face, and is not looked at again and again.
      const seen = await seenIn(image).catch((error: unknown) => {
        if (image === picture) throw error
        return NOTHING_SEEN
      })
      const held = await faces.keepDescriptor(known.id, vision.analyser, { image, ...seen })
      if (!held) return
    }
  }

  return {
    known: (subject, picture) => {
      const known = comparable(subject)
      return known && judged(known, picture)
    },
    describe: async (subject, picture) => {
      const known = comparable(subject)
      if (known) await describe(known, picture)
    },
  }
}
