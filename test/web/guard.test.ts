import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { aHost, letIn, PICTURE_HASH } from './a-host.ts'
import { sendRaw } from './raw.ts'

/** What is sent in place of what a browser would send; null: left out. P stands for the port, TOKEN for a fresh one. */
interface Asks {
  readonly first?: string
  readonly host?: string | null
  readonly cookie?: string | null
  readonly more?: readonly string[]
  readonly body?: string
}

const ask = async ({ first = 'GET / HTTP/1.1', host = '127.0.0.1:P', cookie, more = [], body = '' }: Asks) => {
  const studio = await aHost()
  const good = await letIn(studio)
  const shown = cookie === undefined ? good : cookie
  const fill = (line: string): string =>
    line
      .replaceAll('TOKEN', new URL(studio.newAddress()).searchParams.get('token') ?? '')
      .replace(/(?<=[:.])P\b/g, String(studio.port))
  const lines = [
    fill(first),
    ...(host === null ? [] : [`Host: ${fill(host)}`]),
    ...(shown === null ? [] : [`Cookie: ${shown}`]),
    ...more.map(fill),
  ]
  const upgrade = more.some((line) => line.startsWith('Upgrade:'))
  return await sendRaw(studio.port, upgrade ? lines : [...lines, 'Connection: close'], body)
}

