import type { PictureAnalysis, Sha256 } from '../../contract/index.ts'
import type { Imaging } from '../imaging/imaging.ts'
import type { PhotoFile } from '../imaging/photo-file.ts'
import type { IntakeVerdict, TakenPhoto } from '../imaging/types.ts'
import { judgeSeen, type SeenPhoto } from '../vision/gate.ts'
import type { Vision } from '../vision/types.ts'

/** Photos on their way in: judged as files, and by whom they show. */
export interface PhotoGate {
  /**
   * @param compare whether the person agreed to have faces compared
   */
  readonly judge: (files: readonly PhotoFile[], compare?: boolean) => Promise<IntakeVerdict>
}

/** More photos than this are not handed in at once and again. */
const REMEMBERED = 80

/** Judges photos; with eyes, by their faces too. The same photo is looked at once, though it is judged again with every other. */
export const openPhotoGate = (imaging: Pick<Imaging, 'intake'>, vision: Vision | null): PhotoGate => {
  const seen = new Map<Sha256, PictureAnalysis>()

  const look = async ({ photo: { sha256 }, bytes }: TakenPhoto, eyes: Vision): Promise<PictureAnalysis | null> => {
    const known = seen.get(sha256)
    if (known) return known
    try {
      const analysis = await eyes.analyse(bytes)
      seen.set(sha256, analysis)
      const [oldest] = seen.keys()
      if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest)
      return analysis
    } catch {
      // A photo that cannot be looked at is judged as the file it is.
      return null
    }
  }

  return {
    judge: async (files, compare = false) => {
      const verdict = await imaging.intake(files)
      if (!vision) return verdict
      const photos = await Promise.all(
        verdict.taken.map(async (photo): Promise<SeenPhoto> => {
          const analysis = await look(photo, vision)
          if (!compare) return { photo, analysis }
          return { photo, analysis, descriptor: await vision.describe(photo.bytes).catch(() => null) }
        }),
      )
      return judgeSeen(verdict, photos)
    },
  }
}
