import { createHash } from 'node:crypto'
import { type EngineName, Sha256 } from '../../contract/index.ts'
import type { EngineRequest, ModelPart, RequestPart } from './engine.ts'

/** Raised when the canonical form below changes: every stored answer is then asked for again. */
const KEY_VERSION = 1

export interface RequestKeys {
  /** Equal for requests that would get the same answer: a stored answer with this key is used, no request is sent. */
  readonly cacheKey: Sha256
  /** The same without engine and model: by this, replay finds what any engine answered. */
  readonly contentKey: Sha256
}

/**
 * The two names a request is found by: SHA-256 over a canonical JSON of config, turns and variant number, with and
 * without engine and model. Only what a model sees counts: a picture's role, its mime type and the signatures of
 * earlier answers are left out, because its bytes already decide them.
 */
export const requestKeys = (request: EngineRequest, engine: EngineName | 'local'): RequestKeys => {
  const turns = request.turns.map((turn) => [turn.role, turn.parts.map(seenPart)])
  const content = { v: KEY_VERSION, config: request.config, turns, variant: request.variant }
  return {
    cacheKey: sha256OfJson({ ...content, engine: [engine, request.model] }),
    contentKey: sha256OfJson(content),
  }
}

const seenPart = (part: RequestPart | ModelPart): readonly [string, string] =>
  part.kind === 'text' ? ['text', part.text] : ['image', part.sha256]

/**
 * SHA-256 of a value's canonical JSON: object keys sorted, absent fields left out. Equal values, equal hash, whatever the
 * order in which their fields were written.
 */
export const sha256OfJson = (value: unknown): Sha256 => {
  const json = JSON.stringify(value, (_key, field: unknown) => (isRecord(field) ? sorted(field) : field))
  return Sha256.parse(createHash('sha256').update(json).digest('hex'))
}

/** SHA-256 of a text in UTF-8. */
export const sha256OfText = (text: string): Sha256 => Sha256.parse(createHash('sha256').update(text).digest('hex'))

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sorted = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
