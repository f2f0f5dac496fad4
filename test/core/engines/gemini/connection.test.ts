import { afterEach, describe, expect, it, vi } from 'vitest'
import { ProblemError, unwrap } from '../../../../src/contract/index.ts'
import { checkConnection } from '../../../../src/core/engines/gemini/connection.ts'
import { openGemini } from '../../../../src/core/engines/gemini/engine.ts'
import { readModelTable } from '../../../../src/core/engines/models.ts'
import { startFakeGemini } from '../../../fake-gemini/server.ts'
import { context } from '../asking.ts'
import { KEY, useLoopback } from './loopback.ts'

const gemini = useLoopback()

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('where requests to Gemini go', () => {
  it('[M1] is decided by the studio and never by the environment', async () => {
    const elsewhere = await startFakeGemini()
    const hostile = {
      GOOGLE_API_KEY: 'another-key-altogether',
      GEMINI_API_KEY: 'yet-another-key',
      GOOGLE_GENAI_USE_ENTERPRISE: 'true',
      GOOGLE_GENAI_USE_VERTEXAI: 'true',
      GOOGLE_GEMINI_BASE_URL: elsewhere.url,
      GOOGLE_VERTEX_BASE_URL: elsewhere.url,
      GOOGLE_GENAI_API_VERSION: 'v1',
      GOOGLE_CLOUD_PROJECT: 'somebody',
      GOOGLE_CLOUD_LOCATION: 'nowhere',
    }
    for (const [name, value] of Object.entries(hostile)) vi.stubEnv(name, value)
    const said = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'debug'), vi.spyOn(console, 'log')]
    const engine = gemini.open()
    expect(await engine.send(gemini.drawing(), context(gemini.album))).toMatchObject({ kind: 'image' })
    expect(gemini.last()).toMatchObject({
      path: expect.stringMatching(/^\/v1beta\//),
      headers: { 'x-goog-api-key': KEY },
    })
    expect(elsewhere.requests).toHaveLength(0)
    for (const spy of said) expect(spy).not.toHaveBeenCalled()
    expect(process.env).toMatchObject(hostile)
    await elsewhere.close()
  })

  it('[M2] may be below a path of a proxy', async () => {
    const fake = await startFakeGemini({ prefix: '/proxy/google', scale: 'small' })
    for (const baseUrl of [fake.url, `${fake.url}/`]) {
      const engine = gemini.open({ baseUrl })
      expect(await engine.send(gemini.drawing(), context(gemini.album))).toMatchObject({ kind: 'image' })
    }
    expect(fake.requests[0]?.path).toMatch(/^\/proxy\/google\/v1beta\/models\//)
    await fake.close()
  })

  it('[M28] with a key Google does not know ends the run', async () => {
    const engine = gemini.open({ apiKey: 'AIza-not-a-key-of-anybody-0123456789' })
    expect(await engine.send(gemini.drawing(), context(gemini.album))).toMatchObject({
      kind: 'failed',
      httpStatus: 400,
      advice: { kind: 'stop', scope: 'run' },
      problem: { code: 'key-refused' },
    })
  })
})

const problemOf = (apiKey: string, baseUrl?: string) => {
  const checked = checkConnection(apiKey, baseUrl)
  return checked.ok ? null : checked.problem
}

describe('a key or an address that cannot be used', () => {
  it('[M3] is refused before anything is sent, without showing the key', () => {
    expect(problemOf('  ')).toMatchObject({ code: 'key-missing' })
    for (const key of [`${KEY} ${KEY}`, `${KEY}\n${KEY}`, `${KEY}é`]) {
      expect(problemOf(key)).toMatchObject({ code: 'key-malformed' })
      expect(JSON.stringify(problemOf(key))).not.toContain(KEY)
    }
    expect(() => openGemini({ apiKey: '', models: unwrap(readModelTable()) })).toThrow(ProblemError)
  })

  it('[M3] is taken with the blanks around it that copying leaves', () => {
    expect(unwrap(checkConnection(` ${KEY}\n`)).apiKey).toBe(KEY)
  })

  it.each([
    'not a url',
    'ftp://127.0.0.1',
    'https://name:password@example.com',
    'https://example.com/?key=1',
    'http://example.com',
  ])('[M2] is refused: %s', (baseUrl) => {
    expect(problemOf(KEY, baseUrl)).toMatchObject({ code: 'base-url-unusable' })
    expect(JSON.stringify(problemOf(KEY, baseUrl))).not.toContain('password@')
  })

  it.each([
    'https://example.com/gemini',
    'http://127.0.0.1:8080',
    'http://localhost:8080/path',
    'http://[::1]:8080',
    'http://192.168.1.20',
    'http://proxy:3000',
    'http://studio.local',
  ])('[M2] is taken: %s', (baseUrl) => {
    expect(problemOf(KEY, baseUrl)).toBeNull()
  })
})
