import { z } from 'zod'

// Google may add fields and values on any day. Whatever is not as expected reads as absent, and what an answer lacks is
// then judged in answer.ts; only a body that is no object at all is refused here.
const text = z.string().nullish().catch(null)
const count = z.int().min(0).nullish().catch(null)

const Part = z.object({
  text,
  thought: z.boolean().nullish().catch(null),
  thoughtSignature: text,
  inlineData: z.object({ mimeType: text, data: text }).nullish().catch(null),
})
export type WirePart = z.infer<typeof Part>

const Candidate = z.object({
  content: z
    .object({ parts: z.array(Part).nullish().catch(null) })
    .nullish()
    .catch(null),
  finishReason: text,
  finishMessage: text,
})

const Usage = z.object({
  promptTokenCount: count,
  candidatesTokenCount: count,
  thoughtsTokenCount: count,
  totalTokenCount: count,
  candidatesTokensDetails: z
    .array(z.object({ modality: text, tokenCount: count }))
    .nullish()
    .catch(null),
})
export type WireUsage = z.infer<typeof Usage>

/** The body of `:generateContent` with status 200. */
export const WireAnswer = z.object({
  candidates: z.array(Candidate).nullish().catch(null),
  promptFeedback: z.object({ blockReason: text, blockReasonMessage: text }).nullish().catch(null),
  usageMetadata: Usage.nullish().catch(null),
})
export type WireAnswer = z.infer<typeof WireAnswer>

const Detail = z.object({
  '@type': text,
  reason: text,
  retryDelay: text,
  violations: z
    .array(z.object({ quotaId: text, quotaValue: z.union([z.string(), z.number()]).nullish().catch(null) }))
    .nullish()
    .catch(null),
})

const WireError = z.object({
  code: z.int().nullish().catch(null),
  message: text,
  status: text,
  details: z.array(Detail).nullish().catch(null),
})
export type WireError = z.infer<typeof WireError>

const ErrorBody = z.object({ error: WireError })

/** The error a body tells of, alone or as the first of a list; null when it tells of none. */
export const wireErrorOf = (content: unknown): WireError | null => {
  const body = ErrorBody.safeParse(Array.isArray(content) ? content[0] : content)
  return body.success ? body.data.error : null
}
