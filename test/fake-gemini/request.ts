import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import type { ModelFacts } from '../../src/core/engines/engine.ts'
import { sniffMime } from '../../src/core/imaging/sniff.ts'
import { isAspectRatio, isImageSize } from './pictures.ts'

const Part = z.strictObject({
  text: z.string().optional(),
  inlineData: z.strictObject({ mimeType: z.string(), data: z.string() }).optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
})
const Content = z.strictObject({ role: z.enum(['user', 'model']), parts: z.array(Part).min(1) })
const Body = z.strictObject({
  contents: z.array(Content).min(1),
  // temperature, topP and topK are deprecated: a request that has them is not one of ours.
  generationConfig: z.strictObject({
    responseModalities: z.array(z.string()).min(1),
    imageConfig: z.strictObject({ aspectRatio: z.string(), imageSize: z.string() }).optional(),
    seed: z.int().optional(),
    candidateCount: z.int().optional(),
  }),
})
type WireBody = z.infer<typeof Body>
type WirePart = z.infer<typeof Part>

/** A valid request, as far as a server looks into it. */
export interface FakeRequest {
  readonly model: string
  readonly output: 'image' | 'text'
  readonly aspectRatio: string
  readonly imageSize: string
  readonly turns: number
  /** All texts of the last turn, joined. */
  readonly text: string
  /** The kinds of the last turn's parts, in order. */
  readonly order: readonly ('text' | 'image')[]
  /** Pictures of all turns. */
  readonly pictures: readonly { readonly mimeType: string; readonly sha256: string }[]
  /** SHA-256 of the whole body. */
  readonly hash: string
  /** As it came, each picture's data replaced by `sha256:` and the hash of its bytes: thousands are kept. */
  readonly body: WireBody
}

/** An HTTP error as Google words it. */
export interface Refusal {
  readonly status: number
  readonly name: string
  readonly message: string
  readonly details?: readonly unknown[]
}

const refuse = (message: string): Refusal => ({ status: 400, name: 'INVALID_ARGUMENT', message })

/** The signature this server puts on a part and wants back on the same part. */
export const signature = (said: string): string => createHmac('sha256', 'fake-gemini').update(said).digest('base64')

/** Reads a request as strictly as can be: what the real server would take in silence but should never get is refused too. */
export const readRequest = (model: ModelFacts, raw: Buffer): FakeRequest | Refusal => {
  let content: unknown
  try {
    content = JSON.parse(raw.toString('utf8'))
  } catch {
    return refuse('Invalid JSON payload received. Unexpected token.')
  }
  const parsed = Body.safeParse(content)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    if (issue?.code === 'unrecognized_keys')
      return refuse(
        `Invalid JSON payload received. Unknown name "${issue.keys[0]}" at '${issue.path.join('.')}': Cannot find field.`,
      )
    return refuse(`Invalid value at '${issue?.path.join('.')}': ${issue?.message}`)
  }
  const body = parsed.data
  return wrongConfig(model, body) ?? wrongTurns(model, body) ?? understood(model, body, raw)
}

const wrongConfig = (model: ModelFacts, body: WireBody): Refusal | null => {
  const { responseModalities, imageConfig, candidateCount } = body.generationConfig
  if (candidateCount !== undefined && candidateCount !== 1)
    return refuse('Multiple candidates is not enabled for this model')
  if (responseModalities.some((modality) => modality !== 'TEXT' && modality !== 'IMAGE'))
    return refuse(`Invalid value at 'generation_config.response_modalities': ${responseModalities.join()}`)
  if (responseModalities.includes('IMAGE')) {
    if (model.kind !== 'image') return refuse('Model does not support the requested response modalities: image,text')
    if (!responseModalities.includes('TEXT')) return refuse('A refusal could not be told: TEXT is missing.')
    if (imageConfig === undefined)
      return refuse('The proportions would follow the first picture: imageConfig is missing.')
    if (!isAspectRatio(imageConfig.aspectRatio)) return refuse(`Invalid aspect ratio ${imageConfig.aspectRatio}`)
    if (!isImageSize(imageConfig.imageSize) || !model.sizes.some((size) => size === imageConfig.imageSize))
      return refuse(`Image size ${imageConfig.imageSize} is not supported by ${model.id}`)
  } else if (imageConfig !== undefined) return refuse('imageConfig is for models that draw')
  return null
}

