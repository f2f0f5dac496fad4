import { randomUUID } from 'node:crypto'
import type { Attempt, Sha256 } from '../../../contract/index.ts'
import type { EngineRequest, ModelPart, RequestPart, Turn } from '../engine.ts'
import { API_VERSION, GOOGLE_BASE_URL } from './connection.ts'
import { configOf, contentsOf } from './contents.ts'

/** Where the pictures of a command come from: a file each, or base64 within it. */
export type CurlPictures =
  | { readonly file: (sha256: Sha256) => string }
  | { readonly bytes: (sha256: Sha256) => Promise<Uint8Array> }

/** A text as one word of a POSIX shell, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** The conversation that an attempt sent, as far as it is recorded: the model's signatures are not part of it. */
const turnsOf = ({ parts }: Pick<Attempt, 'parts'>): readonly Turn[] => {
  const turns: { role: 'user' | 'model'; parts: (RequestPart & ModelPart)[] }[] = []
  for (const { kind, role, turn, sha256, text = '', mimeType = 'image/png' } of parts) {
    const part = kind === 'text' ? { kind, role, text } : { kind, role, sha256, mimeType }
    const last = turns.at(-1)
    if (last?.role === turn) last.parts.push(part)
    else turns.push({ role: turn, parts: [part] })
  }
  return turns
}

/**
 * A request as a command for a shell that asks Gemini the same, with the key as $GEMINI_API_KEY. The body goes through a pipe,
 * since a picture is longer than an argument may be; everything somebody wrote stands in single quotes and is data alone.
 */
export const asCurl = async (attempt: Attempt, model: string, pictures: CurlPictures): Promise<string> => {
  const request: EngineRequest = { model, config: attempt.config, turns: turnsOf(attempt), variant: attempt.variant }
  // Stands for a picture until the body is cut to pieces; nothing that anybody wrote can hold it.
  const mark = randomUUID()
  const contents = await contentsOf(request, async (sha256) => await Promise.resolve(Buffer.from(`${mark}${sha256}`)))
  const { automaticContinuation: _ofTheClientAlone, ...generationConfig } = configOf(request)
  const body = JSON.stringify({ contents, generationConfig })
  const pieces = body.split(/"data":"([A-Za-z0-9+/=]+)"/)
  const lines: string[] = []
  for (const [at, piece] of pieces.entries()) {
    const named = at % 2 === 1 ? Buffer.from(piece, 'base64').toString('latin1') : ''
    if (at % 2 === 0) lines.push(`  printf %s ${quoted(piece)}`)
    else if (named.startsWith(mark)) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written as such a few lines above
      const sha256 = named.slice(mark.length) as Sha256
      lines.push(
        `  printf %s ${quoted('"data":"')}`,
        'file' in pictures
          ? `  base64 < ${quoted(pictures.file(sha256))} | tr -d '\\n'`
          : `  printf %s ${quoted(Buffer.from(await pictures.bytes(sha256)).toString('base64'))}`,
        `  printf %s ${quoted('"')}`,
      )
    } else lines.push(`  printf %s ${quoted(`"data":"${piece}"`)}`)
  }
  const address = `${GOOGLE_BASE_URL}/${API_VERSION}/models/${encodeURIComponent(model)}:generateContent`
  return [
    ...(request.turns.length > 1 ? ["# The model's signatures of the earlier turns are not part of this."] : []),
    ...('file' in pictures && attempt.parts.some(({ kind }) => kind === 'image')
      ? ["# To be run in the library's folder, where its pictures are."]
      : []),
    '{',
    ...lines,
    `} | curl -sS ${quoted(address)} \\`,
    `  -H "x-goog-api-key: $GEMINI_API_KEY" \\`,
    `  -H 'Content-Type: application/json' --data-binary @-`,
    '',
  ].join('\n')
}
