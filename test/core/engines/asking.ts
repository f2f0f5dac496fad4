import { createHash } from 'node:crypto'
import { Sha256 } from '../../../src/contract/index.ts'
import type { PartRole, RequestConfig } from '../../../src/contract/index.ts'
import type { EngineRequest, ModelPart, RequestPart, SendContext, Turn } from '../../../src/core/engines/engine.ts'
import { drawPng } from '../../fake-gemini/pictures.ts'

/** Pictures by their hash, as a library would give them. */
export interface Album {
  readonly add: (bytes: Uint8Array) => Sha256
  readonly picture: SendContext['picture']
  /** How often a picture was asked for. */
  readonly reads: () => number
}

export const openAlbum = (): Album => {
  const pictures = new Map<Sha256, Uint8Array>()
  let reads = 0
  return {
    add: (bytes) => {
      const sha256 = Sha256.parse(createHash('sha256').update(bytes).digest('hex'))
      pictures.set(sha256, bytes)
      return sha256
    },
    picture: async (sha256) => {
      reads++
      const bytes = pictures.get(sha256)
      if (bytes === undefined) throw new Error(`There is no picture ${sha256}.`)
      return bytes
    },
    reads: () => reads,
  }
}

export const words = (text: string, role: PartRole = 'prompt'): RequestPart => ({ kind: 'text', role, text })

/** A small PNG in colours of its own, put into the album. */
export const image = (album: Album, name: string, role: PartRole = 'view'): RequestPart => ({
  kind: 'image',
  role,
  sha256: album.add(drawPng(name, '1:1', '1K', 'small')),
  mimeType: 'image/png',
})

const IMAGE_CONFIG: RequestConfig = { output: 'image', aspectRatio: '3:4', imageSize: '1K' }
export const TEXT_CONFIG: RequestConfig = { output: 'text' }

/** One question; parts of the only turn, or all turns of a chat. */
export const question = (
  model: string,
  parts: readonly RequestPart[],
  told: Partial<Omit<EngineRequest, 'model'>> = {},
): EngineRequest => ({
  model,
  config: IMAGE_CONFIG,
  turns: [{ role: 'user', parts }],
  variant: 1,
  ...told,
})

/** What a model said, given back: pictures go into the album. */
export const givenBack = (
  album: Album,
  said: readonly (
    | { readonly kind: 'text'; readonly text: string; readonly signature?: string; readonly thought?: true }
    | {
        readonly kind: 'image'
        readonly bytes: Uint8Array
        readonly mimeType: string
        readonly signature?: string
        readonly thought?: true
      }
  )[],
): Turn => ({
  role: 'model',
  parts: said.map((part): ModelPart => {
    if (part.kind === 'text') return part
    const { bytes, ...rest } = part
    return { ...rest, sha256: album.add(bytes) }
  }),
})

export const context = (album: Album, told: Partial<SendContext> = {}): SendContext => ({
  signal: new AbortController().signal,
  picture: album.picture,
  sends: 0,
  ...told,
})
