import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Ended, sampleInputs, studio, STUDIO } from '../builders/command-line.ts'
import { aFolder, aGemini } from '../builders/studio.ts'
import { anIdentity } from '../builders/specs.ts'
import { OVERLOADED } from '../fake-gemini/behaviour.ts'

const withKey = { env: { GEMINI_API_KEY: 'AIza-secret-of-the-user' } }

/** A run against a loopback Gemini. */
const geminiRun = async (url: string, out: string, more: readonly string[] = []): Promise<readonly string[]> => [
  'run',
  ...(await sampleInputs()),
  ...['--out', out, '--engine', 'gemini', '--base-url', url, '--retry-delay', '10ms', '--json', ...more],
]

const allText = async (folder: string): Promise<string> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const texts = await Promise.all(files.map(async (file) => await readFile(join(file.parentPath, file.name), 'latin1')))
  return texts.join('\n')
}

describe('studio run', () => {
  it('[C1] writes plain names, the record and the sheet, and ends with one line that says how it went', async () => {
    const gemini = await aGemini()
    const out = await aFolder()
    const { code, facts } = await studio(await geminiRun(gemini.url, out), withKey)
    expect(code).toBe(0)
    expect(facts.at(-1)).toMatchObject({
      event: 'done',
      status: 'succeeded',
      requests: 8,
      cached: 0,
      finals: [{ identity: 'Conductor', strategy: 'scene-views', file: join(out, 'finals', 'conductor-s1-f1.png') }],
    })
    const files = await readdir(out, { recursive: true })
    expect(files).toEqual(
      expect.arrayContaining([
        'views/front.png',
        'views/profile-left.png',
        'views/profile-right.png',
        'views/three-quarter-left.png',
        'views/three-quarter-right.png',
        'scenes/conductor-s1.png',
        'portraits/conductor-s1-p1.png',
        'finals/conductor-s1-f1.png',
        'run.json',
        'contact-sheet.html',
      ]),
    )
    const record = JSON.parse(await readFile(join(out, 'run.json'), 'utf8'))
    expect(record.attempts).toHaveLength(8)
  })

  it('[C2] says what would be sent and what it would cost, creates nothing and needs no key', async () => {
    const gemini = await aGemini()
    const out = join(await aFolder(), 'not-there')
    const { code, facts } = await studio(await geminiRun(gemini.url, out, ['--dry-run', '--variants', 'scene=3']), {
      env: { GEMINI_API_KEY: undefined },
    })
    expect(code).toBe(0)
    expect(facts.at(-1)).toMatchObject({ event: 'plan', requests: 14, cached: 0, requestsAtMost: 23 })
    expect(gemini.requests).toHaveLength(0)
    await expect(readdir(out)).rejects.toThrow(/ENOENT/)
  })

  it('[C3] keeps the key out of everything it writes and says', async () => {
    const gemini = await aGemini((_request, n) => (n === 2 ? { do: 'error', status: 400 } : undefined))
    const out = await aFolder()
    const { out: said, err } = await studio(await geminiRun(gemini.url, out), withKey)
    expect(said + err).not.toContain('secret')
    expect(await allText(out)).not.toContain('secret')
    expect(gemini.requests[0]!.headers['x-goog-api-key']).toBe('AIza-secret-of-the-user')
  })

  it('[C4] ends with 130 when interrupted, and the same command goes on where it stopped', async () => {
    let down = true
    const gemini = await aGemini((_request, n) => (down && n > 3 ? OVERLOADED : undefined))
    const out = await aFolder()
    const args = await geminiRun(gemini.url, out, ['--concurrency', '1'])
    const slow = args.map((arg) => (arg === '10ms' ? '1h' : arg))
    const stopped = await studio(slow, {
      ...withKey,
      onLine: (line, child) => {
        if (line.includes('"event":"waiting"')) child.kill('SIGINT')
      },
    })
    expect(stopped.code).toBe(130)
    expect(stopped.facts.at(-1)).toMatchObject({ event: 'done', status: 'cancelled' })
    down = false
    const resumed = await studio(args, withKey)
    expect(resumed.code).toBe(0)
    expect(resumed.facts.find(({ event }) => event === 'started')).toMatchObject({ resumed: true, lost: 0 })
    expect(gemini.requests).toHaveLength(9)
  })

  it('[C5] ends with 3 when a final could not be made, and says why', async () => {
    const gemini = await aGemini((request) =>
      request.order[0] === 'image' ? { do: 'block-prompt', reason: 'SAFETY' } : undefined,
    )
    const out = await aFolder()
    const { code, facts } = await studio(await geminiRun(gemini.url, out, ['--ladder', 'scene-views']), withKey)
    expect(code).toBe(3)
    expect(facts.at(-1)).toMatchObject({
      event: 'done',
      status: 'failed',
      finals: [],
      problems: [{ message: expect.stringContaining('conductor'), next: expect.stringMatching(/\w/) }],
    })
    const history = await studio(['history', '--library', join(out, 'library'), '--status', 'blocked', '--json'])
    expect(history.facts).toMatchObject([
      { status: 'blocked', reason: 'SAFETY', step: 'final', strategy: 'scene-views' },
    ])
  })

  it('[C6] tells a second process who holds the library', async () => {
    const gemini = await aGemini((_request, n) => (n === 1 ? { do: 'hang' } : undefined))
    const out = await aFolder()
    const args = await geminiRun(gemini.url, out, ['--concurrency', '1'])
    const second: Promise<Ended>[] = []
    const first = await studio(args, {
      ...withKey,
      onLine: (line, child) => {
        if (!line.includes('"event":"sending"') || second.length > 0) return
        second.push(studio(args, withKey).finally(() => child.kill('SIGINT')))
      },
    })
    expect(first.code).toBe(130)
    const [refused] = await Promise.all(second)
    expect(refused!.code).toBe(2)
    expect(refused!.out).toMatch(/command line/)
  })

  it('[C7] replays offline, and names what is missing', async () => {
    const gemini = await aGemini()
    const out = await aFolder()
    const args = await geminiRun(gemini.url, out)
    await studio(args, withKey)
    await gemini.close()
    const offline = args.map((arg) => (arg === 'gemini' ? 'replay' : arg))
    const replayed = await studio(offline)
    expect(replayed.code).toBe(0)
    expect(replayed.facts.at(-1)).toMatchObject({ status: 'succeeded', requests: 0, cached: 8, costUsd: 0 })
    const other = await studio([...offline, '--style', 'noir'])
    expect(other.code).toBe(3)
    expect(JSON.stringify(other.facts.at(-1))).toMatch(/replay|recorded|library/i)
  })

  it.each([
    ['an unknown strategy', ['--ladder', 'magic']],
    ['a wrong count', ['--variants', 'scene=many']],
    ['a wrong time', ['--retry-delay', 'soon']],
    ['an unknown engine', ['--engine', 'oracle']],
    ['a wrong budget', ['--budget', 'lots']],
    [
      'a size the model does not make',
      ['--engine', 'gemini', '--model', 'gemini-3.1-flash-lite-image', '--size', '4K', '--dry-run'],
    ],
    ['an unknown option', ['--frobnicate']],
    ['a prompts folder that is not there', ['--prompts', '/nowhere/at/all', '--dry-run']],
    ['a ladder for a single strategy', ['--recipe', 'face-swap', '--ladder', 'face-swap']],
  ])('[C8] ends with 2 and a problem for %s', async (_what, more) => {
    const out = join(await aFolder(), 'out')
    const { code, facts, err } = await studio(['run', ...(await sampleInputs()), '--out', out, '--json', ...more])
    expect(code).toBe(2)
    expect(facts.at(-1)).toMatchObject({ event: 'problem' })
    expect(err + JSON.stringify(facts)).not.toMatch(/at .*\.ts:\d+/)
  })

  it('[C9] says in one line what is wrong with a description', async () => {
    const folder = await aFolder()
    const bad = join(folder, 'identity.json')
    const args = async () => [
      'run',
      ...(await sampleInputs()),
      '--identity',
      bad,
      '--out',
      join(folder, 'out'),
      '--json',
    ]
    const told: unknown[] = []
    const said: string[] = []
    for (const text of [
      '{"name":',
      '{"name":"Chef"}',
      '[]',
      '\u0000\u0001',
      JSON.stringify({ ...anIdentity(), name: '' }),
    ]) {
      await writeFile(bad, text)
      const { code, facts } = await studio(await args())
      told.push([code, facts.at(-1)?.['code']])
      said.push(String(facts.at(-1)?.['message']).replace(bad, 'FILE'))
    }
    expect(said[1]).toBe(
      'FILE is not an identity: category: it is missing; iAm: it is missing; visualization: it is missing.',
    )
    expect(said[4]).toBe('FILE is not an identity: name: it is empty.')
    expect(told).toEqual([
      [2, 'input-not-json'],
      [2, 'input-invalid'],
      [2, 'input-invalid'],
      [2, 'input-not-json'],
      [2, 'input-invalid'],
    ])
  })

  it('[C10] keeps hostile names inside the out folder', async () => {
    const gemini = await aGemini()
    const folder = await aFolder()
    const out = join(folder, 'out')
    const inputs = await sampleInputs([anIdentity('../../../escape'), anIdentity('<img src=x onerror=alert(1)>')])
    const args = ['run', ...inputs, '--out', out, '--engine', 'gemini', '--base-url', gemini.url, '--json']
    expect((await studio(args, withKey)).code).toBe(0)
    expect(await readdir(folder)).toEqual(['out'])
    expect(await readFile(join(out, 'contact-sheet.html'), 'utf8')).not.toContain('<img src=x')
  })
})

