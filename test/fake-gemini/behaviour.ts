import type { FakeRequest } from './request.ts'

/** One way to answer; `delayMs` before it. */
export type Behaviour = { readonly delayMs?: number } & (
  | {
      readonly do: 'picture'
      readonly format?: 'png' | 'jpeg' | 'webp'
      /** The mime type the answer claims; default the true one. */
      readonly declared?: string
      /** Words beside the picture. */
      readonly words?: string
      readonly finishReason?: string
      /** Pictures drawn while thinking, before the one that counts; `only` leaves that one out. */
      readonly thoughts?: number | 'only'
      /** Pictures in the answer that are no thoughts, all different. */
      readonly pictures?: number
    }
  | { readonly do: 'text'; readonly text: string; readonly finishReason?: string }
  /** An HTTP error in Google's form; `page` sends that text in its place. */
  | {
      readonly do: 'error'
      readonly status: number
      readonly message?: string
      readonly name?: string
      readonly details?: readonly unknown[]
      readonly headers?: Readonly<Record<string, string>>
      readonly page?: string
    }
  | { readonly do: 'block-prompt'; readonly reason: string; readonly message?: string }
  | {
      readonly do: 'block-output'
      readonly reason: string
      readonly message?: string
      readonly content?: 'without-parts' | 'absent'
      readonly words?: string
    }
  | { readonly do: 'empty'; readonly shape: 'object' | 'no-candidates' | 'no-parts' }
  /** Any JSON with status 200. */
  | { readonly do: 'json'; readonly body: unknown }
  /** Any text with status 200. */
  | { readonly do: 'page'; readonly text: string; readonly type?: string }
  /** Random bytes that call themselves JSON. */
  | { readonly do: 'garbage' }
  /** A healthy answer that ends in the middle, with its length told as if that were all. */
  | { readonly do: 'half' }
  | { readonly do: 'drop'; readonly when: 'before' | 'headers' | 'middle' }
  | { readonly do: 'not-http' }
  | { readonly do: 'hang' }
  /** A healthy answer in small pieces, this long from the first to the last. */
  | { readonly do: 'trickle'; readonly ms: number }
  /** An answer without an end worth waiting for. */
  | { readonly do: 'huge'; readonly bytes: number }
)

/** Decides how a valid request is answered; undefined is as a healthy Gemini would. `n` counts valid requests from 1. */
export type Behave = (request: FakeRequest, n: number) => Behaviour | undefined | Promise<Behaviour | undefined>

export const OVERLOADED: Behaviour = { do: 'error', status: 503 }

/** Repeatable chances: mulberry32, uniform in [0, 1). */
export const chances = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Answers a share of the requests with one of `weather`, the same ones every time for a seed. */
export const storm = (rate: number, seed = 1, weather: readonly Behaviour[] = [OVERLOADED]): Behave => {
  const next = chances(seed)
  return () => (next() < rate ? weather[Math.floor(next() * weather.length)] : undefined)
}

/**
 * What Google does to two faces, as far as a server that sees none can tell: an edit (a picture comes first) of exactly two
 * pictures, or words about swapping or replacing a face.
 */
export const blockTwoFaces = (
  request: Pick<FakeRequest, 'output' | 'order' | 'text' | 'pictures'>,
): Behaviour | undefined => {
  if (request.output !== 'image') return undefined
  const twoPictures = request.order[0] === 'image' && request.pictures.length === 2
  const swapWords = /\b(swap|replac)\w*\b[^.]{0,60}\bface|\bface[^.]{0,60}\b(swap|replac)/i.test(request.text)
  return twoPictures || swapWords ? { do: 'block-prompt', reason: 'OTHER' } : undefined
}

/** The first of several that has something to say. */
export const firstOf =
  (...behaviours: readonly Behave[]): Behave =>
  async (request, n) => {
    for (const behave of behaviours) {
      const behaviour = await behave(request, n)
      if (behaviour !== undefined) return behaviour
    }
    return undefined
  }
