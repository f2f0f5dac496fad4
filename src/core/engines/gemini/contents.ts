import type { Content, GenerateContentConfig, Part } from '@google/genai'
import type { EngineRequest, ModelPart, RequestPart, SendContext } from '../engine.ts'

/**
 * The whole conversation as the wire wants it, part for part in the order given. A chat object is not used: its
 * `sendMessage` replaces the configuration of the turns before.
 * @throws whatever `picture` throws.
 */
export const contentsOf = (request: EngineRequest, picture: SendContext['picture']): Promise<Content[]> =>
  Promise.all(
    request.turns.map(async (turn) => ({
      role: turn.role,
      parts: await Promise.all(turn.parts.map((part: RequestPart | ModelPart) => wirePart(part, picture))),
    })),
  )

const wirePart = async (part: RequestPart | ModelPart, picture: SendContext['picture']): Promise<Part> => {
  const said: Part =
    part.kind === 'text'
      ? { text: part.text }
      : { inlineData: { mimeType: part.mimeType, data: Buffer.from(await picture(part.sha256)).toString('base64') } }
  if ('thought' in part && part.thought) said.thought = true
  // A signature belongs to the very part it came with; Google answers 400 when it is missing or elsewhere.
  if ('signature' in part && part.signature !== undefined) said.thoughtSignature = part.signature
  return said
}

const LARGEST_SEED = 2_147_483_647

/**
 * The configuration of one request, whole in every turn. A picture always has its proportions and size said, since the
 * default follows whatever picture came first. temperature, topP and topK are deprecated and stay out. Variants of a
 * seeded request count up from its seed: the same seed twice would ask for the same picture twice.
 */
export const configOf = (request: EngineRequest): GenerateContentConfig => {
  const { output, aspectRatio, imageSize, seed } = request.config
  return {
    ...(output === 'image'
      ? {
          // TEXT lets the words of a refusal through.
          responseModalities: ['TEXT', 'IMAGE'],
          imageConfig: { aspectRatio: aspectRatio ?? '1:1', imageSize: imageSize ?? '1K' },
        }
      : { responseModalities: ['TEXT'] }),
    ...(seed === undefined ? {} : { seed: (seed + request.variant - 1) % (LARGEST_SEED + 1) }),
    // On, the SDK would send another billed request without a word.
    automaticContinuation: false,
  }
}
