import { afterAll, beforeAll } from 'vitest'
import { unwrap } from '../../../../src/contract/index.ts'
import type { Engine, EngineAnswer, EngineRequest, SendContext } from '../../../../src/core/engines/engine.ts'
import { openGemini } from '../../../../src/core/engines/gemini/engine.ts'
import type { GeminiOptions } from '../../../../src/core/engines/gemini/engine.ts'
import { readModelTable } from '../../../../src/core/engines/models.ts'
import type { Behave, Behaviour } from '../../../fake-gemini/behaviour.ts'
import { startFakeGemini } from '../../../fake-gemini/server.ts'
import type { FakeGemini, Recorded } from '../../../fake-gemini/server.ts'
import type { Album } from '../asking.ts'
import { context, image, openAlbum, question, TEXT_CONFIG, words } from '../asking.ts'

export const KEY = 'AIzaSyTheKeyOfNobody-0123456789abcdefgh'
export const IMAGE_MODEL = 'gemini-nano-banana-2.1'
export const TEXT_MODEL = 'gemini-3.8-flash'

export interface Loopback {
  readonly fake: () => FakeGemini
  readonly engine: () => Engine
  readonly album: Album
  /** An engine on the same server with other options. */
  readonly open: (told?: Partial<GeminiOptions>) => Engine
  /** Sends one request, to be answered in the way told. */
  readonly ask: (
    told?: Behaviour | Behave,
    request?: EngineRequest,
    how?: Partial<SendContext> & { readonly engine?: Engine },
  ) => Promise<EngineAnswer>
  /** The request that came in last. */
  readonly last: () => Recorded
  readonly drawing: (told?: Partial<EngineRequest>) => EngineRequest
  readonly writing: () => EngineRequest
}

const healthy: Behave = () => undefined

/** The real SDK against a server on this machine, for all tests of a file. */
export const useLoopback = (): Loopback => {
  const album = openAlbum()
  let fake: FakeGemini
  let engine: Engine
  let behave: Behave = healthy
  const open = (told: Partial<GeminiOptions> = {}) =>
    openGemini({ apiKey: KEY, baseUrl: fake.url, models: unwrap(readModelTable()), ...told })

  beforeAll(async () => {
    fake = await startFakeGemini({ scale: 'small', apiKey: KEY, behave: (request, n) => behave(request, n) })
    engine = open()
  })
  afterAll(async () => {
    await engine.close()
    await fake.close()
  })

  const scene = image(album, 'scene', 'scene')
  const drawing = (told: Partial<EngineRequest> = {}) =>
    question(IMAGE_MODEL, [scene, words('A conductor at the height of the last movement.')], told)
  return {
    fake: () => fake,
    engine: () => engine,
    album,
    open,
    ask: async (told, request = drawing(), { engine: other, ...how } = {}) => {
      behave = typeof told === 'function' ? told : () => told
      return await (other ?? engine).send(request, context(album, how))
    },
    last: () => fake.requests.at(-1)!,
    drawing,
    writing: () => question(TEXT_MODEL, [scene, words('Describe the picture.')], { config: TEXT_CONFIG }),
  }
}
