import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Attempt } from '../../../src/contract/index.ts'
import { contactSheet } from '../../../src/core/export/contact-sheet.ts'
import type { ContactSheetData, SheetPicture } from '../../../src/core/export/contact-sheet-data.ts'

const attempt = (change: Partial<Record<keyof Attempt, unknown>> = {}): Attempt =>
  Attempt.parse({
    id: 1,
    run: 1,
    job: 1,
    identity: 'Conductor',
    step: 'final',
    recipe: 'matched-portrait',
    strategy: 'scene-views',
    rung: 0,
    view: null,
    variant: 1,
    status: 'succeeded',
    reason: null,
    httpStatus: 200,
    retries: 2,
    latencyMs: 1830,
    costUsd: 0.039,
    cached: false,
    engine: 'gemini',
    model: 'gemini-image',
    config: { output: 'image' },
    prompt: { template: 'final-scene-views', version: 'a1b2c3d4e5f6' },
    parts: [
      { kind: 'image', role: 'scene', turn: 'user', sha256: '0'.repeat(64) },
      { kind: 'image', role: 'view', turn: 'user', sha256: '1'.repeat(64) },
      { kind: 'image', role: 'view', turn: 'user', sha256: '2'.repeat(64) },
      { kind: 'text', role: 'prompt', turn: 'user', sha256: '3'.repeat(64), text: 'The nose points to the LEFT edge.' },
    ],
    image: '0'.repeat(64),
    mimeType: 'image/png',
    text: null,
    words: null,
    tokens: null,
    checks: [{ check: 'decodes', verdict: 'pass', says: 'The picture decodes.', figure: null, limit: null }],
    startedAt: '2026-11-22T14:40:00Z',
    endedAt: null,
    ...change,
  })

const picture = (path: string, made: Attempt | null = attempt()): SheetPicture => ({
  path,
  width: 864,
  height: 1152,
  caption: 'variant 1',
  attempt: made,
})

/** A sheet in which every text a person, a file or a model can decide is this one. */
const sheetOf = (text: string, change: Partial<ContactSheetData> = {}): ContactSheetData => {
  const said = attempt({
    model: text,
    words: text,
    reason: text,
    text,
    status: 'blocked',
    prompt: { template: text, version: text },
    parts: [{ kind: 'text', role: 'prompt', turn: 'user', sha256: '3'.repeat(64), text }],
    checks: [{ check: text, verdict: 'fail', says: text, figure: null, limit: null }],
  })
  const shown = { ...picture('finals/a.png', said), caption: text }
  return {
    title: text,
    madeAt: '2026-11-22T14:40:00Z',
    engine: 'simulator',
    subject: { name: text, gender: 'woman', hairColor: text, eyeColor: text },
    references: [{ ...picture('references/a.jpg', null), caption: text }],
    views: [shown],
    identities: [
      {
        identity: { name: text, category: text, iAm: text, visualization: text, style: text },
        scenes: [shown],
        portraits: [shown],
        finals: [shown, shown],
        ladder: [{ strategy: 'scene-views', outcome: 'blocked', attempts: [said] }],
        problems: [text],
      },
    ],
    totals: { requests: 3, cached: 1, costUsd: 0.12, durationMs: 61_000 },
    notes: [text],
    ...change,
  }
}

/** Every tag and attribute name of a page, in order, without what the attributes say. */
const skeleton = (page: string): readonly string[] =>
  (page.replace(/<style>[\s\S]*<\/style>/, '').match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'))

describe('[X1] whatever the data says, the page stays the same page', () => {
  const plain = skeleton(contactSheet(sheetOf('plain')))

  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['an SVG', '<svg onload=alert(1)><image href=x onerror=alert(1)>'],
    ['an attribute', '" onmouseover="alert(1)" x=\''],
    ['the end of everything', '</pre></bdi></title></style><iframe src=//evil.example>--><!--'],
    ['entities', '&lt;img src=x&gt; &#60;b&#62;'],
    ['a template', '${7*7}{{7*7}}'],
    ['nothing but control characters', '\u0000\u0007\u001B[31m\u0085'],
    ['half a character', '\uD800'],
    ['a right-to-left override', 'gpj.\u202Eexe'],
  ])('%s', (_what, text) => {
    const page = contactSheet(sheetOf(text))
    expect(skeleton(page)).toEqual(plain)
    expect(page).not.toMatch(/[\p{Cs}\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\n\t]/u)
  })

  test('10 kB in every name make neither the titles nor the page grow without end', () => {
    const page = contactSheet(sheetOf('W'.repeat(10_000)))
    expect(/<h1>([\s\S]*?)<\/h1>/.exec(page)?.[1]?.length).toBeLessThan(250)
    expect(/<h2>([\s\S]*?)<\/h2>/.exec(page)?.[1]?.length).toBeLessThan(250)
  })
})

