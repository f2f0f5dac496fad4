import { z } from 'zod'
import { AttemptId, JobId, RunId, Sha256 } from './ids.ts'
import { AspectRatio, EngineName, ImageSize, PartRole, RecipeName, StepName, StrategyName, ViewName } from './names.ts'

/**
 * How an attempt ended. `unknown`: the request left and its answer was lost (the process died); it may have been billed.
 * An attempt that is under way in another process is `unknown` too, with the reason "in flight".
 */
export const AttemptStatus = z.enum(['succeeded', 'blocked', 'failed', 'cancelled', 'unknown'])
export type AttemptStatus = z.infer<typeof AttemptStatus>

/** One part of a request, in the order it was sent. */
export const AttemptPart = z.object({
  kind: z.enum(['text', 'image']),
  role: PartRole,
  /** Who said it: parts of earlier turns of a chat come before the last user turn. */
  turn: z.enum(['user', 'model']),
  sha256: Sha256,
  text: z.string().optional(),
  mimeType: z.string().optional(),
})
export type AttemptPart = Readonly<z.infer<typeof AttemptPart>>

/** What goes with the parts. Part of the cache key: a change here is another request. */
export const RequestConfig = z.object({
  output: z.enum(['image', 'text']),
  aspectRatio: AspectRatio.optional(),
  imageSize: ImageSize.optional(),
  seed: z.int().optional(),
})
export type RequestConfig = Readonly<z.infer<typeof RequestConfig>>

export const CheckFinding = z.object({
  check: z.string(),
  verdict: z.enum(['pass', 'warn', 'fail']),
  /** One sentence for people. */
  says: z.string(),
  figure: z.number().nullable(),
  limit: z.number().nullable(),
})
export type CheckFinding = Readonly<z.infer<typeof CheckFinding>>

export const TokenCount = z.object({ prompt: z.int(), output: z.int(), total: z.int() })
export type TokenCount = Readonly<z.infer<typeof TokenCount>>

/** One request to an engine, from the parts that went in to what came back. Nothing in it is ever overwritten. */
export const Attempt = z.object({
  id: AttemptId,
  run: RunId,
  job: JobId,
  identity: z.string().nullable(),
  step: StepName,
  recipe: RecipeName,
  strategy: StrategyName.nullable(),
  /** Place in the ladder, 0 first; null outside a ladder. */
  rung: z.int().min(0).nullable(),
  view: ViewName.nullable(),
  variant: z.int().positive(),
  status: AttemptStatus,
  /** The block or failure reason as the engine gave it, or what is known of a lost one; null when it succeeded. */
  reason: z.string().nullable(),
  httpStatus: z.int().nullable(),
  /** How often the request was sent again after a transient failure. */
  retries: z.int().min(0),
  latencyMs: z.number().nullable(),
  costUsd: z.number().min(0),
  cached: z.boolean(),
  engine: z.union([EngineName, z.literal('local')]),
  model: z.string(),
  config: RequestConfig,
  /** Template name and version (content hash) the prompt was rendered from. */
  prompt: z.object({ template: z.string(), version: z.string() }).nullable(),
  parts: z.array(AttemptPart).readonly(),
  image: Sha256.nullable(),
  mimeType: z.string().nullable(),
  /** What a text step answered. */
  text: z.string().nullable(),
  /** Words the model said beside or in place of a picture: refusals, finish messages. */
  words: z.string().nullable(),
  tokens: TokenCount.nullable(),
  checks: z.array(CheckFinding).readonly(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type Attempt = Readonly<z.infer<typeof Attempt>>
