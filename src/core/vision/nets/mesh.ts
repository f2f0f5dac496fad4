import { cropOf, type Frame, fromFrame, type Pyramid } from '../crop.ts'
import type { Backend } from './backend.ts'

export type Point3 = readonly [x: number, y: number, z: number]

export interface Mesh {
  /** 0 to 1: how sure the net is that it looked at a face. */
  readonly score: number
  /** 468 points in pixels of the picture; a smaller z is nearer. */
  readonly points: readonly Point3[]
}

const SIDE = 192

export type MeshReader = (pyramid: Pyramid, frame: Frame) => Mesh

/** MediaPipe's face mesh of what a frame shows. */
export const openMesh = async ({ tf, graph }: Backend): Promise<MeshReader> => {
  const model = await graph('@vladmandic/human', 'models/facemesh.json')
  return (pyramid, frame) => {
    const pixels = cropOf(pyramid, frame, SIDE, (value) => value / 255)
    const { points, logit } = tf.tidy(() => {
      const answers = [model.execute(tf.tensor4d(pixels, [1, SIDE, SIDE, 3]))].flat()
      const sized = (size: number) => answers.find((tensor) => tensor.size === size)?.dataSync() ?? []
      return { points: sized(3 * 468), logit: sized(1)[0] ?? 0 }
    })
    const scale = frame.side / SIDE
    return {
      score: logit,
      points: Array.from({ length: points.length / 3 }, (_, i): Point3 => {
        const [x, y] = fromFrame(frame, (points[3 * i] ?? 0) / SIDE, (points[3 * i + 1] ?? 0) / SIDE)
        return [x, y, (points[3 * i + 2] ?? 0) * scale]
      }),
    }
  }
}