describe('[H1] the web host answers its own pages only', () => {
  it.each<[what: string, asks: Asks, status: number]>([
    ['the page', {}, 200],
    ['the page by its other name', { host: 'localhost:P' }, 200],
    [
      'a typed address',
      { more: ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'] },
      200,
    ],
    ['its own script', { more: ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Mode: no-cors'] }, 200],
    ['its own fetch', { more: ['Origin: http://127.0.0.1:P', 'Sec-Fetch-Site: same-origin'] }, 200],
    ['a foreign Host', { host: 'evil.example' }, 421],
    ['a foreign Host with the port', { host: 'evil.example:P' }, 421],
    ['a name that begins like the address', { host: '127.evil.example:P' }, 421],
    ['a name that holds the address', { host: '127.0.0.1.evil.example:P' }, 421],
    ['a rebound name', { host: '127-0-0-1.rebind.example:P' }, 421],
    ['a public name of this machine', { host: 'localtest.me:P' }, 421],
    ['a name under localhost', { host: 'studio.localhost:P' }, 421],
    ['localhost with a dot behind', { host: 'localhost.:P' }, 421],
    ['localhost in capitals', { host: 'LOCALHOST:P' }, 421],
    ['the address without the port', { host: '127.0.0.1' }, 421],
    ['the address with another port', { host: '127.0.0.1:1' }, 421],
    ['the address in another spelling', { host: '127.1:P' }, 421],
    ['the address as a number', { host: '2130706433:P' }, 421],
    ['another loopback address', { host: '127.0.0.2:P' }, 421],
    ['any address', { host: '0.0.0.0:P' }, 421],
    ['loopback of IPv6', { host: '[::1]:P' }, 421],
    ['a Host with a name in front', { host: 'evil.example@127.0.0.1:P' }, 421],
    ['a Host with something behind', { host: '127.0.0.1:P/evil' }, 421],
    ['an empty Host', { host: '' }, 421],
    ['two Hosts', { more: ['Host: evil.example'] }, 421],
    ['the same Host twice', { more: ['Host: 127.0.0.1:P'] }, 421],
    ['an old request without Host', { first: 'GET / HTTP/1.0', host: null }, 421],
    ['a new request without Host', { host: null }, 400],
    ['an absolute address', { first: 'GET http://evil.example/ HTTP/1.1' }, 400],
    ['its own absolute address', { first: 'GET http://127.0.0.1:P/ HTTP/1.1' }, 400],
    ['an absolute address without a scheme', { first: 'GET //evil.example/ HTTP/1.1' }, 400],
    ['an address without a slash', { first: 'GET index.html HTTP/1.1' }, 400],
    ['an overlong address', { first: `GET /${'a'.repeat(3000)} HTTP/1.1` }, 400],
    ['an Origin of elsewhere', { more: ['Origin: http://evil.example'] }, 403],
    ['the Origin null', { more: ['Origin: null'] }, 403],
    ['an empty Origin', { more: ['Origin:'] }, 403],
    ['its Origin with another port', { more: ['Origin: http://127.0.0.1:1'] }, 403],
    ['its Origin with another scheme', { more: ['Origin: https://127.0.0.1:P'] }, 403],
    ['its other name as Origin', { more: ['Origin: http://localhost:P'] }, 403],
    ['two Origins', { more: ['Origin: http://127.0.0.1:P', 'Origin: http://evil.example'] }, 403],
    ['a fetch of another site', { more: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'] }, 403],
    ['a link on another site', { more: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate'] }, 403],
    ['another port of this machine', { more: ['Sec-Fetch-Site: same-site'] }, 403],
    ['an unknown site', { more: ['Sec-Fetch-Site: whatever'] }, 403],
    ['a part of a page from nowhere', { more: ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: no-cors'] }, 403],
    [
      'a frame from nowhere',
      { more: ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'] },
      403,
    ],
    ['a POST', { first: 'POST / HTTP/1.1' }, 405],
    ['a DELETE', { first: `DELETE /pictures/${PICTURE_HASH}/full HTTP/1.1` }, 405],
    ['a preflight', { first: 'OPTIONS / HTTP/1.1', more: ['Access-Control-Request-Method: GET'] }, 405],
    ['a TRACE', { first: 'TRACE / HTTP/1.1' }, 405],
    ['a body', { more: ['Content-Length: 5'], body: 'hello' }, 413],
    ['a body in chunks', { more: ['Transfer-Encoding: chunked'], body: '0\r\n\r\n' }, 413],
    ['headers without end', { more: [`X-Long: ${'a'.repeat(20_000)}`] }, 431],
  ])('%s', async (_what, asks, status) => {
    const answer = await ask(asks)
    expect(answer.status).toBe(status)
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('is on no other interface of the machine', async () => {
    const { port } = await aHost()
    const addresses = [
      '127.0.0.2',
      '::1',
      ...Object.values(networkInterfaces()).flatMap((cards) =>
        (cards ?? []).filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address),
      ),
    ]
    const reached = await Promise.all(
      addresses.map(
        async (address) =>
          await new Promise<boolean>((resolve) => {
            const socket = connect(port, address, () => resolve(true))
            socket.setTimeout(1000, () => resolve(false))
            socket.on('error', () => resolve(false))
            socket.on('connect', () => socket.destroy())
          }),
      ),
    )
    expect(
      reached.every((any) => !any),
      addresses.join(' '),
    ).toBe(true)
  })
})

describe('[H2] a browser is let in once with the printed address', () => {
  it('is told how when it brings nothing', async () => {
    const answer = await ask({ cookie: null })
    expect(answer.status).toBe(401)
    expect(answer.body).toContain('Open it with the address that was printed')
  })

  it.each<[what: string, first: string]>([
    ['page', '/'],
    ['script', '/assets/index-abc.js'],
    ['picture', `/pictures/${PICTURE_HASH}/full`],
  ])('gives no %s to a browser that was not let in', async (_what, path) => {
    const [none, wrong, other] = await Promise.all(
      [null, 'studio-1=abc', `studio-P=${'a'.repeat(43)}`].map(
        async (cookie) => await ask({ first: `GET ${path} HTTP/1.1`, cookie }),
      ),
    )
    expect([none?.status, wrong?.status, other?.status]).toEqual([401, 401, 401])
  })

  it('takes the token for a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await ask({ first: 'GET /?token=TOKEN HTTP/1.1', cookie: null })
    expect(answer).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } })
    const cookie = answer.headers['set-cookie']
    expect(cookie).toMatch(/^studio-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+$/)
  })

  it('refuses a token that was used', async () => {
    const host = await aHost()
    const { search } = new URL(host.newAddress())
    const lines = [`GET /${search} HTTP/1.1`, `Host: 127.0.0.1:${host.port}`, 'Connection: close']
    const first = await sendRaw(host.port, lines)
    const second = await sendRaw(host.port, lines)
    expect([first.status, second.status]).toEqual([303, 401])
    expect(second.headers).not.toHaveProperty('set-cookie')
    expect(second.body).toContain('used already')
  })

  it.each(['', 'wrong', 'a'.repeat(43), 'a'.repeat(1500)])('refuses a wrong token', async (token) => {
    const answer = await ask({ first: `GET /?token=${token} HTTP/1.1`, cookie: null })
    expect(answer.status).toBe(401)
    expect(answer.headers).not.toHaveProperty('set-cookie')
  })

  it('does not let another site use a token up', async () => {
    const answer = await ask({
      first: 'GET /?token=TOKEN HTTP/1.1',
      cookie: null,
      more: ['Sec-Fetch-Site: cross-site'],
    })
    expect(answer.status).toBe(403)
  })

  it('lets a browser go on after a restart, and not for ever', async () => {
    const kept: unknown[] = []
    const first = await aHost({ keepSessions: (sessions) => kept.splice(0, kept.length, ...sessions) })
    const cookie = await letIn(first)
    const [session] = kept as { sha256: string; until: number }[]
    const { port } = first
    await first.close()
    const page = [`GET / HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Cookie: ${cookie}`, 'Connection: close']
    const again = await aHost({ port, keptSessions: [session!] })
    expect((await sendRaw(port, page)).status).toBe(200)
    await again.close()
    await aHost({ port, keptSessions: [{ ...session!, until: Date.now() - 1 }] })
    expect((await sendRaw(port, page)).status).toBe(401)
    expect(JSON.stringify(kept)).not.toContain(cookie.split('=')[1])
  })
})

const UPGRADE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
]
const OWN = 'Origin: http://127.0.0.1:P'
const toSocket = 'GET /rpc HTTP/1.1'

describe('[H3] the socket opens for the studio’s own page only', () => {
  it.each<[what: string, asks: Asks, status: number]>([
    ['its own page', { more: [OWN] }, 101],
    ['its own page by the other name', { host: 'localhost:P', more: ['Origin: http://localhost:P'] }, 101],
    [
      'its own page, as Firefox says it',
      { more: [OWN, 'Sec-Fetch-Site: same-origin', 'Sec-Fetch-Mode: websocket'] },
      101,
    ],
    ['no Origin', {}, 403],
    ['the Origin null', { more: ['Origin: null'] }, 403],
    ['an Origin of elsewhere', { more: ['Origin: http://evil.example'] }, 403],
    ['an Origin that begins like its own', { more: ['Origin: http://127.0.0.1:P.evil.example'] }, 403],
    ['an Origin on 127.evil.example', { more: ['Origin: http://127.evil.example:P'] }, 403],
    ['another port of this machine', { more: ['Origin: http://127.0.0.1:1'] }, 403],
    ['its own page in https', { more: ['Origin: https://127.0.0.1:P'] }, 403],
    ['its other name', { more: ['Origin: http://localhost:P'] }, 403],
    ['an extension', { more: ['Origin: chrome-extension://abcdefgh'] }, 403],
    ['a file', { more: ['Origin: file://'] }, 403],
    ['a foreign Host with its Origin', { host: 'evil.example:P', more: ['Origin: http://evil.example:P'] }, 421],
    ['127.evil.example as both', { host: '127.evil.example:P', more: ['Origin: http://127.evil.example:P'] }, 421],
    ['another site', { more: [OWN, 'Sec-Fetch-Site: cross-site'] }, 403],
    ['nobody', { more: [OWN, 'Sec-Fetch-Site: none'] }, 403],
    ['no cookie', { cookie: null, more: [OWN] }, 401],
    ['a wrong cookie', { cookie: 'studio-1=abc', more: [OWN] }, 401],
    ['another address', { first: 'GET /other HTTP/1.1', more: [OWN] }, 400],
    ['a token in place of the cookie', { first: 'GET /rpc?token=TOKEN HTTP/1.1', cookie: null, more: [OWN] }, 400],
    ['an absolute address', { first: 'GET http://127.0.0.1:P/rpc HTTP/1.1', more: [OWN] }, 400],
    ['a POST', { first: 'POST /rpc HTTP/1.1', more: [OWN] }, 400],
  ])('%s', async (_what, asks, status) => {
    const answer = await ask({ first: toSocket, ...asks, more: [...(asks.more ?? []), ...UPGRADE] })
    expect(answer.status).toBe(status)
  })
})

describe('[H4] what the web host answers cannot be framed, sniffed, or read by another page', () => {
  it.each<[what: string, path: string, cache: RegExp]>([
    ['page', '/', /^no-store$/],
    ['script', '/assets/index-abc.js', /immutable/],
    ['picture', `/pictures/${PICTURE_HASH}/full`, /^private, max-age=31536000, immutable$/],
    ['refusal', '/nowhere', /^no-store$/],
  ])('the %s', async (_what, path, cache) => {
    const { headers } = await ask({ first: `GET ${path} HTTP/1.1` })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': expect.stringMatching(cache),
    })
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|\*|http)/)
  })

  it('gives every page a nonce of its own, for styles only', async () => {
    const [one, other] = await Promise.all([ask({}), ask({})])
    const nonce = /'nonce-([^']+)'/.exec(one.headers['content-security-policy'] ?? '')?.[1]
    expect(one.body).toContain(`<style nonce="${nonce}">`)
    expect(other.body).not.toContain(nonce)
    expect(one.headers['content-security-policy']).toMatch(/script-src 'self';/)
  })
})
