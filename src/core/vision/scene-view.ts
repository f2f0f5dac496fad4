import type { Face } from '../../contract/index.ts'
import type { Frame, Pyramid } from './crop.ts'

/** A picture to be compared, with where its heads are, in pixels of the pyramid. */
export interface SceneView {
  readonly pyramid: Pyramid
  readonly heads: readonly Pick<Face, 'x' | 'y' | 'w' | 'h'>[]
}

/** Head, hair, neck and what moves with them, as shares of the face's box around its middle. */
const AROUND = { left: 0.9, right: 0.9, up: 1.1, down: 0.9 } as const

/** Which places of the scene's square view are told apart from heads, in either picture, and from what lies outside. */
export const comparable = (
  scene: SceneView,
  sceneFrame: Frame,
  final: SceneView,
  finalFrame: Frame,
  side: number,
): Uint8Array => {
  const mask = new Uint8Array(side * side)
  const blocked = (view: SceneView, frame: Frame, u: number, v: number): boolean => {
    const x = frame.x + (u - 0.5) * frame.side
    const y = frame.y + (v - 0.5) * frame.side
    return view.heads.some(({ x: left, y: top, w, h }) => {
      const [cx, cy] = [left + w / 2, top + h / 2]
      return x > cx - AROUND.left * w && x < cx + AROUND.right * w && y > cy - AROUND.up * h && y < cy + AROUND.down * h
    })
  }
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      const [u, v] = [(i + 0.5) / side, (j + 0.5) / side]
      const x = sceneFrame.x + (u - 0.5) * sceneFrame.side
      const y = sceneFrame.y + (v - 0.5) * sceneFrame.side
      const inside = x >= 0 && y >= 0 && x < scene.pyramid.width && y < scene.pyramid.height
      if (inside && !blocked(scene, sceneFrame, u, v) && !blocked(final, finalFrame, u, v)) mask[j * side + i] = 1
    }
  }
  return mask
}
