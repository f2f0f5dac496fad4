import type { ComparePicture } from '../../../../src/renderer/features/compare/picture.ts'
import type { Affine } from '../../../../src/renderer/viewer/geometry.ts'
import type { ViewerMemory } from '../../../../src/renderer/viewer/viewer.ts'

/** What the harness page offers to tests. */
export type Harness = {
  readonly show: (pictures: readonly ComparePicture[], mode?: string) => void
  readonly hide: () => void
  readonly mapOf: (pane: number, sha256: string) => Affine | null
  readonly memory: () => Promise<ViewerMemory>
  /** performance.now() of the last painting at rest with every detail there. */
  readonly settledAt: () => number
  readonly now: () => number
}

declare global {
  // An interface is the only way to add to the browser's own.
  interface Window {
    harness: Harness
  }
}
