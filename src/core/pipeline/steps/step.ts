import type { AspectRatio, PartRole, PictureAnalysis, Sha256, StepName } from '../../../contract/index.ts'
import type { ModelPart } from '../../engines/engine.ts'

/** What a step can be fed with. `first` and `second` are earlier answers of the same chat. */
export type InputName =
  | 'references'
  | 'views'
  | 'scene'
  | 'portrait'
  | 'canvas'
  | 'masked'
  | 'composite'
  | 'description'
  | 'nearest'
  | 'first'
  | 'second'
  | 'judged'

/** An input when the request is put together: what the step before made. */
export type Input =
  | {
      readonly kind: 'image'
      readonly sha256: Sha256
      readonly mimeType: string
      /** Name of the view or photo, where pictures of one kind have to be told apart. */
      readonly label: string | null
      /** What the model said with it, signatures and all; empty for pictures no model made in a chat. */
      readonly turn: readonly ModelPart[]
    }
  | { readonly kind: 'text'; readonly text: string }

export type Inputs = Readonly<Partial<Record<InputName, readonly Input[]>>>

/** What a picture is called in a request, by the input it came through. */
export const ROLE = {
  references: 'reference',
  views: 'view',
  scene: 'scene',
  portrait: 'portrait',
  canvas: 'canvas',
  // A scene still: what is gone from it is the face.
  masked: 'scene',
  composite: 'composite',
  // What came out of an earlier request.
  judged: 'result',
} as const satisfies Partial<Record<InputName, PartRole>>

export type PictureInput = keyof typeof ROLE

/** One request to a model: which pictures go in, in which order around the words, and what must come out. */
export interface RequestStep {
  readonly kind: 'request'
  /** The step's own key in the queue; also the name of its prompt template. */
  readonly maker: string
  readonly step: StepName
  readonly output: 'image' | 'text'
  /** Always stated for pictures: a model's default follows whatever picture went in first. */
  readonly aspectRatio?: AspectRatio
  /** The user's turn, part by part. */
  readonly order: readonly (PictureInput | 'prompt')[]
  /** A correction in a chat: the turns of this step come first, then what the model answered to it. */
  readonly after?: { readonly step: RequestStep; readonly answer: 'first' | 'second' }
  /** What can be answered from what is measured in the scene; null where that is not sure. Then nobody is asked. */
  readonly measured?: (scene: PictureAnalysis) => string | null
  /** Narrows the inputs before they are ordered, for steps that use some of what they are given. */
  readonly select?: (inputs: Inputs) => Inputs
}

/** Work done on this machine, without a request. */
export interface LocalStep {
  readonly kind: 'local'
  readonly maker: string
  readonly step: StepName
  /** Raised when the result changes, so that older results are not taken for it. */
  readonly version: number
  readonly order: readonly PictureInput[]
  readonly make: LocalWork
}

/** Which local work; imaging does it in its own workers. */
export type LocalWork = 'expand-canvas' | 'mask-scene' | 'composite'

export type Step = RequestStep | LocalStep

/** Poster proportions: the scene and every final share them, so that they can be laid over each other. */
export const POSTER: AspectRatio = '3:4'
/** Headshots are square: the face fills 40-50 % of the width. */
export const HEADSHOT: AspectRatio = '1:1'
