import { readFileSync } from 'node:fs'
import type { Face } from '../../src/contract/index.ts'
import type { FaceMesh, Vision } from '../../src/core/vision/types.ts'

/** A frontal face's mesh, as high as 1, around its middle. */
const MESH: readonly (readonly [number, number, number])[] = JSON.parse(
  readFileSync(new URL('face-mesh.json', import.meta.url), 'utf8'),
)

export interface FaceWish {
  /** Middle of the face, in pixels. */
  readonly x: number
  readonly y: number
  /** Hairline to chin, in pixels. */
  readonly height: number
  readonly angles?: Partial<Pick<Face, 'yaw' | 'pitch' | 'roll'>>
  /** A profile's mesh does not hold. */
  readonly mesh?: false
}

/** A face as the studio's eyes tell it, at a place and of a size. */
export const aFaceMesh = ({ x, y, height, angles, mesh }: FaceWish): FaceMesh => {
  const at = (number: number) => {
    const [mx, my] = MESH[number]!
    return { x: x + mx * height, y: y + my * height }
  }
  const face: Face = {
    x: x - height / 2,
    y: y - height / 2,
    w: height,
    h: height,
    widthPercent: 20,
    yaw: 0,
    pitch: 0,
    roll: 0,
    ...angles,
    poseConfidence: 1,
    confidence: 1,
    smile: 0,
    eyesOpen: 1,
    sharpness: 1,
    light: { side: 'front', balance: 0, warmth: 0 },
    landmarks: {
      leftEye: at(159),
      rightEye: at(386),
      nose: at(4),
      mouth: at(13),
      chin: at(152),
      leftEar: at(234),
      rightEar: at(454),
    },
  }
  const points = MESH.map(([mx, my, mz]) => [x + mx * height, y + my * height, mz * height] as const)
  return { face, mesh: mesh === false ? null : points }
}

const nothing = async (): Promise<never> => await Promise.reject(new Error('these eyes measure nothing'))

/** Eyes that see in every picture the faces they are told of, and measure nothing. */
export const eyesThatSee = (faces: readonly FaceMesh[]): Vision => {
  return {
    analyser: 'test',
    analyse: nothing,
    meshes: async () => faces,
    describe: nothing,
    sceneKept: nothing,
    close: async () => {},
  }
}
