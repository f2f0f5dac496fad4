import { describe, expect, it } from 'vitest'
import { dailyQuota, invalidKey, rateLimited } from '../../../fake-gemini/answers.ts'
import type { Behaviour } from '../../../fake-gemini/behaviour.ts'
import { startFakeGemini } from '../../../fake-gemini/server.ts'
import { IMAGE_MODEL, KEY, useLoopback } from './loopback.ts'

const gemini = useLoopback()
const error = (status: number, told: Partial<Extract<Behaviour, { do: 'error' }>> = {}): Behaviour => ({
  do: 'error',
  status,
  ...told,
})
const perMinute = (retryInfo: string | null) => [
  {
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [{ quotaId: 'RequestsPerMinute', quotaValue: '20' }],
  },
  ...(retryInfo === null ? [] : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: retryInfo }]),
]

const far = (before: number) => `${'x'.repeat(before)} ${KEY} was not accepted`

describe('an HTTP error from Gemini', () => {
  it.each([408, 500, 502, 503, 504, 529])(
    '[M25] %i passes: it is asked again as the retry policy says',
    async (status) => {
      expect(await gemini.ask(error(status))).toMatchObject({
        kind: 'failed',
        httpStatus: status,
        costUsd: 0,
        advice: { kind: 'transient' },
      })
    },
  )

  it('[M25] 503 keeps its name and its words', async () => {
    expect(await gemini.ask(error(503))).toMatchObject({
      reason: 'UNAVAILABLE',
      words: 'The model is overloaded. Please try again later.',
      problem: { code: 'model-overloaded' },
    })
  })

  it('[M26] 429 waits as long as it is told, to the millisecond', async () => {
    expect(await gemini.ask(rateLimited('38.2s'))).toMatchObject({
      kind: 'failed',
      httpStatus: 429,
      reason: 'RESOURCE_EXHAUSTED',
      advice: { kind: 'wait', ms: 38_200 },
      problem: { code: 'rate-limited', message: expect.stringContaining('39 s') },
    })
    expect(await gemini.ask(rateLimited('0.000021s'))).toMatchObject({ advice: { kind: 'wait', ms: 1 } })
    expect(await gemini.ask(rateLimited('999999999s'))).toMatchObject({ advice: { kind: 'wait', ms: 86_400_000 } })
  })

  it('[M26] 429 without RetryInfo waits as the Retry-After header says, in seconds or till a date', async () => {
    const later = new Date(Date.now() + 60_000).toUTCString()
    expect(await gemini.ask(error(429, { headers: { 'retry-after': '7' } }))).toMatchObject({
      advice: { kind: 'wait', ms: 7000 },
    })
    const answer = await gemini.ask(error(429, { headers: { 'retry-after': later } }))
    if (answer.kind !== 'failed' || answer.advice.kind !== 'wait') throw new Error('expected to wait')
    expect(answer.advice.ms).toBeGreaterThan(50_000)
    expect(answer.advice.ms).toBeLessThanOrEqual(60_000)
  })

  it('[M25] 429 that says nothing about waiting is asked again as the retry policy says', async () => {
    expect(await gemini.ask(error(429, { details: perMinute(null) }))).toMatchObject({ advice: { kind: 'transient' } })
    expect(await gemini.ask(error(429, { page: 'Too many requests' }))).toMatchObject({
      advice: { kind: 'transient' },
      words: 'Too many requests',
    })
  })

  it('[M27] 429 for the daily quota stops the run and says when it is renewed, whatever delay it tells', async () => {
    expect(await gemini.ask(dailyQuota())).toMatchObject({
      kind: 'failed',
      advice: { kind: 'stop', scope: 'run' },
      problem: {
        code: 'daily-quota-used',
        message: 'Google says the daily quota of this key is used up.',
        next: expect.stringContaining('midnight Pacific time'),
      },
    })
  })

  it('[M27] 429 for a quota of 0 stops the run and says that waiting does not help', async () => {
    for (const told of [
      dailyQuota('0'),
      error(429, { message: 'Quota exceeded for metric: x, limit: 0\nPlease retry in 9s.' }),
    ])
      expect(await gemini.ask(told)).toMatchObject({
        advice: { kind: 'stop', scope: 'run' },
        problem: { code: 'no-quota', message: `This key has no quota at all for ${IMAGE_MODEL}.` },
      })
  })

  it.each([
    [402, 'credit-used'],
    [401, 'key-refused'],
    [403, 'not-permitted'],
    [404, 'model-unknown'],
  ])('[M28] %i stops the run: nothing else of it would fare better', async (status, code) => {
    expect(await gemini.ask(error(status, { message: 'Told so.' }))).toMatchObject({
      kind: 'failed',
      httpStatus: status,
      words: 'Told so.',
      advice: { kind: 'stop', scope: 'run' },
      problem: { code },
    })
  })

  it('[M28] 400 for a key Google does not know stops the run', async () => {
    const told = error(400, { message: invalidKey.message, details: invalidKey.details! })
    for (const refusal of [told, error(400, { message: 'API key expired. Please renew the API key.' })])
      expect(await gemini.ask(refusal)).toMatchObject({
        advice: { kind: 'stop', scope: 'run' },
        problem: { code: 'key-refused', next: expect.stringMatching(/AI Studio.*Settings.*GEMINI_API_KEY/) },
      })
  })

  it('[M28] 400 for a place or an account that is not served stops the run', async () => {
    const told = error(400, { name: 'FAILED_PRECONDITION', message: 'User location is not supported for the API use.' })
    expect(await gemini.ask(told)).toMatchObject({
      reason: 'FAILED_PRECONDITION',
      advice: { kind: 'stop', scope: 'run' },
      problem: { message: expect.stringContaining('User location is not supported') },
    })
  })

  it.each([400, 413, 422])('[M29] any other %i stops this request alone', async (status) => {
    expect(await gemini.ask(error(status, { message: 'Unable to process input image.' }))).toMatchObject({
      httpStatus: status,
      words: 'Unable to process input image.',
      advice: { kind: 'stop', scope: 'request' },
    })
  })

  it('[M30] that is a page is read for its words', async () => {
    const page = '<html><style>p{color:red}</style><h1>502 Bad Gateway</h1><p>nginx</p></html>'
    expect(await gemini.ask(error(502, { page }))).toMatchObject({
      reason: 'HTTP_502',
      words: '502 Bad Gateway nginx',
      advice: { kind: 'transient' },
    })
  })

  it('[M30] that is a list, or comes with status 200, is an error all the same', async () => {
    const told = { error: { code: 503, message: 'Overloaded.', status: 'UNAVAILABLE' } }
    for (const body of [told, [told]])
      expect(await gemini.ask({ do: 'json', body })).toMatchObject({
        kind: 'failed',
        httpStatus: 503,
        reason: 'UNAVAILABLE',
        advice: { kind: 'transient' },
      })
  })

  it('[M31] that sends elsewhere is not followed: the key would go along', async () => {
    gemini.fake().forget()
    const headers = { location: `${gemini.fake().url}/v1beta/models` }
    expect(await gemini.ask(error(302, { page: '', headers }))).toMatchObject({
      kind: 'failed',
      httpStatus: 302,
      advice: { kind: 'stop', scope: 'run' },
      problem: { code: 'redirected' },
    })
    expect(gemini.fake().requests).toHaveLength(1)
  })

  it('[M5] never shows the key, not even half of it where words are cut to length', async () => {
    for (const before of [0, 260, 280, 290, 1970, 1990])
      for (const status of [400, 401, 403, 429, 503]) {
        const answer = await gemini.ask(error(status, { message: far(before) }))
        expect(JSON.stringify(answer)).not.toContain('AIza')
        expect(answer.words).toContain('x'.repeat(before))
      }
    const page = await gemini.ask(error(403, { page: `<p>key=${KEY}</p>` }))
    expect(page.words).toBe('key=[key]')
  })

  it('[M5] never shows a key of another shape either, as it is or as it looks in an address', async () => {
    const apiKey = 'a+key/of=a-proxy'
    const quoted = `${apiKey} and ${encodeURIComponent(apiKey)} were not accepted`
    const fake = await startFakeGemini({ behave: () => error(403, { message: quoted }) })
    const engine = gemini.open({ apiKey, baseUrl: fake.url })
    const answer = await gemini.ask(undefined, gemini.drawing(), { engine })
    expect(answer).toMatchObject({ httpStatus: 403, words: '[key] and [key] were not accepted' })
    await fake.close()
  })

  it('[M24] is told in whole sentences, with what to do next', async () => {
    for (const told of [error(402), error(404), error(503), dailyQuota(), rateLimited()]) {
      const answer = await gemini.ask(told)
      if (answer.kind !== 'failed') throw new Error('expected a failure')
      expect(answer.problem.message).toMatch(/^[A-Zg].*\.$/)
      expect(answer.problem.next).toMatch(/^[A-Z].*\.$/)
    }
  })
})
