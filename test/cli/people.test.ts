import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sampleInputs, studio } from '../builders/command-line.ts'
import { anIdentity } from '../builders/specs.ts'
import { aFolder, aGemini } from '../builders/studio.ts'

const env = { GEMINI_API_KEY: 'a-key' }

describe('studio run, for people', () => {
  it('[C19] tells which photos it leaves out and why, and ends with 2 where none is left', async () => {
    const [, photos = '', ...rest] = await sampleInputs()
    const dry = ['--out', join(await aFolder(), 'out'), '--dry-run', '--json']
    await writeFile(join(photos, 'notes.txt'), 'Dear diary')
    const some = await studio(['run', '--photos', photos, ...rest, ...dry])
    expect(some.code).toBe(0)
    const refused = [{ name: 'notes.txt', code: 'photo-not-an-image' }]
    expect(some.facts[0]).toMatchObject({ event: 'photos', taken: [{}, {}], refused })
    const diaries = await aFolder()
    await writeFile(join(diaries, 'notes.txt'), 'Dear diary')
    const none = await studio(['run', '--photos', diaries, ...rest, ...dry])
    expect(none.code).toBe(2)
    expect(none.facts.at(-1)).toMatchObject({ event: 'problem', code: 'photos-none' })
  })

  it('[C20] ends with where the final and the contact sheet lie, and no name moves the cursor', async () => {
    const gemini = await aGemini()
    const out = await aFolder()
    const inputs = await sampleInputs([anIdentity('Chef\u001B[2J\u202E')])
    const args = ['run', ...inputs, '--out', out, '--engine', 'gemini', '--base-url', gemini.url]
    const { code, out: said, err } = await studio(args, { env })
    expect(code).toBe(0)
    expect(said).toContain(join(out, 'contact-sheet.html'))
    expect(said).toMatch(/^Chef.*finals/m)
    for (const sign of ['\u001B[2J', '\u202E']) expect(said + err).not.toContain(sign)
  })
})
