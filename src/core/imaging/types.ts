import type { CheckFinding, Problem, ReferencePhoto, Result } from '../../contract/index.ts'

/** Facts of a picture read from its bytes; null where it does not decode. */
export interface PictureFacts {
  readonly width: number
  readonly height: number
  readonly mimeType: 'image/jpeg' | 'image/png' | 'image/webp'
}

/** A photo that passed the gate: upright, stripped of metadata, limited in size, ready to be stored and sent. */
export interface TakenPhoto {
  readonly name: string
  readonly bytes: Uint8Array
  readonly photo: ReferencePhoto
  /** One line each: things that will make likeness worse but do not refuse the photo. */
  readonly warnings: readonly string[]
}

export interface PhotoVerdict {
  readonly name: string
  readonly result: Result<TakenPhoto>
}

/** The whole set, judged: what was taken, what was refused and why, and what is missing for a good likeness. */
export interface IntakeVerdict {
  readonly taken: readonly TakenPhoto[]
  readonly refused: readonly { readonly name: string; readonly problem: Problem }[]
  readonly warnings: readonly string[]
  /** Set when no run can start with this set. */
  readonly problem: Problem | null
}

/** What an answer picture must be; used by the checks that need no face analysis. */
export interface PictureExpectation {
  readonly aspectRatio: string
}

export type PictureCheck = (bytes: Uint8Array, expected: PictureExpectation) => Promise<readonly CheckFinding[]>

/** A picture made on this machine: a canvas, a thumbnail. */
export interface MadePicture extends PictureFacts {
  readonly bytes: Uint8Array
}

/** An answer picture, judged: its facts where it decodes, and what the checks found. */
export interface JudgedPicture {
  readonly facts: PictureFacts | null
  readonly findings: readonly CheckFinding[]
}
