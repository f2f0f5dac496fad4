import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type * as Wasm from '@tensorflow/tfjs-backend-wasm'
import type * as Converter from '@tensorflow/tfjs-converter'
import type * as Core from '@tensorflow/tfjs-core'

export type Tfjs = typeof Core

/** Where nets are run, and how they come from the disk. */
export interface Backend {
  readonly tf: Tfjs
  /** A model of the packages: a graph that can be run. */
  readonly graph: (packageName: string, file: string) => Promise<Converter.GraphModel>
  /** The weights of a net whose layers are written here, by name. */
  readonly weights: (packageName: string, manifest: string) => Record<string, Core.Tensor>
}

// Not named `require`: the build puts one of that name into every file it makes for Electron.
const fromHere = createRequire(import.meta.url)

/** A packed desktop app cannot read these from its archive: they lie beside it. */
const besideArchive = (folder: string): string => {
  const unpacked = folder.replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`)
  return existsSync(unpacked) ? unpacked : folder
}

/** A package's folder, also where its `exports` hide the files in it. */
const folderOf = (name: string): string => {
  const root = (fromHere.resolve.paths(name) ?? []).find((place) => existsSync(path.join(place, name)))
  if (root === undefined) throw new Error(`${name} is not installed.`)
  return besideArchive(path.join(root, name))
}

interface Group {
  readonly paths: readonly string[]
  readonly weights: Core.io.WeightsManifestEntry[]
}

const bytesOf = (folder: string, groups: readonly Group[]): ArrayBuffer => {
  const files = groups.flatMap(({ paths }) => paths.map((name) => readFileSync(path.join(folder, name))))
  const all = Buffer.concat(files)
  return new Uint8Array(all).buffer
}

/** Starts TensorFlow.js on WebAssembly. Nothing is fetched: code, models and the .wasm come from the installed packages. */
export const openBackend = async (): Promise<Backend> => {
  const tf: Tfjs = fromHere(folderOf('@tensorflow/tfjs-core'))
  const wasm: typeof Wasm = fromHere(folderOf('@tensorflow/tfjs-backend-wasm'))
  const converter: typeof Converter = fromHere(folderOf('@tensorflow/tfjs-converter'))
  wasm.setWasmPaths(path.join(folderOf('@tensorflow/tfjs-backend-wasm'), 'dist') + path.sep)
  // One thread: the machine's other cores belong to the studio, and more bring little on nets this small.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly is not to be had for face analysis.')
  await tf.ready()
  return {
    tf,
    graph: async (packageName, file) => {
      const at = path.join(folderOf(packageName), file)
      const model: { modelTopology: object; signature?: object; weightsManifest: readonly Group[] } = JSON.parse(
        readFileSync(at, 'utf8'),
      )
      const groups = model.weightsManifest
      return await converter.loadGraphModel({
        load: async () => ({
          modelTopology: model.modelTopology,
          ...(model.signature ? { signature: model.signature } : {}),
          weightSpecs: groups.flatMap(({ weights }) => weights),
          weightData: bytesOf(path.dirname(at), groups),
        }),
      })
    },
    weights: (packageName, manifest) => {
      const at = path.join(folderOf(packageName), manifest)
      const groups: readonly Group[] = JSON.parse(readFileSync(at, 'utf8'))
      return tf.io.decodeWeights(
        bytesOf(path.dirname(at), groups),
        groups.flatMap(({ weights }) => weights),
      )
    },
  }
}
