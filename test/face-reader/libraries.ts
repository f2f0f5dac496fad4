/** The two face libraries on the tfjs WebAssembly backend, loaded in Node, with the three adaptations they need there. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire, Module } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface Tensor {
  readonly size: number
}

/** The part of tfjs that is used here. */
export interface Tfjs {
  readonly Tensor: { readonly prototype: Record<string, unknown> }
  readonly io: { readonly registerLoadRouter: (router: (url: unknown) => unknown) => void }
  readonly image: {
    readonly cropAndResize: (t: Tensor, boxes: number[][], index: number[], size: [number, number]) => Tensor
  }
  readonly tidy: (make: () => Tensor) => Tensor
  readonly dispose: (t: Tensor | readonly Tensor[]) => void
  readonly pad: (t: Tensor, by: [number, number][], value: number) => Tensor
  readonly slice3d: (t: Tensor, from: number[], size: number[]) => Tensor
  readonly tensor3d: (data: Uint8Array, shape: number[], type: 'int32') => Tensor
  readonly cast: (t: Tensor, type: 'float32') => Tensor
  readonly expandDims: (t: Tensor, axis: number) => Tensor
  readonly squeeze: (t: Tensor, axes: number[]) => Tensor
  readonly reshape: (t: Tensor, shape: number[]) => Tensor
}

/** A face as `human` reports it: pixels; z in units of a 192-pixel crop. */
export interface RawFace {
  readonly boxScore: number
  readonly faceScore: number
  readonly size: readonly [number, number]
  readonly box: readonly [number, number, number, number]
  readonly mesh: readonly (readonly [number, number, number])[]
  readonly emotion?: readonly { readonly emotion: string; readonly score: number }[]
}

export interface Human {
  readonly load: () => Promise<void>
  readonly detect: (t: Tensor, config: unknown) => Promise<{ readonly face: readonly RawFace[] }>
}

export interface FaceApi {
  readonly nets: Record<
    'faceRecognitionNet' | 'faceExpressionNet',
    {
      readonly loadFromDisk: (folder: string) => Promise<void>
      readonly predictExpressions: (t: Tensor) => Promise<{ readonly happy: number }>
      readonly computeFaceDescriptor: (t: Tensor) => Promise<Float32Array>
    }
  >
}

interface WeightGroup {
  readonly paths: readonly string[]
  readonly weights: readonly unknown[]
}

const require = createRequire(import.meta.url)
/** A package's folder, also where its `exports` hide package.json. */
const folderOf = (name: string): string => {
  const roots = require.resolve.paths(name) ?? []
  const root = roots.find((r) => existsSync(path.join(r, name)))
  if (!root) throw new Error(`${name} is not installed.`)
  return path.join(root, name)
}

/** face-api asks for the whole of tfjs by name; its core is enough. */
const answerWithCore = (): void => {
  const loader: Record<string, (request: string, ...rest: unknown[]) => string> = Object(Module)
  const original = loader['_resolveFilename']
  if (!original) return
  loader['_resolveFilename'] = function resolve(this: unknown, request, ...rest) {
    return original.call(this, request === '@tensorflow/tfjs' ? folderOf('@tensorflow/tfjs-core') : request, ...rest)
  }
}

/** The few chained operations that face-api calls on tensors, which core alone does not have. */
const addChains = (tf: Tfjs): void => {
  const prototype = tf.Tensor.prototype
  const operations: Record<string, unknown> = Object(tf)
  for (const name of ['div', 'mean', 'sub', 'add', 'mul']) {
    const operation = operations[name]
    prototype[name] ??= function chained(this: Tensor, ...rest: unknown[]): unknown {
      return typeof operation === 'function' ? Reflect.apply(operation, null, [this, ...rest]) : undefined
    }
  }
  const reshape = function reshape(this: Tensor, ...shape: number[]): Tensor {
    return tf.reshape(this, shape)
  }
  for (const name of ['as2D', 'as3D', 'as4D']) prototype[name] ??= reshape
  prototype['as1D'] ??= function flat(this: Tensor): Tensor {
    return tf.reshape(this, [this.size])
  }
  prototype['toFloat'] ??= function toFloat(this: Tensor): Tensor {
    return tf.cast(this, 'float32')
  }
}

/** Models come from the packages' folders; nothing is fetched. */
const loadModelsFromDisk = (tf: Tfjs): void =>
  tf.io.registerLoadRouter((url) => {
    if (typeof url !== 'string' || !url.startsWith('file://')) return null
    return {
      load: async () => {
        const file = fileURLToPath(url)
        const model: { weightsManifest: readonly WeightGroup[] } = JSON.parse(readFileSync(file, 'utf8'))
        const groups = model.weightsManifest
        const bytes = Buffer.concat(
          groups.flatMap((g) => g.paths.map((name) => readFileSync(path.join(path.dirname(file), name)))),
        )
        return {
          ...model,
          weightSpecs: groups.flatMap((g) => g.weights),
          weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
        }
      },
    }
  })

const off = { enabled: false }

/** Loads everything; about 0.3 s. */
export const loadLibraries = async (): Promise<{ readonly tf: Tfjs; readonly human: Human; readonly api: FaceApi }> => {
  answerWithCore()
  const tf: Tfjs = require('@tensorflow/tfjs-core')
  addChains(tf)
  loadModelsFromDisk(tf)
  const humanFolder = folderOf('@vladmandic/human')
  const apiFolder = folderOf('@vladmandic/face-api')
  const { Human: Detector }: { Human: new (config: unknown) => Human } = require(
    path.join(humanFolder, 'dist/human.node-wasm.js'),
  )
  const human = new Detector({
    backend: 'wasm',
    async: false,
    warmup: 'none',
    cacheSensitivity: 0,
    cacheModels: false,
    modelBasePath: `${pathToFileURL(path.join(humanFolder, 'models')).href}/`,
    wasmPath: path.join(folderOf('@tensorflow/tfjs-backend-wasm'), 'dist') + path.sep,
    filter: { enabled: false, return: false, autoBrightness: false },
    gesture: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    face: {
      enabled: true,
      iris: off,
      emotion: { enabled: true, minConfidence: 0 },
      description: off,
      detector: { rotation: false, maxDetected: 8, minConfidence: 0.2, skipFrames: 0, skipTime: 0 },
      mesh: { enabled: true, keepInvalid: true },
    },
  })
  await human.load()
  const api: FaceApi = require(path.join(apiFolder, 'dist/face-api.node-wasm.js'))
  for (const net of [api.nets.faceRecognitionNet, api.nets.faceExpressionNet])
    await net.loadFromDisk(path.join(apiFolder, 'model'))
  return { tf, human, api }
}
