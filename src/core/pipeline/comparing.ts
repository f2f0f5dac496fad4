import type { Likeness, PictureAnalysis, Sha256, SubjectId } from '../../contract/index.ts'
import type { FaceShelf, KeptDescriptor } from '../library/face-shelf.ts'
import { mainFace } from '../vision/checks/check.ts'
import { type LikenessReference, likenessOf, noFaceToCompare } from '../vision/likeness.ts'
import type { Vision } from '../vision/types.ts'

/** A picture of somebody that others are compared with. */
export interface Reference {
  readonly sha256: Sha256
  readonly kind: LikenessReference['kind']
}

/** Somebody who agreed to have faces compared, and what with: photos first. A picture is never compared with itself. */
export interface Compared {
  readonly subject: SubjectId
  readonly references: readonly Reference[]
}

/** A picture; its bytes where they are at hand. */
export interface ShownFace {
  readonly sha256: Sha256
  readonly bytes?: Uint8Array
}

export interface ComparingParts {
  readonly vision: Pick<Vision, 'analyser' | 'describe'>
  readonly shelf: Pick<FaceShelf, 'descriptors' | 'keepDescriptor'>
  readonly picture: (sha256: Sha256) => Promise<Uint8Array>
  /** What was measured in a picture, measured now where it was not. */
  readonly analysis: (shown: ShownFace, signal: AbortSignal) => Promise<PictureAnalysis>
}

/**
 * How like people pictures are. To be asked only for somebody who agreed to it; what is described is kept only while that
 * holds.
 */
export interface Comparing {
  /** What is known by now; `missing` while faces have still to be described. */
  readonly known: (picture: Sha256, compared: Compared) => Likeness | 'missing'
  /** The same for every picture that was described for them, where it gives a figure: 0 to 1, by picture. */
  readonly scores: (compared: Compared) => ReadonlyMap<Sha256, number>
  /** Describes the faces that are missing for it; stops where the consent was withdrawn meanwhile. */
  readonly describe: (shown: ShownFace, compared: Compared, signal: AbortSignal) => Promise<void>
}

const NOTHING_SEEN: Omit<KeptDescriptor, 'image'> = { yaw: 0, width: 0, descriptor: null }

const others = ({ references }: Compared, picture: Sha256): readonly Reference[] =>
  references.filter(({ sha256 }) => sha256 !== picture)

const likenessIn = (
  kept: ReadonlyMap<Sha256, KeptDescriptor>,
  image: Sha256,
  compared: Compared,
): Likeness | 'missing' => {
  const own = kept.get(image)
  const references = others(compared, image)
  if (!own || references.some(({ sha256 }) => !kept.has(sha256))) return 'missing'
  if (own.descriptor === null) return noFaceToCompare
  const seen = references.flatMap(({ sha256, kind }): readonly LikenessReference[] => {
    const one = kept.get(sha256)
    return one?.descriptor ? [{ sha256, kind, yaw: one.yaw, descriptor: one.descriptor }] : []
  })
  return likenessOf({ yaw: own.yaw, width: own.width, descriptor: own.descriptor }, seen)
}

export const openComparing = ({ vision, shelf, picture, analysis }: ComparingParts): Comparing => {
  const seenIn = async (shown: ShownFace, signal: AbortSignal): Promise<Omit<KeptDescriptor, 'image'>> => {
    const face = mainFace(await analysis(shown, signal))
    if (!face) return NOTHING_SEEN
    const descriptor = await vision.describe(shown.bytes ?? (await picture(shown.sha256)), { signal })
    return { yaw: face.yaw, width: face.w, descriptor }
  }

  return {
    known: (image, compared) => likenessIn(shelf.descriptors(compared.subject, vision.analyser), image, compared),
    scores: (compared) => {
      const kept = shelf.descriptors(compared.subject, vision.analyser)
      const known = [...kept.keys()].map((image) => [image, likenessIn(kept, image, compared)] as const)
      return new Map(
        known.flatMap(([image, likeness]) =>
          likeness === 'missing' || likeness.score === null ? [] : [[image, likeness.score] as const],
        ),
      )
    },
    describe: async (shown, compared, signal) => {
      const { subject } = compared
      const kept = shelf.descriptors(subject, vision.analyser)
      for (const one of [shown, ...others(compared, shown.sha256)]) {
        if (kept.has(one.sha256)) continue
        // A reference that cannot be read any more is one without a face, and is not looked at again and again.
        const seen = await seenIn(one, signal).catch((error: unknown) => {
          if (one === shown || signal.aborted) throw error
          return NOTHING_SEEN
        })
        if (!(await shelf.keepDescriptor(subject, vision.analyser, { image: one.sha256, ...seen }))) return
      }
    },
  }
}