const wrongTurns = (model: ModelFacts, body: WireBody): Refusal | null => {
  const { contents } = body
  if (contents.at(-1)?.role !== 'user') return refuse('Please ensure that the last turn is of role user.')
  let pictures = 0
  for (const [place, turn] of contents.entries()) {
    if (turn.role !== (place % 2 === 0 ? 'user' : 'model')) return refuse('Please ensure that turns alternate.')
    for (const [index, part] of turn.parts.entries()) {
      if ((part.text === undefined) === (part.inlineData === undefined))
        return refuse(`contents[${place}].parts[${index}]: required oneof field 'data' must have one initialized field`)
      const wrong = part.inlineData === undefined ? null : wrongPicture(part.inlineData)
      if (wrong !== null) return wrong
      if (part.inlineData !== undefined) pictures++
      const unsigned = turn.role === 'model' ? wrongSignature(part, index) : null
      if (unsigned !== null) return unsigned
    }
  }
  return pictures > model.maxImages
    ? refuse(`Too many images: ${pictures}, the limit for ${model.id} is ${model.maxImages}`)
    : null
}

const wrongPicture = (picture: { readonly mimeType: string; readonly data: string }): Refusal | null => {
  if (picture.data === '' || !/^[A-Za-z0-9+/]*={0,2}$/.test(picture.data)) return refuse('Base64 decoding failed')
  const told = sniffMime(Buffer.from(picture.data.slice(0, 400), 'base64'))
  return told === null || told !== picture.mimeType
    ? refuse('Unable to process input image. Please retry or report')
    : null
}

const wrongSignature = (part: WirePart, index: number): Refusal | null => {
  const kind = part.inlineData === undefined ? 'Text' : 'Image'
  if (part.thoughtSignature === undefined)
    return kind === 'Image' || index === 0 ? refuse(`${kind} part is missing a thought_signature.`) : null
  return part.thoughtSignature === signature(part.inlineData?.data ?? part.text ?? '')
    ? null
    : refuse(`${kind} part has a thought_signature that is not its own: nothing of others may stand in a model turn.`)
}

const understood = (model: ModelFacts, body: WireBody, raw: Buffer): FakeRequest => {
  const last = body.contents.at(-1)?.parts ?? []
  const config = body.generationConfig
  return {
    model: model.id,
    output: config.responseModalities.includes('IMAGE') ? 'image' : 'text',
    aspectRatio: config.imageConfig?.aspectRatio ?? '1:1',
    imageSize: config.imageConfig?.imageSize ?? '1K',
    turns: body.contents.length,
    text: last.flatMap((part) => part.text ?? []).join('\n'),
    order: last.map((part) => (part.text === undefined ? 'image' : 'text')),
    pictures: body.contents
      .flatMap((turn) => turn.parts)
      .flatMap(({ inlineData }) =>
        inlineData === undefined ? [] : [{ mimeType: inlineData.mimeType, sha256: hashOfPicture(inlineData.data) }],
      ),
    hash: createHash('sha256').update(raw).digest('hex'),
    body: {
      ...body,
      contents: body.contents.map((turn) => ({
        ...turn,
        parts: turn.parts.map((part) =>
          part.inlineData === undefined
            ? part
            : { ...part, inlineData: { ...part.inlineData, data: `sha256:${hashOfPicture(part.inlineData.data)}` } },
        ),
      })),
    },
  }
}

const hashOfPicture = (data: string): string => createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex')
