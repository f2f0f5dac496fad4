import { open } from 'node:fs/promises'
import { Sha256 } from '../../contract/index.ts'
import { EVERYWHERE, INERT, words } from './policy.ts'
import { partOf } from './range.ts'

export const PICTURE_SIZES = ['full', 'proxy', 'thumb'] as const
export type PictureSize = (typeof PICTURE_SIZES)[number]

/** A picture as the core hands it to a host: where its bytes lie, or the bytes. */
export type ServedPicture = { readonly mimeType: string } & ({ readonly path: string } | { readonly bytes: Uint8Array })

/** Answers for hashes that the library knows, and for nothing else; null otherwise. */
export type ServePicture = (wanted: {
  readonly hash: Sha256
  readonly size: PictureSize
}) => Promise<ServedPicture | null> | ServedPicture | null

/** What a browser may show as a picture. Anything else is handed over as plain bytes that nothing opens. */
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/webp'])

const ADDRESS = /^\/pictures\/([0-9a-f]{64})\/(full|proxy|thumb)$/

export const isPictureAddress = (path: string): boolean => path.startsWith('/pictures/')

/**
 * Which picture an address names; null when it names none. The path is taken as it was sent: nothing is decoded, no dots
 * are resolved, so that only 64 hex digits ever reach the library and never a file's name.
 */
export const pictureNamed = (path: string): { readonly hash: Sha256; readonly size: PictureSize } | null => {
  const found = ADDRESS.exec(path)
  const hash = Sha256.safeParse(found?.[1])
  const size = PICTURE_SIZES.find((name) => name === found?.[2])
  return hash.success && size ? { hash: hash.data, size } : null
}

const nowhere = (): Response => words(404, 'There is no such picture.')

/** Bytes from..to of a file, both included; the file is closed when the reader is done or gone. */
const partOfFile = async (path: string, range: string | null) => {
  const file = await open(path)
  const { size } = await file.stat()
  const part = partOf(range, size)
  if (part === 'none') {
    await file.close()
    return { size, part, body: null }
  }
  const ends = part === 'whole' ? {} : { start: part.from, end: part.to }
  const stream = file.createReadStream({ ...ends, autoClose: true })
  return { size, part, body: ReadableStream.from<Uint8Array>(stream) }
}

const partOfBytes = (bytes: Uint8Array, range: string | null) => {
  const part = partOf(range, bytes.byteLength)
  const body = typeof part === 'string' ? bytes : bytes.subarray(part.from, part.to + 1)
  return { size: bytes.byteLength, part, body: part === 'none' ? null : body.slice() }
}

/**
 * The answer to a request for `/pictures/<sha256>/<full|proxy|thumb>`: 200, 206 for a part, 304 where the reader has it, 416
 * for a part that is not there, 404 for everything else. A hash never means other bytes, so that an answer is kept for good.
 * @param path the request's path as it was sent
 */
export const answerPicture = async (path: string, request: Request, serve: ServePicture): Promise<Response> => {
  const named = pictureNamed(path)
  if (!named) return nowhere()
  const etag = `"${named.hash}-${named.size}"`
  const picture = await serve(named)
  if (!picture) return nowhere()
  const headers: Record<string, string> = {
    ...EVERYWHERE,
    'content-type': SHOWN.has(picture.mimeType) ? picture.mimeType : 'application/octet-stream',
    'content-security-policy': INERT,
    'cache-control': 'private, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
    etag,
  }
  const known = request.headers.get('if-none-match')
  if (known?.split(',').some((tag) => tag.trim() === etag)) return new Response(null, { status: 304, headers })
  const range = request.headers.get('range')
  const read =
    'bytes' in picture
      ? partOfBytes(picture.bytes, range)
      : await partOfFile(picture.path, range).catch((error: unknown) => {
          if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
          throw error
        })
  if (!read) return nowhere()
  const { size, part, body } = read
  if (part === 'none')
    return words(416, 'The picture has no such part.', {
      'content-range': `bytes */${size}`,
      'cache-control': 'no-store',
    })
  if (part === 'whole') return new Response(body, { headers: { ...headers, 'content-length': String(size) } })
  return new Response(body, {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${part.from}-${part.to}/${size}`,
      'content-length': String(part.to - part.from + 1),
    },
  })
}
