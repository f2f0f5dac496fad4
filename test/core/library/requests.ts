import { type EngineName, RunSpec, Sha256 } from '../../../src/contract/index.ts'
import type { EngineRequest } from '../../../src/core/engines/engine.ts'
import { requestKeys, sha256OfJson } from '../../../src/core/engines/keys.ts'
import type { AttemptEnd, NewJob, RecordedRequest } from '../../../src/core/library/types.ts'

export const SHA = Sha256.parse('ab'.repeat(32))

export const spec = (name = 'Chef'): RunSpec =>
  RunSpec.parse({
    subject: {
      traits: { name: 'Ada', gender: 'woman', hairColor: 'brown', eyeColor: 'green' },
      photos: [{ sha256: SHA, name: 'front.jpg', pose: 'front', width: 800, height: 1000, mimeType: 'image/jpeg' }],
    },
    identities: [{ name, category: 'work', iAm: 'I am a chef.', visualization: 'A kitchen at night.' }],
  })

export const newJob = (path: string, change: Partial<NewJob> = {}): NewJob => ({
  path,
  step: 'scene',
  maker: 'scene',
  identity: 'Chef',
  strategy: null,
  slot: null,
  rung: null,
  view: null,
  variant: 1,
  inputs: {},
  state: 'ready',
  ...change,
})

export const question = (text: string, change: Partial<EngineRequest> = {}): EngineRequest => ({
  model: 'painter',
  config: { output: 'image', aspectRatio: '3:4' },
  turns: [{ role: 'user', parts: [{ kind: 'text', role: 'prompt', text }] }],
  variant: 1,
  ...change,
})

/** A request as the pipeline records it. */
export const recordedRequest = (text: string, engine: EngineName = 'simulator'): RecordedRequest => {
  const request = question(text)
  return {
    ...requestKeys(request, engine),
    engine,
    model: request.model,
    config: request.config,
    variant: request.variant,
    parts: [{ kind: 'text', role: 'prompt', turn: 'user', sha256: sha256OfJson(text), text }],
    prompt: { template: 'scene', version: 'f00d' },
  }
}

export const end = (change: Partial<AttemptEnd> = {}): AttemptEnd => ({
  status: 'succeeded',
  reason: null,
  httpStatus: 200,
  latencyMs: 12.5,
  costUsd: 0.04,
  cached: false,
  image: null,
  mimeType: null,
  text: null,
  words: null,
  tokens: null,
  checks: [],
  turn: [],
  ...change,
})

export const LEASE_MS = 60_000
