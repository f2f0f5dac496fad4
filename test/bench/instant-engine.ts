import { randomBytes } from 'node:crypto'
import { deflateSync, crc32 } from 'node:zlib'
import type { Engine, EngineAnswer } from '../../src/core/engines/engine.ts'

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

const HEADER = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
const PIXEL = deflateSync(Buffer.from([0, 1, 2, 3]))

/** A PNG of one pixel and 2 kB of words: small, and like no other. */
export const uniquePng = (): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', HEADER),
    chunk('tEXt', Buffer.concat([Buffer.from('n\0'), Buffer.from(randomBytes(1024).toString('hex'))])),
    chunk('IDAT', PIXEL),
    chunk('IEND', Buffer.alloc(0)),
  ])

/** Answers at once: what is left is what the studio itself takes. */
export const instantAnswer = async (bytes: Buffer): Promise<EngineAnswer> => {
  return await Promise.resolve({
    kind: 'image',
    bytes,
    mimeType: 'image/png',
    turn: [{ kind: 'image', bytes, mimeType: 'image/png' }],
    latencyMs: 0,
    costUsd: 0.01,
    cached: false,
    httpStatus: 200,
    tokens: null,
    words: null,
  })
}

/** Each answer is a picture of its own, or all are the same one, which is stored once. */
export const instantEngine = (draw: () => Buffer): Engine => ({
  name: 'gemini',
  defaultModel: { image: 'instant', text: 'instant' },
  facts: () => null,
  estimateUsd: () => 0.01,
  send: async () => await instantAnswer(draw()),
  close: async () => await Promise.resolve(),
})
