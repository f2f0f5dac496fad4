import { failed, ok, type Problem, ProblemError, type Result } from '../../contract/index.ts'
import type { ComposedPicture } from '../imaging/compositing/make.ts'
import type { Imaging } from '../imaging/imaging.ts'
import type { Vision } from '../vision/types.ts'
import { type LocalWork, POSTER } from './steps/step.ts'

/** What local work is done with. */
export interface LocalParts {
  readonly imaging: Pick<Imaging, 'expandCanvas' | 'composite' | 'maskScene'>
  /** Null where the studio was opened without eyes. */
  readonly vision: Pick<Vision, 'meshes'> | null
}

/** Does one piece of local work: a picture, or the reason why these pictures do not allow it. */
export type WorkLocally = (
  work: LocalWork,
  pictures: readonly Uint8Array[],
  signal?: AbortSignal,
) => Promise<Result<ComposedPicture>>

const NO_EYES: Problem = {
  code: 'eyes-missing',
  message: 'Faces cannot be found here: the studio was opened without face analysis.',
  next: 'Choose a strategy that needs none.',
}

/** The work behind every {@link LocalWork}. A picture that cannot be read is a reason too; anything else throws. */
export const openLocalWork =
  ({ imaging, vision }: LocalParts): WorkLocally =>
  async (work, pictures, signal) => {
    const seeing = signal ? { signal } : {}
    const [first, second] = pictures
    if (!first) throw new Error(`${work} was given no picture`)
    try {
      switch (work) {
        case 'expand-canvas': {
          const made = await imaging.expandCanvas(first, { aspectRatio: POSTER })
          return made.ok ? ok({ ...made.value, findings: [] }) : made
        }
        case 'mask-scene':
          if (!vision) return { ok: false, problem: NO_EYES }
          return await imaging.maskScene(first, await vision.meshes(first, seeing))
        case 'composite': {
          if (!vision) return { ok: false, problem: NO_EYES }
          if (!second)
            return failed('portrait-missing', 'There is no portrait to take the face from.', 'Make one first.')
          const faces = { scene: await vision.meshes(first, seeing), portrait: await vision.meshes(second, seeing) }
          return await imaging.composite(first, second, faces)
        }
        default:
          return work satisfies never
      }
    } catch (error) {
      if (error instanceof ProblemError) return { ok: false, problem: error.problem }
      throw error
    }
  }
