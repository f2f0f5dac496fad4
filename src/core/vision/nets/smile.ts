import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core'
import { cropOf, type Frame, type Pyramid } from '../crop.ts'
import type { Backend } from './backend.ts'
import { MEAN_RGB } from './mean-rgb.ts'

/** How happy a face looks, 0 to 1. */
export type HappyReader = (pyramid: Pyramid, frame: Frame) => number

const GREY_SIDE = 64
const HAPPY_OF_GREY = 3
/** BT.601 luma, as the net was trained on. */
const LUMA = [0.2989, 0.587, 0.114] as const

/** Oarriaga's net: seven moods from grey pixels of the whole head. */
export const openHappyOfGrey = async ({ tf, graph }: Backend): Promise<HappyReader> => {
  const model = await graph('@vladmandic/human', 'models/emotion.json')
  return (pyramid, frame) => {
    const rgb = cropOf(pyramid, frame, GREY_SIDE)
    const grey = Float32Array.from({ length: GREY_SIDE * GREY_SIDE }, (_, i) => {
      const luma = LUMA.reduce((sum, weight, k) => sum + weight * (rgb[3 * i + k] ?? 0), 0)
      return (luma / 255 - 0.5) * 2
    })
    return tf.tidy(() => {
      const answer = [model.execute(tf.tensor4d(grey, [1, GREY_SIDE, GREY_SIDE, 1]))].flat()[0]
      return answer?.dataSync()[HAPPY_OF_GREY] ?? 0
    })
  }
}

const COLOUR_SIDE = 112
const HAPPY_OF_COLOUR = 1

/** face-api's net: four dense blocks of separable convolutions over a tight crop; see its `denseBlock.ts`. */
export const openHappyOfColour = ({ tf, weights }: Backend): HappyReader => {
  const map = weights('@vladmandic/face-api', 'model/face_expression_model-weights_manifest.json')
  const weight = (name: string): Tensor => {
    const found = map[name]
    if (!found) throw new Error(`The expression net has no ${name}.`)
    return found
  }
  const first = (x: Tensor4D): Tensor4D =>
    tf.add(
      tf.conv2d(x, tf.reshape(weight('dense0/conv0/filters'), [3, 3, 3, 32]), 2, 'same'),
      weight('dense0/conv0/bias'),
    )
  const separable = (x: Tensor4D, name: string, stride: number): Tensor4D => {
    const deep = weight(`${name}/depthwise_filter`)
    const point = weight(`${name}/pointwise_filter`)
    const [a = 0, b = 0, c = 0, d = 0] = deep.shape
    const [e = 0, f = 0, g = 0, h = 0] = point.shape
    const filtered = tf.separableConv2d(
      x,
      tf.reshape(deep, [a, b, c, d]),
      tf.reshape(point, [e, f, g, h]),
      stride,
      'same',
    )
    return tf.add(filtered, weight(`${name}/bias`))
  }
  const block = (x: Tensor4D, name: string, begin: (x: Tensor4D) => Tensor4D): Tensor4D => {
    let sum = tf.relu(begin(x))
    let next = sum
    for (let i = 1; i < 4; i++) {
      const out = separable(next, `${name}/conv${i}`, 1)
      sum = tf.add(sum, out)
      next = tf.relu(sum)
    }
    return next
  }
  return (pyramid, frame) => {
    const pixels = cropOf(pyramid, frame, COLOUR_SIDE, (value, k) => (value - (MEAN_RGB[k] ?? 0)) / 255)
    return tf.tidy(() => {
      let x = block(tf.tensor4d(pixels, [1, COLOUR_SIDE, COLOUR_SIDE, 3]), 'dense0', first)
      for (const name of ['dense1', 'dense2', 'dense3']) x = block(x, name, (y) => separable(y, `${name}/conv0`, 2))
      const flat = tf.reshape(tf.avgPool(x, 7, 2, 'valid'), [1, -1])
      const moods = tf.softmax(tf.add(tf.matMul(flat, tf.reshape(weight('fc/weights'), [-1, 7])), weight('fc/bias')))
      return moods.dataSync()[HAPPY_OF_COLOUR] ?? 0
    })
  }
}
