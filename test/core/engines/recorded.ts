import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunSpec, unwrap } from '../../../src/contract/index.ts'
import type { EngineRequest, ModelPart } from '../../../src/core/engines/engine.ts'
import { requestKeys, sha256OfJson } from '../../../src/core/engines/keys.ts'
import { openLibrary } from '../../../src/core/library/open.ts'
import type { AttemptEnd, Library, NewJob } from '../../../src/core/library/types.ts'
import { drawPng } from '../../fake-gemini/pictures.ts'

/** What a request was answered with before. */
export type Recording =
  | { readonly request: EngineRequest; readonly picture: Uint8Array }
  | { readonly request: EngineRequest; readonly text: string }

const SPEC = RunSpec.parse({
  subject: {
    traits: { name: 'Ada', gender: 'woman', hairColor: 'black', eyeColor: 'brown' },
    photos: [{ sha256: 'a'.repeat(64), name: 'a.png', pose: 'front', width: 800, height: 800, mimeType: 'image/png' }],
  },
  identities: [{ name: 'Chef', category: 'Craft', iAm: 'I am a chef.', visualization: 'At the pass.' }],
})

/** A real library in a folder of its own that holds these answers, as a run would have left them. */
export const recordedLibrary = async (
  recordings: readonly Recording[],
): Promise<{ readonly library: Library; readonly close: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'recorded-'))
  const library = unwrap(await openLibrary({ folder, holder: 'a test' }))
  const jobs = recordings.map(jobFor)
  const run = await library.createRun(SPEC, sha256OfJson(SPEC), jobs)
  for (const [place, job] of library.jobs(run).entries()) {
    const recording = recordings[place]
    if (recording === undefined) continue
    const { request } = recording
    const attempt = await library.startAttempt(
      job.id,
      {
        ...requestKeys(request, 'gemini'),
        engine: 'gemini',
        model: request.model,
        config: request.config,
        variant: request.variant,
        parts: request.turns.flatMap((turn) =>
          turn.parts.map((part) => ({
            kind: part.kind,
            role: 'role' in part ? part.role : 'result',
            turn: turn.role,
            ...(part.kind === 'text'
              ? { sha256: sha256OfJson(part.text), text: part.text }
              : { sha256: part.sha256, mimeType: part.mimeType }),
          })),
        ),
        prompt: null,
      },
      0,
      60_000,
    )
    await library.endAttempt(attempt, await endOf(library, recording), { state: 'succeeded' })
  }
  return {
    library,
    close: async () => {
      library.close()
      await rm(folder, { recursive: true })
    },
  }
}

const jobFor = ({ request }: Recording, place: number): NewJob => ({
  path: `job ${place}`,
  step: request.config.output === 'image' ? 'scene' : 'describe',
  maker: 'test',
  identity: null,
  strategy: null,
  slot: null,
  rung: null,
  view: null,
  variant: request.variant,
  inputs: {},
  state: 'ready',
})

const endOf = async (library: Library, recording: Recording): Promise<AttemptEnd> => {
  const facts = { kind: 'answer', mimeType: 'image/png', width: 224, height: 300 } as const
  const image = 'picture' in recording ? await library.putPicture(recording.picture, facts) : null
  const text = 'text' in recording ? recording.text : null
  const said: ModelPart =
    image === null
      ? { kind: 'text', text: text ?? '' }
      : { kind: 'image', sha256: image, mimeType: 'image/png', signature: 'signed' }
  return {
    status: 'succeeded',
    reason: null,
    httpStatus: 200,
    latencyMs: 1,
    costUsd: 0,
    image,
    mimeType: image === null ? null : 'image/png',
    text,
    words: null,
    tokens: null,
    checks: [],
    cached: false,
    turn: [said],
  }
}

/** A picture 3:4, as a model would have drawn it. */
export const drawnPicture = (): Uint8Array => drawPng('drawn', '3:4', '1K', 'small')
