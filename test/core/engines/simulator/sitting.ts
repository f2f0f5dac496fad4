import { createHash } from 'node:crypto'
import { Sha256, unwrap, ViewName } from '../../../../src/contract/index.ts'
import type { Identity, PartRole, RequestConfig, SubjectTraits } from '../../../../src/contract/index.ts'
import type { EngineRequest, RequestPart, Turn } from '../../../../src/core/engines/engine.ts'
import { replyTo, seedOfRequest } from '../../../../src/core/engines/simulator/answer.ts'
import type { Reply } from '../../../../src/core/engines/simulator/answer.ts'
import type { Familiar } from '../../../../src/core/engines/simulator/familiar.ts'
import type { MisbehaviourName } from '../../../../src/core/engines/simulator/misbehave.ts'
import type { RequestPicture } from '../../../../src/core/engines/simulator/reading/pictures.ts'
import { shotText } from '../../../../src/core/engines/simulator/shot-schema.ts'
import type { Rgb, Shot } from '../../../../src/core/engines/simulator/shot.ts'
import { MASKED_KEYWORD } from '../../../../src/core/imaging/keywords.ts'
import { decodeRgb, encodeJpeg, encodePng } from '../../../../src/core/imaging/pixels.ts'
import { openPrompts } from '../../../../src/core/prompts/catalog.ts'
import { variablesFor } from '../../../../src/core/prompts/facts.ts'
import { purposeOf } from '../../../../src/core/prompts/purposes.ts'
import type { TemplateName } from '../../../../src/core/prompts/purposes.ts'
import { render } from '../../../../src/core/prompts/template.ts'
import type { PromptFacts } from '../../../../src/core/prompts/types.ts'

export const WOMAN: SubjectTraits = {
  name: 'Ada',
  gender: 'woman',
  hairColor: 'dark brown',
  eyeColor: 'green',
  build: 'slim',
}
export const MAN: SubjectTraits = { name: 'Bo', gender: 'man', hairColor: 'short blonde', eyeColor: 'blue' }

export const CONDUCTOR: Identity = {
  name: 'Conductor',
  category: 'music',
  iAm: 'I am the conductor of a great orchestra.',
  visualization:
    'On the podium of a grand concert hall at night, in a black tailcoat, baton raised, smiling at the orchestra.',
}

export interface PhotoLook {
  readonly skin: Rgb
  readonly hair: Rgb
  /** How much brighter the left half of the face is; 1 is even. */
  readonly leftOverRight?: number
  /** How far down the hair hangs beside the face, as a share of the height. */
  readonly hairDownTo?: number
}

const ellipse = (x: number, y: number, cx: number, cy: number, rx: number, ry: number): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1

/** A photo of a very plain person: a face, hair above it, a grey wall. */
export const aPhoto = (
  { skin, hair, leftOverRight = 1, hairDownTo = 0 }: PhotoLook,
  [width, height]: readonly [number, number] = [400, 500],
): Promise<Uint8Array> => {
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height]
      const onFace = ellipse(u, v, 0.5, 0.45, 0.2, 0.22)
      const hangs = v > 0.36 && v < hairDownTo && Math.abs(u - 0.5) < 0.28
      const colour: Rgb = onFace ? skin : hangs || ellipse(u, v, 0.5, 0.36, 0.25, 0.24) ? hair : [0.5, 0.53, 0.56]
      const light = onFace && u < 0.5 ? Math.sqrt(leftOverRight) : onFace ? 1 / Math.sqrt(leftOverRight) : 1
      for (const [channel, value] of colour.entries())
        pixels[(y * width + x) * 3 + channel] = Math.min(255, Math.round(value * light * 255))
    }
  return encodeJpeg(pixels, width, height)
}

export interface Asked {
  readonly pictures?: readonly RequestPart[]
  readonly order?: 'prompt first' | 'pictures first'
  readonly config?: RequestConfig
  readonly variant?: number
  readonly strikes?: readonly MisbehaviourName[]
  /** Turns of the chat that came before. */
  readonly before?: readonly Turn[]
}

export const POSTER: RequestConfig = { output: 'image', aspectRatio: '3:4', imageSize: '1K' }
export const HEADSHOT: RequestConfig = { output: 'image', aspectRatio: '1:1', imageSize: '1K' }
const prompts = unwrap(openPrompts({ bundled: new URL('../../../../resources/prompts', import.meta.url).pathname }))

const part = (role: PartRole, sha256: Sha256): RequestPart => ({ kind: 'image', role, sha256, mimeType: 'image/png' })

