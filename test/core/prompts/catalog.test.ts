import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { openPrompts } from '../../../src/core/prompts/catalog.ts'
import { PURPOSES } from '../../../src/core/prompts/purposes.ts'
import { BUNDLED } from './people.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prompts-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})
const write = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(folder, name), bytes)
const problemOf = (from: Parameters<typeof openPrompts>[0]): string => {
  const opened = openPrompts(from)
  return opened.ok ? 'none' : opened.problem.code
}

describe('opening the prompts', () => {
  it('[T1] finds a bundled prompt for every step and strategy', () => {
    const prompts = unwrap(openPrompts({ bundled: BUNDLED }))
    expect(prompts.list().map(({ name }) => name)).toEqual(PURPOSES.map(({ name }) => name))
    expect(prompts.overridden).toEqual([])
    expect(prompts.warnings).toEqual([])
  })

  it('[T2] takes a file of the override folder in place of the bundled one, and only that', () => {
    write('scene.txt', 'My scene of {{visualization}}')
    const prompts = unwrap(openPrompts({ folder, bundled: BUNDLED }))
    const plain = unwrap(openPrompts({ bundled: BUNDLED }))
    expect(prompts.get('scene').text).toBe('My scene of {{visualization}}')
    expect(prompts.overridden).toEqual(['scene'])
    expect(prompts.get('views')).toEqual(plain.get('views'))
    expect(prompts.get('scene').version).not.toBe(plain.get('scene').version)
  })

  it('[T3] gives a version to the words, whatever the line ends and byte order mark', () => {
    const versions = ['One.\nTwo.\n', 'One.\r\nTwo.\r\n', '\uFEFFOne.\nTwo.\n'].map((text) => {
      write('scene.txt', text)
      return unwrap(openPrompts({ folder, bundled: BUNDLED })).get('scene').version
    })
    expect(new Set(versions).size).toBe(1)
    expect(versions[0]).toMatch(/^[0-9a-f]{12}$/)
    write('scene.txt', 'One.\nTwo!\n')
    expect(unwrap(openPrompts({ folder, bundled: BUNDLED })).get('scene').version).not.toBe(versions[0])
  })

  it('[T2] tells of files no step uses and goes on', () => {
    write('scenes.txt', 'a typing error')
    write('scene.md', 'another ending')
    write('.DS_Store', 'the file manager')
    mkdirSync(join(folder, 'old'))
    const { warnings } = unwrap(openPrompts({ folder, bundled: BUNDLED }))
    expect(warnings).toHaveLength(3)
    for (const name of ['old', 'scene.md', 'scenes.txt'])
      expect(warnings.some((line) => line.includes(`${join(folder, name)} is not used`))).toBe(true)
  })

  it.each([
    ['prompt-too-large', 'x'.repeat(64 * 1024 + 1)],
    ['prompt-not-text', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])],
    ['prompt-not-text', 'zero \0 byte'],
    ['prompt-empty', ''],
    ['prompt-empty', '# only notes\n\n'],
  ] as const)('[T4] refuses a prompt with %s', (code, bytes) => {
    write('scene.txt', bytes)
    expect(problemOf({ folder, bundled: BUNDLED })).toBe(code)
  })

  it('[T4] takes a prompt of exactly 64 kB', () => {
    write('scene.txt', 'x'.repeat(64 * 1024))
    expect(problemOf({ folder, bundled: BUNDLED })).toBe('none')
  })

  it('[T4] says what cannot be read and what to do', () => {
    mkdirSync(join(folder, 'scene.txt'))
    const opened = openPrompts({ folder, bundled: BUNDLED })
    if (opened.ok) throw new Error('a folder was read as a prompt')
    expect(opened.problem).toEqual({
      code: 'prompt-unreadable',
      message: `${join(folder, 'scene.txt')} is not a file.`,
      next: 'Put a text file in its place.',
    })
    expect(problemOf({ folder: join(folder, 'nowhere'), bundled: BUNDLED })).toBe('prompts-folder')
    expect(problemOf({ bundled: folder })).toBe('prompt-unreadable')
  })
})