describe('studio demo', () => {
  it('[C18] makes a final for each sample identity without a key or a socket', { timeout: 180_000 }, async () => {
    const out = join(await aFolder(), 'out')
    const offline =
      'import net from "node:net"; net.Socket.prototype.connect = () => { throw new Error("A socket was opened.") }'
    const { code, facts } = await studio(['demo', '--out', out, '--json'], {
      entry: ['--import', `data:text/javascript,${encodeURIComponent(offline)}`, STUDIO],
      env: { GEMINI_API_KEY: undefined },
    })
    expect(code).toBe(0)
    const done = { event: 'done', status: 'succeeded', costUsd: 0, problems: [] }
    const finals = [{ identity: 'Conductor' }, { identity: 'Chef' }, { identity: 'CEO' }]
    expect(facts.at(-1)).toMatchObject({ ...done, finals })
    expect(await readdir(join(out, 'finals'))).toHaveLength(3)
    expect(await readFile(join(out, 'contact-sheet.html'), 'utf8')).toContain('finals/conductor-s1-f1.png')
  })
})

describe('the command line', () => {
  it.each(['run', 'demo', 'recipes', 'prompts', 'lint', 'history', 'verify'])('[C11] explains %s', async (command) => {
    const { code, out } = await studio([command, '--help'])
    expect(code).toBe(0)
    expect(out).toMatch(/Usage: studio/)
    expect(out).toMatch(/--json/)
    // A default is written as people write it: 3s and on, not 3000 and true.
    expect(out).not.toMatch(/default: (\d{4,}|true|false)/)
  })

  it('[C11] says what cannot be left out, and what a command shares with the one above it', async () => {
    const { out } = await studio(['prompts', 'export', '--help'])
    expect(out).toMatch(/--library <dir> +the library \(needed\)/)
    expect(out).toMatch(/--json +one JSON object per line/)
  })

  it('[C12] lists recipes, prompts and lint findings as JSON lines', async () => {
    const recipes = await studio(['recipes', '--json'])
    expect(recipes.facts).toHaveLength(15)
    const prompts = await studio(['prompts', '--json'])
    expect(prompts.facts).toHaveLength(21)
    const file = join(await aFolder(), 'final-direct-edit.txt')
    await writeFile(file, 'Swap the face of image 1 with the face of image 2.')
    const lint = await studio(['lint', file, '--json'])
    expect(lint.code).toBe(3)
    expect(lint.facts.map(({ rule }) => rule)).toContain('swap-wording')
  })

  it('[C13] shows a prompt rendered for a subject and an identity', async () => {
    const [, , , subject = '', , identity = ''] = await sampleInputs()
    const shown = await studio([
      'prompts',
      'show',
      'scene',
      '--subject',
      subject,
      '--identity',
      identity,
      '--style',
      'noir',
    ])
    expect(shown.code).toBe(0)
    expect(shown.out).toMatch(/noir/)
    expect(shown.out).not.toMatch(/\{\{/)
  })

  it('[C14] ends quietly when whoever reads it stops reading', async () => {
    const { code, err } = await studio(['prompts', '--json'], {
      onLine: (_line, child) => child.stdout?.destroy(),
    })
    expect(code).toBe(0)
    expect(err).toBe('')
  })

  it('[C15] says in one clear line which Node it needs', async () => {
    const folder = await aFolder()
    const copy = join(folder, 'src', 'cli', 'launch.js')
    await mkdir(join(folder, 'src', 'cli'), { recursive: true })
    await copyFile(STUDIO, copy)
    await writeFile(join(folder, 'package.json'), '{"type":"module"}')
    const older = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.1.0" } })'
    const entry = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, copy]
    const { code, err } = await studio(['recipes'], { entry })
    expect(code).toBe(2)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toMatch(/needs Node 24/)
  })

  it('[C16] takes the bundled Node where the one that started it is too old', async () => {
    const older =
      'if (process.argv[1]?.endsWith("launch.js")) Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.1.0" } })'
    const entry = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, STUDIO]
    const { code, out } = await studio(['recipes', '--json'], { entry })
    expect(code).toBe(0)
    expect(out).toContain('scene-views')
  })

  it('[C17] tells a library that is damaged from one that is not', async () => {
    const gemini = await aGemini()
    const out = await aFolder()
    await studio(await geminiRun(gemini.url, out, ['--recipe', 'text-scene-views']), withKey)
    const library = join(out, 'library')
    expect((await studio(['verify', '--library', library])).code).toBe(0)
    const record = JSON.parse(await readFile(join(out, 'run.json'), 'utf8'))
    const hash: string = record.finals[0].sha256
    const file = join(library, 'blobs', hash.slice(0, 2), hash)
    const bytes = await readFile(file)
    bytes[100] = (bytes[100] ?? 0) ^ 1
    await writeFile(file, bytes)
    const { code, facts } = await studio(['verify', '--library', library, '--json'])
    expect(code).toBe(3)
    expect(facts).toMatchObject([
      { event: 'finding', kind: 'picture-changed', sha256: hash },
      { event: 'verified', ok: false, findings: 1 },
    ])
  })
})
