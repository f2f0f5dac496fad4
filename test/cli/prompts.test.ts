import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sampleInputs, studio } from '../builders/command-line.ts'
import { aFolder, aGemini } from '../builders/studio.ts'
import { bundled } from '../core/prompts/people.ts'

describe('studio prompts', () => {
  it('[B19] takes the prompts of a library out and in as plain files, and a run uses them', async () => {
    const folder = await aFolder()
    const library = join(folder, 'library')
    const words = 'A quiet hall. {{visualization}}\n'
    await mkdir(join(folder, 'mine'))
    await writeFile(join(folder, 'mine', 'scene.txt'), words)
    const file = join(folder, 'mine', 'scene.txt')
    const taken = await studio(['prompts', '--json', 'import', file, '--library', library, '--by', 'Ines', '--use'])
    expect(taken).toMatchObject({ code: 0, facts: [{ event: 'prompt', file: 'scene.txt', template: 'scene', id: 1 }] })

    const out = join(folder, 'out')
    const exported = await studio(['prompts', 'export', out, '--library', library])
    expect(exported.code).toBe(0)
    expect(await readdir(out)).toHaveLength(bundled().list().length)
    expect(await readFile(join(out, 'scene.txt'), 'utf8')).toBe(words)
    // What is there is never written over.
    await writeFile(join(out, 'scene.txt'), 'Something else.')
    expect(await studio(['prompts', 'export', out, '--library', library])).toMatchObject({ code: 2 })
    expect(await readFile(join(out, 'scene.txt'), 'utf8')).toBe('Something else.')

    const gemini = await aGemini()
    const run = ['run', ...(await sampleInputs()), '--out', join(folder, 'run'), '--library', library, '--json']
    const options = ['--engine', 'gemini', '--base-url', gemini.url, '--retry-delay', '10ms']
    expect(await studio([...run, ...options], { env: { GEMINI_API_KEY: 'a-key' } })).toMatchObject({ code: 0 })
    const scene = gemini.requests.find(({ request }) => request?.order.every((part) => part === 'text') === true)
    expect(scene?.request?.text).toMatch(/^A quiet hall\. On the podium/)
  })

  it('[B19] says of each file that is no prompt what is wrong with it', async () => {
    const folder = await aFolder()
    const file = join(folder, 'zebra.txt')
    await writeFile(file, 'A zebra.')
    const library = join(folder, 'library')
    const { code, facts } = await studio(['prompts', '--json', 'import', file, '--library', library])
    expect(code).toBe(2)
    expect(facts).toMatchObject([
      { file: 'zebra.txt', id: null, says: expect.stringContaining('No step has a prompt of this name') },
    ])
    const missing = await studio(['prompts', 'import', join(folder, 'nothing.txt'), '--library', library])
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read') })
  })
})