/**
 * A sitting with the simulator at which nothing is drawn: requests are read and answered up to the shot, and a picture is
 * a few grey pixels that carry it.
 */
export const openSitting = (traits = WOMAN, identity = CONDUCTOR, familiar: readonly Familiar[] = []) => {
  const blobs = new Map<Sha256, Uint8Array>()
  const add = (bytes: Uint8Array): Sha256 => {
    const sha256 = Sha256.parse(createHash('sha256').update(bytes).digest('hex'))
    blobs.set(sha256, bytes)
    return sha256
  }

  /** A picture of the simulator's, as a part of a request. */
  const pictureOf = async (role: PartRole, shot: Shot): Promise<RequestPart> =>
    part(role, add(await encodePng(new Uint8Array(16 * 16 * 3).fill(128), 16, 16, { text: shotText(shot) })))

  /** A scene of the simulator's whose face was painted out, as a part of a request. */
  const maskedOf = async (shot: Shot): Promise<RequestPart> => {
    const text = { ...shotText(shot), [MASKED_KEYWORD]: '{"faces":1}' }
    return part('scene', add(await encodePng(new Uint8Array(16 * 16 * 3).fill(128), 16, 16, { text })))
  }

  const reply = (prompt: string, asked: Asked = {}): Promise<Reply> => {
    const { pictures = [], order = 'prompt first', config = POSTER, variant = 1, strikes = [], before = [] } = asked
    const text: RequestPart = { kind: 'text', role: 'prompt', text: prompt }
    const parts = order === 'prompt first' ? [text, ...pictures] : [...pictures, text]
    const request: EngineRequest = {
      model: 'simulator-1',
      config,
      turns: [...before, { role: 'user', parts }],
      variant,
    }
    const seen = request.turns.flatMap(({ role: by, parts: said }, turn) =>
      said.flatMap((one): RequestPicture[] =>
        one.kind === 'text'
          ? []
          : [
              {
                role: 'role' in one ? one.role : 'result',
                by,
                turn,
                sha256: one.sha256,
                bytes: blobs.get(one.sha256)!,
              },
            ],
      ),
    )
    const question = { request, pictures: seen, seed: seedOfRequest(request, 0), strikes: new Set(strikes), familiar }
    return replyTo(question, decodeRgb)
  }

  const shoot = async (prompt: string, asked: Asked = {}): Promise<Shot> => {
    const answer = await reply(prompt, asked)
    if (answer.kind !== 'shot') throw new Error(`expected a picture, got ${JSON.stringify(answer)}`)
    return answer.shot
  }

  const say = async (prompt: string, picture: RequestPart): Promise<string> => {
    const answer = await reply(prompt, { pictures: [picture], order: 'pictures first', config: { output: 'text' } })
    if (answer.kind !== 'text') throw new Error(`expected words, got ${JSON.stringify(answer)}`)
    return answer.text
  }

  /** A bundled prompt, rendered for this subject and identity. */
  const prompt = (name: TemplateName, facts: Partial<PromptFacts> = {}): string =>
    render(prompts.get(name).text, variablesFor(purposeOf(name), { traits, identity, ...facts })).text

  /** A photo as it comes from a file: JPEG, nothing said in it. */
  const photoOf = (jpeg: Uint8Array): RequestPart => part('reference', add(jpeg))
  const photo = async (look: PhotoLook): Promise<RequestPart> => photoOf(await aPhoto(look))
  const photos = async (
    skin: Rgb = [0.82, 0.63, 0.52],
    hair: Rgb = [0.2, 0.13, 0.09],
  ): Promise<readonly RequestPart[]> =>
    Promise.all([0, 1, 2, 3].map((n) => photo({ skin: [skin[0], skin[1], skin[2] + n * 0.004], hair })))

  const view = (name: ViewName, references: readonly RequestPart[], variant = 1): Promise<Shot> =>
    shoot(prompt('views', { view: name, pictures: { reference: references.length } }), {
      pictures: references,
      config: HEADSHOT,
      variant,
    })
  const views = async (references: readonly RequestPart[]): Promise<readonly RequestPart[]> =>
    Promise.all(ViewName.options.map(async (name) => pictureOf('view', await view(name, references))))

  return { photoOf, pictureOf, maskedOf, reply, shoot, say, prompt, photos, view, views }
}

/** How many pictures of each kind the default requests hold. */
export const COUNTS = { view: 5, scene: 1, portrait: 1 } as const
