import type { DarkroomAnswer, DarkroomRequest, DarkroomSettings, Negative } from './darkroom-messages.ts'
import type { Affine, Size } from './geometry.ts'

export type Developed =
  | { readonly kind: 'picture'; readonly bitmap: ImageBitmap }
  | { readonly kind: 'missing' }
  /** A newer request took its place, or the darkroom closed: nothing to say to anyone. */
  | { readonly kind: 'replaced' }

/** The worker that decodes and draws. Whoever receives a bitmap closes it. */
export type Darkroom = {
  /** A proxy or thumbnail, with no more than so many pixels. */
  readonly fetch: (url: string, mostPixels: number) => Promise<Developed>
  readonly prepare: (negative: Negative) => void
  /** The part of a full picture that a slot shows; `map` leads from picture pixels to the output's. */
  readonly develop: (slot: string, negative: Negative, map: Affine, size: Size, smooth: boolean) => Promise<Developed>
  readonly keep: (sha256s: readonly string[]) => void
  /** Full pictures held decoded, and their bytes. */
  readonly memory: () => Promise<{ readonly bitmaps: number; readonly bytes: number }>
  readonly close: () => void
}

const absolute = (url: string): string => new URL(url, document.baseURI).href

/** Starts the worker. `close` ends it, and with it everything it holds. */
export const openDarkroom = (settings: DarkroomSettings): Darkroom => {
  const worker = new Worker(new URL('./darkroom.worker.ts', import.meta.url), { type: 'module', name: 'darkroom' })
  const pictures = new Map<number, (developed: Developed) => void>()
  const counts = new Map<number, (memory: { bitmaps: number; bytes: number }) => void>()
  let closed = false
  let last = 0
  worker.postMessage(settings, {})

  worker.addEventListener('message', ({ data }: MessageEvent<DarkroomAnswer>) => {
    if (data.kind === 'memory') {
      counts.get(data.id)?.({ bitmaps: data.bitmaps, bytes: data.bytes })
      counts.delete(data.id)
      return
    }
    const answer = pictures.get(data.id)
    pictures.delete(data.id)
    if (data.kind === 'none') answer?.({ kind: data.because })
    else if (answer) answer({ kind: 'picture', bitmap: data.bitmap })
    else data.bitmap.close()
  })

  const send = (request: DarkroomRequest): void => {
    if (!closed) worker.postMessage(request, {})
  }
  const asked = (request: (id: number) => DarkroomRequest): Promise<Developed> =>
    new Promise((resolve) => {
      if (closed) return resolve({ kind: 'replaced' })
      const id = ++last
      pictures.set(id, resolve)
      send(request(id))
    })

  return {
    fetch: (url, mostPixels) => asked((id) => ({ kind: 'fetch', id, url: absolute(url), mostPixels })),
    prepare: (negative) => send({ kind: 'prepare', negative: { ...negative, url: absolute(negative.url) } }),
    develop: (slot, negative, map, { width, height }, smooth) =>
      asked((id) => ({
        kind: 'develop',
        id,
        slot,
        negative: { ...negative, url: absolute(negative.url) },
        map,
        width,
        height,
        smooth,
      })),
    keep: (sha256s) => send({ kind: 'keep', sha256s }),
    memory: () =>
      new Promise((resolve) => {
        if (closed) return resolve({ bitmaps: 0, bytes: 0 })
        const id = ++last
        counts.set(id, resolve)
        send({ kind: 'memory', id })
      }),
    close: () => {
      closed = true
      worker.terminate()
      for (const answer of pictures.values()) answer({ kind: 'replaced' })
      for (const answer of counts.values()) answer({ bitmaps: 0, bytes: 0 })
      pictures.clear()
      counts.clear()
    },
  }
}
