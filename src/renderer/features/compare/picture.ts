import type { ViewerPicture } from '../../viewer/picture.ts'
import type { FaceMarks } from '../../viewer/registration.ts'

export type CheckFact = {
  readonly name: string
  readonly verdict: 'pass' | 'warn' | 'fail'
  /** The measured figure or the reason, as people read it. */
  readonly says?: string
}

/** What is known about how a picture came to be. Everything may be missing: a photo has no prompt. */
export type PictureFacts = {
  readonly prompt?: string
  readonly model?: string
  readonly strategy?: string
  readonly variant?: number
  /** Milliseconds from the request to the picture. */
  readonly latencyMs?: number
  readonly costUsd?: number
  readonly checks?: readonly CheckFact[]
}

/** A picture that can be compared: any kind against any other. */
export type ComparePicture = ViewerPicture & {
  readonly title: string
  readonly facts: PictureFacts
  /** Where its main face is; null: it has none. Absent while that is not known. */
  readonly face?: FaceMarks | null
}
