import type { ComponentType, ReactNode } from 'react'
import type { Composition } from '../../../viewer/composition.ts'
import type { Size } from '../../../viewer/geometry.ts'
import type { ComparePicture } from '../picture.ts'

/** Everything a mode may look at. While the flip key is held, A and B have changed places already, also among the pictures. */
export type Scene = {
  /** Device pixels. */
  readonly stage: Size
  /** Device pixels per CSS pixel. */
  readonly density: number
  readonly pictures: readonly ComparePicture[]
  readonly a: ComparePicture
  readonly b: ComparePicture
  /** The mode's one setting, or 0 where it has none. */
  readonly amount: number
  /** Turns over with every beat of a mode that has one. */
  readonly beat: boolean
}

/** The one thing that can be set in a mode: a slider, and the keys [ and ]. */
export type Setting = {
  readonly name: string
  readonly least: number
  readonly most: number
  readonly step: number
  readonly initial: number
  /** The value as people read it. */
  readonly say: (amount: number) => string
}

export type OverlayProps = {
  readonly scene: Scene
  readonly composition: Composition
  readonly setAmount: (amount: number) => void
}

/** A way to compare: a small file that exports one of these, and a line in index.ts. */
export type Mode = {
  readonly id: string
  readonly name: string
  /** One sentence for the tooltip. */
  readonly tip: string
  /** Drawn with a pen of one unit in a box of 16 x 16. */
  readonly icon: ReactNode
  /** A and B only, or all. */
  readonly shows: 'pair' | 'all'
  readonly setting: (pictures: number) => Setting | null
  readonly arrange: (scene: Scene) => Composition
  /** Milliseconds between beats. */
  readonly pace?: (amount: number) => number
  /** What people should know about what they see, e.g. that a picture was scaled. */
  readonly note?: (scene: Scene) => string | null
  /** Lies over the stage, in CSS pixels. */
  readonly Overlay?: ComponentType<OverlayProps>
}
