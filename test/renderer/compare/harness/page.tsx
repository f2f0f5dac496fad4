// Shows Compare with the pictures a test hands over, and tells the test what only the viewer knows.
import { createRoot, type Root } from 'react-dom/client'
import { Compare } from '../../../../src/renderer/features/compare/compare.tsx'
import type { ComparePicture } from '../../../../src/renderer/features/compare/picture.ts'
import type { Viewer } from '../../../../src/renderer/viewer/viewer.ts'
import type { Harness } from './harness.ts'

let root: Root | null = null
let viewer: Viewer | null = null
let settled = 0

const harness: Harness = {
  show: (pictures: readonly ComparePicture[], mode?: string) => {
    root ??= createRoot(document.getElementById('root')!)
    root.render(
      <Compare
        pictures={pictures}
        {...(mode && { mode })}
        onViewer={(next) => (viewer = next)}
        onSettled={() => (settled = performance.now())}
        onLookAt={(sha256) => (document.title = sha256)}
      />,
    )
  },
  hide: () => {
    root?.unmount()
    root = null
  },
  mapOf: (pane, sha256) => viewer?.mapOf(pane, sha256) ?? null,
  memory: () => viewer?.memory() ?? Promise.resolve({ bitmaps: 0, bytes: 0 }),
  settledAt: () => settled,
  now: () => performance.now(),
}

window.harness = harness
