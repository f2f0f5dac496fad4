import type { Likeness, PictureAnalysis, Sha256, SubjectId } from '../../contract/index.ts'
import type { FaceShelf, KeptDescriptor } from '../library/face-shelf.ts'
import { mainFace } from '../vision/checks/check.ts'
import { type LikenessReference, likenessOf, noFaceToCompare } from '../vision/likeness.ts'
import type { Vision } from '../vision/types.ts'

/** Somebody whose faces may be compared, and what with. */
export interface Compared {
  readonly subject: SubjectId
  readonly photos: readonly Sha256[]
  readonly views: readonly Sha256[]
}

export interface ComparingParts {
  readonly vision: Pick<Vision, 'analyser' | 'describe'>
  readonly shelf: Pick<FaceShelf, 'descriptors' | 'keepDescriptor'>
  readonly picture: (sha256: Sha256) => Promise<Uint8Array>
  readonly analysis: (sha256: Sha256, bytes: Uint8Array) => Promise<PictureAnalysis>
}

/**
 * How like a person a picture's main face is. To be asked only for somebody who agreed to it; what is described is kept only
 * while that holds.
 */
export const compareFaces = async (
  { sha256, bytes }: { readonly sha256: Sha256; readonly bytes: Uint8Array },
  { subject, photos, views }: Compared,
  { vision, shelf, picture, analysis }: ComparingParts,
): Promise<Likeness> => {
  const known = shelf.descriptors(subject, vision.analyser)
  const describe = async (image: Sha256, given: Uint8Array | null): Promise<KeptDescriptor> => {
    const there = known.get(image)
    if (there) return there
    const own = given ?? (await picture(image))
    const face = mainFace(await analysis(image, own))
    const descriptor = face ? await vision.describe(own) : null
    const kept = { image, yaw: face?.yaw ?? 0, width: face?.w ?? 0, descriptor }
    await shelf.keepDescriptor(subject, vision.analyser, kept)
    return kept
  }
  const references: LikenessReference[] = []
  const listed = [
    ...photos.map((image) => ({ image, kind: 'photo' as const })),
    ...views.map((image) => ({ image, kind: 'view' as const })),
  ]
  for (const { image, kind } of listed) {
    const { yaw, descriptor } = await describe(image, null)
    if (descriptor) references.push({ sha256: image, kind, yaw, descriptor })
  }
  const { yaw, width, descriptor } = await describe(sha256, bytes)
  return descriptor ? likenessOf({ yaw, width, descriptor }, references) : noFaceToCompare
}
