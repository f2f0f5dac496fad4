import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { expect, it, describe } from 'vitest'
import { aHost, letIn, PICTURE, PICTURE_HASH, SECRET } from './a-host.ts'
import { sendRaw } from './raw.ts'

const HOSTILE = 10_000

/** Numbers below 1 that are the same in every run. */
const seeded = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296
  return seed / 4_294_967_296
}

const otherHash = (text: string): string => createHash('sha256').update(text).digest('hex')

const UP = [
  '..',
  '%2e%2e',
  '.%2e',
  '%2E.',
  '..%00',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '%e0%80%ae.',
  '%ef%bc%8e%ef%bc%8e',
  '....',
  '..;',
  '. .',
  '~',
]
const BETWEEN = ['/', '%2f', '%5c', '\\', '%252f', '%c0%af', '//', '/./', '%e2%88%95', '%ef%bc%8f', '/%00/']
const AT_END = ['library.db', 'secret.txt', PICTURE_HASH, 'etc/passwd', 'C:%5cWindows%5cwin.ini', 'package.json']
const AROUND = [
  '%00',
  '%20',
  '%0d%0a',
  '?',
  '?size=full',
  '#',
  ';',
  '%2e',
  '/',
  '.png',
  '::$DATA',
  '%e2%80%ae',
  'é',
  '%f0%9f',
]
const SIZES = ['full', 'proxy', 'thumb', 'FULL', 'full/', 'full%00', '', 'original', 'full/../full', 'thumb.webp']

/** An address that means harm, or is just not one: built from parts that have opened other servers. */
const hostile = (random: () => number, number: number): string => {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const climb = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 6) }, () => one(UP) + one(BETWEEN)).join('')
  const hash = one([
    PICTURE_HASH,
    PICTURE_HASH.toUpperCase(),
    PICTURE_HASH.slice(1),
    `${PICTURE_HASH}0`,
    otherHash(String(number)),
  ])
  switch (number % 8) {
    case 0:
      return `/pictures/${climb()}${one(AT_END)}`
    case 1:
      return `/pictures/${hash}/${climb()}${one(AT_END)}`
    case 2:
      return `/${climb()}${one(AT_END)}`
    case 3:
      return `/pictures/${hash}${one(AROUND)}/${one(SIZES)}`
    case 4:
      return `/pictures/${otherHash(String(number))}/${one(SIZES)}`
    case 5:
      return `/pictures/${Array.from(
        { length: Math.floor(random() * 900) },
        () =>
          `%${Math.floor(random() * 256)
            .toString(16)
            .padStart(2, '0')}`,
      ).join('')}/full`
    case 6:
      return `/assets/${climb()}${one(AT_END)}`
    default:
      return `${one(AROUND).replaceAll(/[?#]/g, '')}/pictures${one(BETWEEN)}${hash}${one(BETWEEN)}${one(SIZES)}${one(AROUND)}`
  }
}

interface Got {
  readonly status: number
  readonly body: Buffer
  readonly headers: Readonly<Record<string, unknown>>
}

const asker = (port: number, cookie: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  return async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Got> =>
    await new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, agent, headers: { cookie, ...headers } }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks), headers: answer.headers }),
        )
      })
      sent.on('error', reject)
      sent.end()
    })
}

describe('[H5] pictures are served by their hash and by nothing else', () => {
  it('serves the picture in each size, to be kept for good', async () => {
    const host = await aHost()
    const ask = asker(host.port, await letIn(host))
    for (const size of ['full', 'proxy', 'thumb']) {
      const { status, body, headers } = await ask(`/pictures/${PICTURE_HASH}/${size}`)
      expect({ status, body }).toEqual({ status: 200, body: PICTURE })
      expect(headers).toMatchObject({
        'content-type': 'image/png',
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        etag: `"${PICTURE_HASH}-${size}"`,
      })
      const again = await ask(`/pictures/${PICTURE_HASH}/${size}`, { 'if-none-match': String(headers['etag']) })
      expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 })
    }
  })

  it.each<[range: string, status: number, from: number, to: number]>([
    ['bytes=0-3', 206, 0, 3],
    ['bytes=5-', 206, 5, PICTURE.length - 1],
    ['bytes=-4', 206, PICTURE.length - 4, PICTURE.length - 1],
    ['bytes=2-99999', 206, 2, PICTURE.length - 1],
    ['bytes=0-1,3-4', 200, 0, PICTURE.length - 1],
    ['bytes=4-2', 200, 0, PICTURE.length - 1],
    ['rows=1-2', 200, 0, PICTURE.length - 1],
  ])('serves the part %s', async (range, status, from, to) => {
    const host = await aHost()
    const ask = asker(host.port, await letIn(host))
    for (const size of ['full', 'thumb']) {
      const answer = await ask(`/pictures/${PICTURE_HASH}/${size}`, { range })
      expect(answer.status).toBe(status)
      expect(answer.body).toEqual(PICTURE.subarray(from, to + 1))
      expect(answer.headers['content-range']).toBe(status === 206 ? `bytes ${from}-${to}/${PICTURE.length}` : undefined)
    }
  })

  it.each(['bytes=44000-', 'bytes=-0'])('says that there is no part %s', async (range) => {
    const host = await aHost()
    const ask = asker(host.port, await letIn(host))
    const answer = await ask(`/pictures/${PICTURE_HASH}/full`, { range })
    expect({ status: answer.status, part: answer.headers['content-range'] }).toEqual({
      status: 416,
      part: `bytes */${PICTURE.length}`,
    })
  })

  it('hands over what is no picture without letting a browser open it', async () => {
    const host = await aHost({
      servePicture: () => ({ mimeType: 'text/html', bytes: Buffer.from('<script>alert(1)</script>') }),
    })
    const ask = asker(host.port, await letIn(host))
    const { headers } = await ask(`/pictures/${PICTURE_HASH}/full`)
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
  })

  it(`[H6] serves nothing but the picture for ${HOSTILE} hostile addresses, and asks the library for hashes only`, async () => {
    const asked = new Set<string>()
    const host = await aHost({
      servePicture: ({ hash }) => {
        asked.add(hash)
        return hash === PICTURE_HASH ? { mimeType: 'image/png', bytes: PICTURE } : null
      },
    })
    const cookie = await letIn(host)
    const random = seeded(7)
    const served = new Map<string, number>()
    const addresses = Array.from({ length: HOSTILE }, (_, number) => hostile(random, number))
    for (let at = 0; at < addresses.length; at += 100) {
      const batch = addresses.slice(at, at + 100)
      const answers = await Promise.all(
        batch.map(
          async (address) =>
            await sendRaw(host.port, [
              `GET ${address} HTTP/1.1`,
              `Host: 127.0.0.1:${host.port}`,
              `Cookie: ${cookie}`,
              'Connection: close',
            ]),
        ),
      )
      for (const [index, { status, body }] of answers.entries()) {
        const address = batch[index]!
        expect([200, 400, 404, 416], address).toContain(status)
        expect(body.includes(SECRET), address).toBe(false)
        if (status === 200) served.set(address, body === PICTURE.toString('latin1') ? 1 : 0)
      }
    }
    expect(new Set(addresses).size).toBeGreaterThan(HOSTILE * 0.9)
    // A query behind a good address changes nothing; whatever else was answered was the page itself.
    for (const [address, isPicture] of served)
      expect(address).toMatch(isPicture ? /^\/pictures\/[0-9a-f]{64}\/(full|proxy|thumb)(\?|$)/ : /^\/($|\?)/)
    for (const hash of asked) expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(asked.size).toBeGreaterThan(100)
  }, 60_000)
})
