import type {
  AspectRatio,
  EngineName,
  ImageSize,
  PartRole,
  Problem,
  RequestConfig,
  Sha256,
  TokenCount,
} from '../../contract/index.ts'

/** A part of the user's turn. Engines see the order; `role` says what the picture is, for engines that can use it. */
export type RequestPart =
  | { readonly kind: 'text'; readonly role: PartRole; readonly text: string }
  | { readonly kind: 'image'; readonly role: PartRole; readonly sha256: Sha256; readonly mimeType: string }

/**
 * A part a model said, kept so that a later turn can give it back exactly: signatures stay on the part they came with, and
 * a signed `thought` stays a thought.
 */
export type ModelPart =
  | { readonly kind: 'text'; readonly text: string; readonly signature?: string; readonly thought?: true }
  | {
      readonly kind: 'image'
      readonly sha256: Sha256
      readonly mimeType: string
      readonly signature?: string
      readonly thought?: true
    }

export type Turn =
  | { readonly role: 'user'; readonly parts: readonly RequestPart[] }
  | { readonly role: 'model'; readonly parts: readonly ModelPart[] }

/** Everything that decides an answer. The last turn is the user's; earlier ones are there only in a chat. */
export interface EngineRequest {
  readonly model: string
  readonly config: RequestConfig
  readonly turns: readonly Turn[]
  /** 1-based. Two variants are two separate requests with the same parts. */
  readonly variant: number
}

export interface SendContext {
  /** Aborted when the user cancels. An engine gives up at once; the server may go on and bill. */
  readonly signal: AbortSignal
  /** Bytes of a picture named in the request. */
  readonly picture: (sha256: Sha256) => Promise<Uint8Array>
  /** How many times this very request was sent before, in this run; 0 the first time. Never part of the request. */
  readonly sends: number
}

/** What to do about a failure or a block. */
export type Advice =
  /** Overload or a broken connection: again, as the retry policy says. */
  | { readonly kind: 'transient' }
  /** The server said how long to wait. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Worth asking again, this many times at most, without waiting. */
  | { readonly kind: 'again'; readonly times: number }
  /** Asking again is useless: this request (`request`) or anything else of this run (`run`). */
  | { readonly kind: 'stop'; readonly scope: 'request' | 'run' }

interface AnswerFacts {
  readonly latencyMs: number
  /** What this answer cost; for a picture whose price is not told, the list price. */
  readonly costUsd: number
  /** True only when nothing was sent because the answer was already in the library. */
  readonly cached: boolean
  readonly httpStatus: number | null
  readonly tokens: TokenCount | null
  /** Words beside or in place of a picture, and the reason the server gave; null when it said nothing. */
  readonly words: string | null
}

/** A model part as received: pictures still as bytes. */
export type ReceivedPart =
  | { readonly kind: 'text'; readonly text: string; readonly signature?: string; readonly thought?: true }
  | {
      readonly kind: 'image'
      readonly bytes: Uint8Array
      readonly mimeType: string
      readonly signature?: string
      readonly thought?: true
    }

export type EngineAnswer = AnswerFacts &
  (
    | {
        readonly kind: 'image'
        /** Exactly the bytes received. */
        readonly bytes: Uint8Array
        /** Sniffed from the bytes, whatever was declared. */
        readonly mimeType: string
        readonly turn: readonly ReceivedPart[]
      }
    | { readonly kind: 'text'; readonly text: string; readonly turn: readonly ReceivedPart[] }
    | {
        readonly kind: 'blocked'
        readonly where: 'prompt' | 'output'
        readonly reason: string
        readonly advice: Advice
        readonly problem: Problem
      }
    | { readonly kind: 'failed'; readonly reason: string; readonly advice: Advice; readonly problem: Problem }
    | { readonly kind: 'cancelled' }
  )

/** What is known of a model: one row of resources/models.json. Prices in US dollars. */
export interface ModelFacts {
  readonly id: string
  readonly kind: 'image' | 'text'
  readonly state: string
  readonly maxImages: number
  readonly sizes: readonly ImageSize[]
  readonly aspectRatios: readonly AspectRatio[]
  readonly usdPerImage: Readonly<Partial<Record<ImageSize, number>>>
  readonly usdPerMillionTokens?: { readonly input: number; readonly output: number }
}

export interface Engine {
  readonly name: EngineName
  /** The model used when a run names none. */
  readonly defaultModel: Readonly<Record<'image' | 'text', string>>
  /** What is known of a model, or null when it is not in the table. */
  readonly facts: (model: string) => ModelFacts | null
  /** List price of a request in US dollars, before it is sent. */
  readonly estimateUsd: (request: EngineRequest) => number
  /**
   * Sends one request, once. Never rejects for anything a server, a network or a user can do: those are answers.
   * Retrying is the queue's business.
   */
  readonly send: (request: EngineRequest, context: SendContext) => Promise<EngineAnswer>
  readonly close: () => Promise<void>
}
