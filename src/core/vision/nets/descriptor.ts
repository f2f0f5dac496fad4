import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core'
import { cropOf, type Frame, type Pyramid } from '../crop.ts'
import type { Backend } from './backend.ts'
import { MEAN_RGB } from './mean-rgb.ts'

/** 128 numbers; the Euclidean distance of two says whether they are of one person. */
export type DescriptorReader = (pyramid: Pyramid, frame: Frame) => Float32Array

const SIDE = 150
/** The blocks after the first convolution, in their order; `down` halves the picture. */
const BLOCKS = [
  'conv32_1',
  'conv32_2',
  'conv32_3',
  'conv64_down',
  'conv64_1',
  'conv64_2',
  'conv64_3',
  'conv128_down',
  'conv128_1',
  'conv128_2',
  'conv256_down',
  'conv256_1',
  'conv256_2',
  'conv256_down_out',
]

interface Layer {
  readonly filters: Tensor4D
  readonly bias: Tensor1D
}

/** dlib's face recognition net (a ResNet of 29 layers), as face-api carries it; see its `FaceRecognitionNet.ts`. */
export const openDescriptor = ({ tf, weights }: Backend): DescriptorReader => {
  const map = weights('@vladmandic/face-api', 'model/face_recognition_model-weights_manifest.json')
  const weight = (name: string): Tensor => {
    const found = map[name]
    if (!found) throw new Error(`The recognition net has no ${name}.`)
    return found
  }
  // Each convolution is followed by a scale; both are linear, so they are made one once.
  const layer = (name: string): Layer => {
    const filters = weight(`${name}/conv/filters`)
    const [a = 0, b = 0, c = 0, d = 0] = filters.shape
    const scale = weight(`${name}/scale/weights`)
    return {
      filters: tf.tidy(() => tf.reshape(tf.mul(filters, scale), [a, b, c, d])),
      bias: tf.tidy(() =>
        tf.reshape(tf.add(tf.mul(weight(`${name}/conv/bias`), scale), weight(`${name}/scale/biases`)), [d]),
      ),
    }
  }
  const first = layer('conv32_down')
  const blocks = BLOCKS.map((name) => ({
    down: name.includes('down'),
    one: layer(`${name}/conv1`),
    two: layer(`${name}/conv2`),
  }))
  const out = tf.reshape(weight('fc'), [256, 128])
  const convolve = (x: Tensor4D, { filters, bias }: Layer, down: boolean, activation: 'relu' | 'linear'): Tensor4D =>
    tf.fused.conv2d({ x, filter: filters, strides: down ? 2 : 1, pad: down ? 'valid' : 'same', bias, activation })

  /** The short way round a block that halves: pooled, with empty channels where the long way has more. */
  const pooled = (x: Tensor4D, channels: number): Tensor4D => {
    const small = tf.avgPool(x, 2, 2, 'valid')
    return tf.pad(small, [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, channels - small.shape[3]],
    ])
  }
  const block = (x: Tensor4D, { down, one, two }: (typeof blocks)[number]): Tensor4D => {
    const long = convolve(convolve(x, one, down, 'relu'), two, false, 'linear')
    if (!down) return tf.relu(tf.add(long, x))
    const short = pooled(x, long.shape[3])
    const grow: [number, number][] = [1, 2].map((axis) => [0, (short.shape[axis] ?? 0) - (long.shape[axis] ?? 0)])
    return tf.relu(tf.add(tf.pad(long, [[0, 0], ...grow, [0, 0]]), short))
  }
  return (pyramid, frame) => {
    const pixels = cropOf(pyramid, frame, SIDE, (value, k) => (value - (MEAN_RGB[k] ?? 0)) / 255)
    return tf.tidy(() => {
      let x = convolve(tf.tensor4d(pixels, [1, SIDE, SIDE, 3]), first, true, 'relu')
      x = tf.maxPool(x, 3, 2, 'valid')
      for (const one of blocks) x = block(x, one)
      return Float32Array.from(tf.matMul(tf.reshape(tf.mean(x, [1, 2]), [1, 256]), out).dataSync())
    })
  }
}
