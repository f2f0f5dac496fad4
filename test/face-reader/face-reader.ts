/** Reads faces in a picture: where, how large, which way they look, whether they smile, whom they are like. */
import { loadLibraries } from './libraries.ts'
import type { FaceApi, Human, RawFace, Tensor, Tfjs } from './libraries.ts'
import { poseOfMesh, poseOfSixPoints } from './pose.ts'

/** RGBA bytes, row by row. */
export interface Picture {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

export interface ReadFace {
  /** 0 to 1: how sure the detector and the mesh net are. */
  readonly score: number
  readonly meshScore: number
  /** Width of the face as a share of the picture's: 0.78 of the ear-to-ear width while |yaw| < 45. */
  readonly width: number
  /** Degrees; yaw > 0: the nose points to the right edge; pitch > 0: nose up; roll > 0: clockwise. */
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
  /** 0 neutral to 1 smiling; 0.35 to 0.6 is unsure. */
  readonly smile: number
  /** 128 numbers; Euclidean distance under 0.6 is the same person, at like yaw. */
  readonly descriptor: Float32Array
  readonly box: readonly [number, number, number, number]
}

export interface FaceReader {
  /** Faces of a picture, the surest first. One call at a time: the libraries keep global state. */
  readonly read: (picture: Picture) => Promise<readonly ReadFace[]>
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0))

export const openFaceReader = async (): Promise<FaceReader> => {
  const { tf, human, api } = await loadLibraries()
  return { read: (picture) => readFaces(tf, human, api, picture) }
}

/** The picture padded to a square: the detector squashes anything else. */
const squareOf = (tf: Tfjs, { data, width, height }: Picture): Tensor => {
  const side = Math.max(width, height)
  return tf.tidy(() =>
    tf.pad(
      tf.slice3d(tf.tensor3d(data, [height, width, 4], 'int32'), [0, 0, 0], [-1, -1, 3]),
      [
        [0, side - height],
        [0, side - width],
        [0, 0],
      ],
      127,
    ),
  )
}

const readFaces = async (tf: Tfjs, human: Human, api: FaceApi, picture: Picture): Promise<readonly ReadFace[]> => {
  const square = squareOf(tf, picture)
  try {
    const quick = { face: { mesh: { enabled: false }, emotion: { enabled: false } } }
    const found = (await human.detect(square, quick)).face.filter((f) => f.boxScore >= 0.5)
    const surest = found[0]
    if (!surest) return []
    // Turning the crop upright spoils the yaw, so it is done only when the head is tilted.
    const rotation = Math.abs(poseOfSixPoints(surest.mesh).roll) > 12
    const thorough = { face: { detector: { rotation }, mesh: { enabled: true }, emotion: { enabled: true } } }
    const meshes = (await human.detect(square, thorough)).face
    const faces: ReadFace[] = []
    for (const face of found) {
      const read = await readFace(tf, api, picture, square, face, meshes)
      if (read) faces.push(read)
    }
    return faces.toSorted((a, b) => b.score - a.score)
  } finally {
    tf.dispose(square)
  }
}

const readFace = async (
  tf: Tfjs,
  api: FaceApi,
  picture: Picture,
  square: Tensor,
  face: RawFace,
  meshes: readonly RawFace[],
): Promise<ReadFace | null> => {
  const [right, left, nose, mouth] = face.mesh
  if (!right || !left || !nose || !mouth) return null
  const six = poseOfSixPoints(face.mesh)
  const turned = Math.abs(six.yaw)
  const mesh = meshes.find(
    (m) => m.mesh.length > 200 && m.faceScore > 0.8 && distance(m.mesh[1] ?? [], nose) < face.size[0] / 2,
  )
  // Neither a good mesh nor a sure profile: a cat, a texture.
  if (!mesh && !(turned >= 45 && face.boxScore >= 0.58)) return null
  const near = mesh && turned < 60 ? mesh : null
  const deep = near && poseOfMesh(near)
  // The mesh's depth is right up to about 45 degrees, the six points beyond.
  const share = deep ? Math.min(1, (60 - turned) / 15) : 0
  const xs = near?.mesh.map((p) => p[0])
  const size = (distance(right, mouth) + distance(left, mouth)) / 0.9
  const corner = [(right[0] + left[0] + mouth[0]) / 3 - size / 2, (right[1] + left[1] + mouth[1]) / 3 - size * 0.43]
  const side = Math.max(picture.width, picture.height)
  const crop = (n: number): Tensor =>
    tf.tidy(() => {
      const [x = 0, y = 0] = corner
      const box = [y, x, y + size, x + size].map((v) => v / (side - 1))
      const picture4 = tf.cast(tf.expandDims(square, 0), 'float32')
      return tf.squeeze(tf.image.cropAndResize(picture4, [box], [0], [n, n]), [0])
    })
  const small = crop(112)
  const large = crop(150)
  const { happy } = await api.nets.faceExpressionNet.predictExpressions(small)
  const descriptor = await api.nets.faceRecognitionNet.computeFaceDescriptor(large)
  tf.dispose([small, large])
  const meshHappy = mesh?.emotion?.find((e) => e.emotion === 'happy')?.score ?? happy
  return {
    score: face.boxScore,
    meshScore: mesh?.faceScore ?? 0,
    width: (xs ? Math.max(...xs) - Math.min(...xs) : face.size[0]) / picture.width,
    yaw: deep ? share * deep.yaw + (1 - share) * six.yaw : six.yaw,
    pitch: deep && share > 0 ? (deep.pitch + six.pitch) / 2 : six.pitch,
    roll: deep && share > 0 ? deep.roll : six.roll,
    // Fused from both emotion nets on labelled crops.
    smile: 1 / (1 + Math.exp(2.47 - 2.81 * happy - 2.02 * meshHappy)),
    descriptor,
    box: face.box,
  }
}
