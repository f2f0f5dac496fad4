import type { Behaviour } from './behaviour.ts'
import { drawPicture } from './pictures.ts'
import type { Scale } from './pictures.ts'
import { signature } from './request.ts'
import type { FakeRequest, Refusal } from './request.ts'

/** Tokens Gemini counts for one picture, in the answer and in the question. */
const PICTURE_TOKENS = 1120
const MIME = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as const

const NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}
const MESSAGES: Readonly<Record<number, string>> = {
  429: 'You exceeded your current quota',
  500: 'An internal error has occurred. Please retry or report.',
  503: 'The model is overloaded. Please try again later.',
  504: 'The request timed out. Please try again.',
}

/** An error as Google writes it. */
export const errorBody = (error: Omit<Refusal, 'name' | 'message'> & { name?: string; message?: string }): unknown => ({
  error: {
    code: error.status,
    message: error.message ?? MESSAGES[error.status] ?? `Error ${error.status}`,
    status: error.name ?? NAMES[error.status] ?? 'UNKNOWN',
    ...(error.details === undefined ? {} : { details: error.details }),
  },
})

const quotaDetails = (quotaId: string, quotaValue: string, retryDelay: string): readonly unknown[] => [
  { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId, quotaValue }] },
  { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
]

/** 429 with a quota per minute and a told delay, as Google sends it. */
export const rateLimited = (retryDelay = '38.2s'): Behaviour => ({
  do: 'error',
  status: 429,
  details: quotaDetails('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '20', retryDelay),
})

/** 429 with a quota per day. It tells a delay too, which is of no use. */
export const dailyQuota = (quotaValue = '100'): Behaviour => ({
  do: 'error',
  status: 429,
  details: quotaDetails('GenerateRequestsPerDayPerProjectPerModel-FreeTier', quotaValue, '13s'),
})

/** 400 for a key Google does not know. */
export const invalidKey: Refusal = {
  status: 400,
  name: 'INVALID_ARGUMENT',
  message: 'API key not valid. Please pass a valid API key.',
  details: [
    { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
  ],
}

const textPart = (text: string) => ({ text, thoughtSignature: signature(text) })

const picturePart = (bytes: Buffer, mimeType: string) => {
  const data = bytes.toString('base64')
  return { inlineData: { mimeType, data }, thoughtSignature: signature(data) }
}

/** The usage metadata of an answer; `pictures` and `words` are what it holds. */
export const usage = (request: FakeRequest, pictures: number, words: string): Record<string, unknown> => {
  const prompt = Math.ceil(request.text.length / 4) + request.pictures.length * PICTURE_TOKENS
  const output = pictures * PICTURE_TOKENS + Math.ceil(words.length / 4)
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: output,
    totalTokenCount: prompt + output,
    ...(pictures > 0
      ? { candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: pictures * PICTURE_TOKENS }] }
      : {}),
  }
}

const candidate = (
  request: FakeRequest,
  parts: readonly unknown[],
  finishReason: string,
  pictures: number,
  words: string,
) => ({
  candidates: [{ content: { role: 'model', parts }, finishReason, index: 0 }],
  usageMetadata: usage(request, pictures, words),
  modelVersion: request.model,
})

/** The body of an answer with a picture. `seed` decides its colours. */
export const pictureBody = async (
  request: FakeRequest,
  told: Omit<Extract<Behaviour, { do: 'picture' }>, 'do'>,
  seed: string,
  scale: Scale,
): Promise<unknown> => {
  const format = told.format ?? 'png'
  const draw = async (name: string) =>
    picturePart(
      await drawPicture(format, `${seed} ${name}`, request.aspectRatio, request.imageSize, scale),
      told.declared ?? MIME[format],
    )
  const parts: unknown[] = []
  const thoughts = told.thoughts === 'only' ? 2 : (told.thoughts ?? 0)
  for (let i = 0; i < thoughts; i++) {
    const { inlineData, thoughtSignature } = await draw(`thought ${i}`)
    // Thoughts are signed only when there is nothing else that could be.
    parts.push({ inlineData, thought: true, ...(told.thoughts === 'only' ? { thoughtSignature } : {}) })
  }
  if (told.words !== undefined) parts.push(textPart(told.words))
  const pictures = told.thoughts === 'only' ? 0 : (told.pictures ?? 1)
  for (let i = 0; i < pictures; i++) parts.push(await draw(`picture ${i}`))
  return candidate(request, parts, told.finishReason ?? 'STOP', 1, told.words ?? '')
}

export const textBody = (request: FakeRequest, text: string, finishReason = 'STOP'): unknown =>
  candidate(request, [textPart(text)], finishReason, 0, text)

export const promptBlockBody = (request: FakeRequest, reason: string, message?: string): unknown => ({
  promptFeedback: { blockReason: reason, ...(message === undefined ? {} : { blockReasonMessage: message }) },
  usageMetadata: { promptTokenCount: usage(request, 0, '')['promptTokenCount'] },
})

export const outputBlockBody = (
  request: FakeRequest,
  told: Omit<Extract<Behaviour, { do: 'block-output' }>, 'do'>,
): unknown => ({
  candidates: [
    {
      ...(told.content === 'absent'
        ? {}
        : { content: { role: 'model', ...(told.words === undefined ? {} : { parts: [textPart(told.words)] }) } }),
      finishReason: told.reason,
      ...(told.message === undefined ? {} : { finishMessage: told.message }),
    },
  ],
  usageMetadata: { promptTokenCount: usage(request, 0, '')['promptTokenCount'] },
})

/**
 * What the text model says: one of the views where the request names several to choose from, else a recreation prompt
 * without a word about the face. Repeatable.
 */
export const wordsFor = (request: FakeRequest): string => {
  const views = [...new Set(request.text.match(/\b(front|(profile|three-quarter)[ -](left|right))\b/gi))]
  const turn = Number.parseInt(request.hash.slice(0, 6), 16)
  if (views.length >= 3) return views[turn % views.length] ?? ''
  const hour = ['late golden hour', 'blue dusk', 'a single stage light', 'morning haze'][turn % 4]
  return [
    `A chest-up cinematic portrait at ${hour}, the figure slightly left of the middle, about a fifth of the width of the picture.`,
    'Warm key light from the left edge, deep shadow on the right, a thin rim along the shoulders.',
    'Upright and calm, hands at chest height; tailored dark clothes with a fine texture.',
    'A grand hall falls out of focus behind; camera at eye level, long lens, shallow depth.',
    'Teal and amber grading, film grain, movie-poster finish; no text, no watermark.',
    `Take ${request.hash.slice(0, 8)}.`,
  ].join(' ')
}
