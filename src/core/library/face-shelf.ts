import type { PictureAnalysis, SceneKept, Sha256, SubjectId } from '../../contract/index.ts'

/** What an analyser said of a picture: its measurements, or that it cannot be read. */
export type KeptAnalysis = PictureAnalysis | 'unreadable'

/** A picture's main face in 128 numbers; null where it has no face. Sensitive: it can recognize a person. */
export interface KeptDescriptor {
  readonly image: Sha256
  /** Degrees. */
  readonly yaw: number
  /** Pixels. */
  readonly width: number
  readonly descriptor: Float32Array | null
}

/** What was measured in pictures. Figures of another analyser are as if they were not there. */
export interface FaceShelf {
  /** Null until it was measured by this analyser. */
  readonly analysis: (image: Sha256, analyser: string) => KeptAnalysis | null
  readonly keepAnalysis: (image: Sha256, analyser: string, analysis: KeptAnalysis) => Promise<void>
  readonly sceneKept: (scene: Sha256, final: Sha256, analyser: string) => SceneKept | null
  /** How much of their scene finals kept, by final, as far as it was measured. */
  readonly scenesKept: (analyser: string) => ReadonlyMap<Sha256, number>
  readonly keepSceneKept: (scene: Sha256, final: Sha256, analyser: string, kept: SceneKept) => Promise<void>
  readonly descriptors: (subject: SubjectId, analyser: string) => ReadonlyMap<Sha256, KeptDescriptor>
  /** Keeps a descriptor while the subject's consent holds; gives back false, and keeps nothing, where it does not. */
  readonly keepDescriptor: (subject: SubjectId, analyser: string, kept: KeptDescriptor) => Promise<boolean>
}
