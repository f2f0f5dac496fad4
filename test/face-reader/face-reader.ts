/** Reads faces in pixels that were just drawn, with the studio's own eyes. */
import { faceOf } from '../../src/core/vision/face.ts'
import { findFaces } from '../../src/core/vision/found.ts'
import { openNets } from '../../src/core/vision/nets/nets.ts'
import { pyramidOf } from '../../src/core/vision/crop.ts'
import type { Face } from '../../src/contract/index.ts'

/** RGBA bytes, row by row. */
export interface Picture {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

export interface ReadFace extends Face {
  /** 128 numbers; Euclidean distance under 0.6 is the same person, at like yaw. */
  readonly descriptor: Float32Array
}

export interface FaceReader {
  /** Faces of a picture, the largest first. */
  readonly read: (picture: Picture) => readonly ReadFace[]
}

export const openFaceReader = async (): Promise<FaceReader> => {
  const nets = await openNets()
  return {
    read: ({ data, width, height }) => {
      const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)] ?? 0)
      const pyramid = pyramidOf({ data: rgb, width, height })
      return findFaces(pyramid, nets).map((found) => ({
        ...faceOf(pyramid, nets, found, 1),
        descriptor: nets.describe(pyramid, found.features),
      }))
    },
  }
}
