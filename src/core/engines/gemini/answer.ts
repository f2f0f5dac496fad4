import { sniffMime } from '../../imaging/sniff.ts'
import type { RequestConfig, TokenCount } from '../../../contract/index.ts'
import type { ModelFacts, ReceivedPart } from '../engine.ts'
import { pictureUsd, tokensUsd } from '../models.ts'
import { readBlock, readFinish } from './finish.ts'
import { again, failure, problem } from './reading.ts'
import type { Aside, Reading } from './reading.ts'
import type { WireAnswer, WirePart, WireUsage } from './wire.ts'

/** What a request asked for, as far as its answer has to be judged and priced by it. */
export interface Asked {
  readonly config: RequestConfig
  /** The row whose prices count. */
  readonly prices: ModelFacts
}

/**
 * Reads a body that came with status 200: a picture, words, a block, or one of the ways to fail.
 *
 * What it cost: a picture is its list price by size, whether it can be used or not, and so is a held-back answer whose
 * usage lists image tokens; words are the tokens used; everything else is what the usage metadata bills at token
 * prices, which is nothing for models that have none.
 */
export const readAnswer = (answer: WireAnswer, asked: Asked): Reading => {
  const candidate = answer.candidates?.[0]
  const parts = candidate?.content?.parts ?? []
  const words = joined([
    ...parts.filter((part) => part.thought !== true).map((part) => part.text),
    answer.promptFeedback?.blockReasonMessage,
    candidate?.finishMessage,
  ])
  const image = asked.config.output === 'image' ? chosenImage(parts) : null
  const aside: Aside = {
    httpStatus: 200,
    costUsd: costUsd(answer.usageMetadata ?? null, asked, image !== null),
    tokens: tokenCount(answer.usageMetadata ?? null),
    words,
  }

  const blockReason = answer.promptFeedback?.blockReason
  if (blockReason) return { kind: 'blocked', ...aside, where: 'prompt', reason: blockReason, ...readBlock(blockReason) }

  const finishReason = candidate?.finishReason ?? null
  const finish = readFinish(finishReason)
  if (finish.kind === 'blocked')
    return {
      kind: 'blocked',
      ...aside,
      where: 'output',
      reason: finishReason ?? '',
      advice: finish.advice,
      problem: finish.problem,
    }
  if (finish.kind === 'failed') return failure(aside, finishReason ?? '', finish.advice, finish.problem)

  if (asked.config.output === 'text') return readWords(parts, finish.kind === 'cut', aside)
  if (image !== null) return readPicture(parts, image, aside)
  return words === null ? empty(aside) : textOnly(aside)
}

const readPicture = (parts: readonly WirePart[], image: WirePart, aside: Aside): Reading => {
  const bytes = bytesOf(image)
  const mimeType = sniffMime(bytes)
  if (mimeType !== 'image/jpeg' && mimeType !== 'image/png' && mimeType !== 'image/webp')
    return failure(
      aside,
      'UNREADABLE_PICTURE',
      again(1),
      problem(
        'picture-unreadable',
        `The model sent ${mimeType === null ? 'bytes that are no picture' : `a picture as ${mimeType}`}.`,
        'The studio reads JPEG, PNG and WebP. It asks once more; if that fails too, try another model.',
      ),
    )
  return { kind: 'image', ...aside, bytes, mimeType, turn: turnOf(parts, image) }
}

const readWords = (parts: readonly WirePart[], cut: boolean, aside: Aside): Reading => {
  const text = joined(parts.filter((part) => part.thought !== true).map((part) => part.text))
  if (text === null) return empty(aside)
  if (cut)
    return failure(
      aside,
      'MAX_TOKENS',
      again(1),
      problem(
        'answer-cut',
        'The model stopped in the middle of its words (MAX_TOKENS).',
        'The studio asks once more; if that fails too, ask for a shorter description.',
      ),
    )
  return { kind: 'text', ...aside, words: null, text, turn: turnOf(parts, null) }
}

const textOnly = (aside: Aside): Reading =>
  failure(
    aside,
    'TEXT_ONLY',
    again(1),
    problem(
      'no-picture',
      'The model answered with words and no picture.',
      'The studio asks once more. The history keeps what it said; begin the prompt with what the picture shows.',
    ),
  )

const empty = (aside: Aside): Reading =>
  failure(
    aside,
    'EMPTY',
    again(1),
    problem('answer-empty', 'The model answered with nothing at all.', 'The studio asks once more.'),
  )

const bytesOf = (part: WirePart): Uint8Array => Buffer.from(part.inlineData?.data ?? '', 'base64')

const hasImage = (part: WirePart): boolean => (part.inlineData?.data ?? '') !== ''

/**
 * The last picture that is not a thought; when all are thoughts, the last of them. Never all of them joined, which is what
 * the SDK's `response.data` does.
 */
const chosenImage = (parts: readonly WirePart[]): WirePart | null =>
  parts.findLast((part) => hasImage(part) && part.thought !== true) ?? parts.findLast(hasImage) ?? null

/** What has to be given back in a later turn: all that was said, with its signatures. Unsigned thoughts need not be. */
const turnOf = (parts: readonly WirePart[], chosen: WirePart | null): ReceivedPart[] =>
  parts
    .filter((part) => part === chosen || part.thought !== true || part.thoughtSignature)
    .flatMap((part): ReceivedPart[] => {
      const marks = {
        ...(part.thoughtSignature ? { signature: part.thoughtSignature } : {}),
        ...(part.thought === true ? { thought: true as const } : {}),
      }
      if (hasImage(part)) {
        const bytes = bytesOf(part)
        return [{ kind: 'image', bytes, mimeType: sniffMime(bytes) ?? part.inlineData?.mimeType ?? '', ...marks }]
      }
      // A signature may come on a part of its own, with empty words.
      return part.text || part.thoughtSignature ? [{ kind: 'text', text: part.text ?? '', ...marks }] : []
    })

const joined = (texts: readonly (string | null | undefined)[]): string | null => {
  const said = texts.filter((text) => typeof text === 'string' && text.trim() !== '').join('\n')
  return said === '' ? null : said
}

/** Thinking is billed as output. */
const tokenCount = (usage: WireUsage | null): TokenCount | null => {
  if (usage === null) return null
  const prompt = usage.promptTokenCount ?? 0
  const output = (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0)
  return { prompt, output, total: usage.totalTokenCount ?? prompt + output }
}

const costUsd = (usage: WireUsage | null, asked: Asked, pictureCame: boolean): number => {
  const { output, imageSize } = asked.config
  const drawn = usage?.candidatesTokensDetails?.some(
    (detail) => detail.modality === 'IMAGE' && (detail.tokenCount ?? 0) > 0,
  )
  if (output === 'image' && (pictureCame || drawn === true)) return pictureUsd(asked.prices, imageSize ?? '1K')
  const tokens = tokenCount(usage)
  return tokens === null || tokens.output === 0 ? 0 : tokensUsd(asked.prices, tokens)
}
