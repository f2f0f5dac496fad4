import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../../../src/contract/index.ts'
import type { Sha256 } from '../../../src/contract/index.ts'
import type { Engine, EngineAnswer, EngineRequest, SendContext } from '../../../src/core/engines/engine.ts'
import { sniffMime } from '../../../src/core/imaging/sniff.ts'

/** An engine that was opened for the suite, with questions it can answer. */
export interface EngineUnderTest {
  readonly engine: Engine
  /** A question for a picture 3:4, with text and at least one picture among its parts. */
  readonly image: EngineRequest
  /** A question in words about a picture. */
  readonly text: EngineRequest
  /** A question with as many pictures as the default image model takes; null where the engine cannot have one. */
  readonly many: EngineRequest | null
  readonly picture: SendContext['picture']
  /** Answers come from the library and nothing is sent. */
  readonly cached?: boolean
  /**
   * From now on every answer takes far longer than a test: for cancelling in the middle. Absent where answers are at once.
   */
  readonly stall?: () => Promise<void> | void
  readonly close: () => Promise<void>
}

/** An engine that draws on this machine takes seconds, more when it is busy. */
const SLOWEST_MS = 30_000
/** How soon a cancelled request must be given up. */
const AT_ONCE_MS = 500

/**
 * What every engine promises, whichever it is.
 * @param open opens the engine afresh, for all of these tests together.
 */
export const describeEngine = (name: string, open: () => Promise<EngineUnderTest>): void => {
  describe(`the ${name} engine`, { timeout: SLOWEST_MS }, () => {
    let under: EngineUnderTest
    const ask = (request: EngineRequest, told: Partial<SendContext> = {}) =>
      under.engine.send(request, { signal: new AbortController().signal, picture: under.picture, sends: 0, ...told })

    let drawn: Promise<EngineAnswer> | undefined
    /** The answer to the question for a picture, which is drawn once: some engines take seconds. */
    const picture = () => (drawn ??= ask(deepFrozen(structuredClone(under.image))))

    beforeAll(async () => {
      under = await open()
    })
    afterAll(async () => {
      await under.close()
    })

    it('[E1] answers a question for a picture with the bytes, what they are and the turn to give back', async () => {
      const answer = await picture()
      expect(answer).toMatchObject({ kind: 'image' })
      if (answer.kind !== 'image') return
      expect(sniffMime(answer.bytes)).toBe(answer.mimeType)
      expect(['image/png', 'image/jpeg', 'image/webp']).toContain(answer.mimeType)
      expect(answer.turn).toContainEqual(expect.objectContaining({ kind: 'image', mimeType: answer.mimeType }))
    })

    it('[E1] answers a question for words with words', async () => {
      const answer = await ask(under.text)
      expect(answer).toMatchObject({ kind: 'text' })
      if (answer.kind !== 'text') return
      expect(answer.text.trim()).not.toBe('')
      expect(answer.turn).toContainEqual(expect.objectContaining({ kind: 'text' }))
    })

    it('[E2] tells of every answer how long it took, what it cost and whether it was stored', async () => {
      for (const answer of [await picture(), await ask(under.text)]) {
        expect(answer.latencyMs).toBeGreaterThanOrEqual(0)
        expect(answer.costUsd).toBeGreaterThanOrEqual(0)
        expect(Number.isFinite(answer.latencyMs + answer.costUsd)).toBe(true)
        expect(answer.cached).toBe(under.cached ?? false)
      }
    })

    it('[E2] estimates a picture at what it then costs', async () => {
      const answer = await picture()
      expect(under.engine.estimateUsd(under.image)).toBeCloseTo(answer.costUsd, 10)
    })

    it('[E3] leaves the request as it was, whose hash the answer is stored under', async () => {
      const request = deepFrozen(structuredClone(under.text))
      expect(await ask(request)).toMatchObject({ kind: 'text' })
      expect(request).toEqual(under.text)
      expect(await picture()).toMatchObject({ kind: 'image' })
    })

    it('[E4] does nothing when it was cancelled before it began', async () => {
      let read = 0
      const counted = async (sha256: Sha256) => {
        read++
        return await under.picture(sha256)
      }
      const answer = await ask(under.image, { signal: AbortSignal.abort(), picture: counted })
      expect(answer).toMatchObject({ kind: 'cancelled', costUsd: 0 })
      expect(read).toBe(0)
    })

    it('[E6] answers several questions at once, each with its own', async () => {
      const answers = await Promise.all([ask(under.text), ask(under.image), ask(under.text)])
      expect(answers.map((answer) => answer.kind)).toEqual(['text', 'image', 'text'])
    })

    it('[E6] takes as many pictures as its model does', async ({ skip }) => {
      if (under.many === null) {
        skip()
        return
      }
      expect(await ask(under.many)).toMatchObject({ kind: 'image' })
    })

    it('[E7] knows its own models, and has a price for one it does not know', async () => {
      for (const kind of ['image', 'text'] as const)
        expect(under.engine.facts(under.engine.defaultModel[kind])).toMatchObject({ kind })
      const typed = { ...under.image, model: 'a-model-typed-by-hand' }
      expect(under.engine.facts(typed.model)).toBeNull()
      expect(under.engine.estimateUsd(typed)).toBe(under.engine.estimateUsd(under.image))
      expect(await ask(typed)).toMatchObject({ cached: expect.any(Boolean) })
    })

    it('[E8] answers, and does not throw, when a picture of the request cannot be read', async ({ skip }) => {
      if (under.cached === true) {
        skip()
        return
      }
      const problem = { code: 'picture-missing', message: 'A picture is missing.', next: 'Verify the library.' }
      const answer = await ask(under.image, { picture: () => Promise.reject(new ProblemError(problem)) })
      expect(answer).toMatchObject({ kind: 'failed', problem, advice: { kind: 'stop', scope: 'request' } })
    })

    it('[E5] gives up at once when it is cancelled in the middle', async ({ skip }) => {
      if (under.stall === undefined) {
        skip()
        return
      }
      await under.stall()
      const cancel = new AbortController()
      const answering = ask(under.image, { signal: cancel.signal })
      await new Promise((resolve) => setTimeout(resolve, 100))
      const cancelled = performance.now()
      cancel.abort()
      expect(await answering).toMatchObject({ kind: 'cancelled' })
      expect(performance.now() - cancelled).toBeLessThan(AT_ONCE_MS)
    })

    it('[E9] can be closed twice', async () => {
      await under.engine.close()
      await expect(under.engine.close()).resolves.toBeUndefined()
    })
  })
}

const deepFrozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFrozen(inner)
    Object.freeze(value)
  }
  return value
}
