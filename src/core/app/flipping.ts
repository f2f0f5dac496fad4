import type { Card } from '../../contract/api/index.ts'
import { type CheckFinding, failed, identityKeys, ok, type Result, type Sha256 } from '../../contract/index.ts'
import { requestKeys } from '../engines/keys.ts'
import type { RecordedRequest } from '../library/types.ts'
import { endedAs } from '../pipeline/work.ts'
import type { Studio } from '../studio.ts'
import type { Events } from './events.ts'
import type { ServedPictures } from './served-pictures.ts'

export interface FlippingParts {
  readonly studio: Pick<Studio, 'library' | 'imaging' | 'look'>
  readonly events: Pick<Events, 'tell'>
  readonly served: Pick<ServedPictures, 'prepare'>
}

/** Raised when flipping gives other bytes, so that older ones are not taken for it. */
export const FLIP_MODEL = 'flip@1'

/** Only heads are flipped: a scene has lettering and hands, and a final is made from what was flipped. */
const FLIPPED_STEPS: ReadonlySet<Card['step']> = new Set(['portrait', 'views'])

const requestFor = (picture: Sha256, mimeType: string, role: 'portrait' | 'view', variant: number): RecordedRequest => {
  const part = { kind: 'image', role, sha256: picture, mimeType } as const
  const config = { output: 'image' } as const
  const request = { model: FLIP_MODEL, config, turns: [{ role: 'user', parts: [part] }], variant: 1 } as const
  return {
    ...requestKeys(request, 'local'),
    engine: 'local',
    model: FLIP_MODEL,
    config,
    variant,
    parts: [{ ...part, turn: 'user' }],
    prompt: null,
  }
}

/** What marks a flipped picture wherever its checks are read. */
const flippedFrom = (picture: Sha256): CheckFinding => ({
  check: 'flipped',
  verdict: 'warn',
  says: `Flipped left to right on this machine, from ${picture.slice(0, 12)}: a parting, a mole and buttons are on the other side now.`,
  figure: null,
  limit: null,
})

/** Pictures turned about left to right, when somebody asks for it; never by themselves. */
export const openFlipping = ({ studio: { library, imaging, look }, events, served }: FlippingParts) => {
  const { cards } = library

  const checksOf = async (original: Card, sha256: Sha256, bytes: Uint8Array): Promise<readonly CheckFinding[]> => {
    const marked = flippedFrom(original.sha256)
    const attempt = library.attempt(original.attempt)
    const run = library.run(original.run)
    if (!look || !attempt || !run) return [marked]
    const { spec } = run
    const identity = spec.identities[identityKeys(spec.identities).indexOf(attempt.identity ?? '')]
    const about = {
      run: run.id,
      step: original.step,
      view: original.view,
      strategy: original.strategy,
      parts: attempt.parts,
      subject: spec.subject,
      styled: spec.style !== undefined || identity?.style !== undefined,
      limits: spec.settings.limits,
    }
    const found = await look.check({ sha256, bytes }, about, AbortSignal.timeout(60_000)).catch(() => [])
    return [marked, ...found]
  }

  return {
    /** The card of the flipped picture; the same one where it was flipped before. */
    flip: async (picture: Sha256): Promise<Result<Card>> => {
      const [original] = cards.of([picture])
      if (!original)
        return failed('picture-missing', 'There is no such picture among those that were made.', 'Reload the window.')
      if (!FLIPPED_STEPS.has(original.step))
        return failed(
          'flip-refused',
          'Only views and matched portraits are flipped.',
          'Flip the portrait, and make the final from that.',
        )
      const role = original.step === 'views' ? 'view' : 'portrait'
      const request = requestFor(picture, original.mimeType, role, original.variant)
      const before = library.cached(request.cacheKey)?.image
      const there = before ? cards.of([before])[0] : undefined
      if (there) return ok(there)
      const started = performance.now()
      const made = await imaging.flip(await library.picture(picture), picture)
      if (!made.ok) return made
      const { bytes, ...facts } = made.value
      const image = await library.putPicture(bytes, { kind: 'derived', ...facts })
      const checks = await checksOf(original, image, bytes)
      const latencyMs = performance.now() - started
      await library.recordMade(
        original.job,
        request,
        endedAs('succeeded', { latencyMs, image, mimeType: facts.mimeType, checks }),
      )
      served.prepare(image)
      const born = cards.places(image).map((place) => ({ sha256: image, ...place }))
      events.tell({ type: 'work', jobs: [], runs: [], born })
      const [card] = cards.of([image])
      return card ? ok(card) : failed('flip-lost', 'The flipped picture was not kept.', 'Try it again.')
    },
  }
}

export type Flipping = ReturnType<typeof openFlipping>