describe('[X2] the page can neither run nor fetch anything', () => {
  const page = contactSheet(sheetOf('plain'))

  test('no script, no handler, no address of another place', () => {
    expect(page).not.toMatch(/<script|\son\w+=|javascript:|https?:|@import|url\(/i)
  })

  test('its policy allows pictures from beside it and the one style sheet, by its hash', () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'")
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(policy).toBe(
      `default-src 'none'; img-src 'self' file:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    )
    expect(page).not.toMatch(/\sstyle=/)
  })

  test('pictures are named by relative, encoded paths', () => {
    const path = 'finals/50% "off" #1? <CEO> é.png'
    const sheet = contactSheet({ ...sheetOf('plain'), views: [picture(path)] })
    expect(sheet).toContain('src="finals/50%25%20%22off%22%20%231%3F%20%3CCEO%3E%20%C3%A9.png"')
    for (const astray of [
      '/etc/passwd',
      '../secret.png',
      'a//b.png',
      'https://evil.example/a.png',
      'data:image/png,x',
      '\\\\host\\a.png',
    ])
      expect(contactSheet({ ...sheetOf('plain'), views: [picture(astray)] })).toContain('leads out of this folder')
  })
})

describe('the page tells what happened', () => {
  const base = sheetOf('plain').identities[0]!
  const page = contactSheet({
    ...sheetOf('plain'),
    identities: [
      {
        ...base,
        finals: [picture('finals/conductor.png', attempt({ rung: 1, strategy: 'environment-only' }))],
        ladder: [
          {
            strategy: 'scene-views',
            outcome: 'blocked',
            attempts: [attempt({ status: 'blocked', reason: 'IMAGE_SAFETY', words: 'I cannot do that.' })],
          },
          { strategy: 'environment-only', outcome: 'succeeded', attempts: [attempt()] },
          { strategy: 'describe-regenerate', outcome: 'standby', attempts: [] },
        ],
      },
      {
        ...base,
        finals: [],
        ladder: [{ strategy: 'direct-edit', outcome: 'blocked', attempts: [attempt({ status: 'blocked' })] }],
      },
    ],
  })
  const words = page
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

  test('[X3] totals: requests, what came from the library, cost, time, and who has a final', () => {
    expect(words).toContain('Identities with a final 1 of 2 Requests 3 From the library 1 Cost $0.12 Time 1 min 1 s')
  })

  test('[X4] every rung with its outcome, and why a model refused, in its own words', () => {
    expect(words).toMatch(/1 Scene \+ views ✕ blocked IMAGE_SAFETY : I cannot do that\./)
    expect(words).toMatch(/2 Environment only ✓ gave the final/)
    expect(words).toMatch(/3 Describe and regenerate not needed/)
  })

  test('[X5] the final with its strategy, retries, time, cost and checks', () => {
    expect(words).toMatch(
      /Environment only · rung 2 · variant 1 gemini-image · sent again 2 times · 1\.8 s · \$0\.04 ✓ 1 check passed/,
    )
  })

  test('[X5] the parts in the order they were sent, and the prompt on demand', () => {
    expect(words).toMatch(/Sent, in this order scene view × 2 prompt/)
    expect(words).toContain('The nose points to the LEFT edge.')
  })

  test('[X6] an identity without a final says that it has none', () => {
    expect(words).toContain('No final yet 1 strategy tried; the ladder says why.')
  })
})
