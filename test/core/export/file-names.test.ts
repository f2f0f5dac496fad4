import { describe, expect, it } from 'vitest'
import { checkTemplate, fileNames, safeStem, sameName, written } from '../../../src/core/export/file-names.ts'
import { aDeliverable } from './delivered.ts'

const nameOf = (template: string, ...args: Parameters<typeof aDeliverable>): string =>
  fileNames(template, [aDeliverable(...args)], 'jpeg')
    .map((name) => written(name))
    .join()

describe('[D1] names of files', () => {
  it('are made of a template', () => {
    expect(nameOf('{subject}_{identity}_{step}_{strategy}_{n}_{date}_{stars}')).toBe(
      'Mara Ellin_Chef_final_scene-views_01_2026-11-22_4.jpg',
    )
    expect(nameOf('{model} {width}x{height} {id} {run} {variant} {time} {flag} {engine} {category}')).toBe(
      'gemini-3-pro-image 864x1184 cccccccccccc 7 1 143005 pick gemini music.jpg',
    )
  })

  it('keep one separator where a word is empty, and none at the ends', () => {
    expect(nameOf('{subject}_{identity}_{view}_{n}', {}, { identity: null })).toBe('Mara Ellin_01.jpg')
    expect(nameOf('{identity} - {subject} - {label}', {}, { identity: null })).toBe('Mara Ellin.jpg')
    expect(nameOf('{label}_{view}')).toBe('picture.jpg')
  })

  it('say which words mean nothing', () => {
    expect(checkTemplate('{subject}_{n}')).toEqual({ ok: true, value: null })
    expect(checkTemplate('{sujet}_{}')).toMatchObject({
      ok: false,
      problem: { code: 'export-name-unknown', message: 'The name holds {sujet}, {}, which means nothing.' },
    })
  })

  it.each([
    ['../../etc/passwd', '-..-etc-passwd'],
    ['C:\\Windows\\x', 'C--Windows-x'],
    ['..', 'picture'],
    ['. .', 'picture'],
    ['', 'picture'],
    ['con', '_con'],
    ['NUL.txt', '_NUL.txt'],
    ['COM¹', '_COM¹'],
    ['conduct', 'conduct'],
    ['.hidden', 'hidden'],
    ['-rf', 'rf'],
    ['a\u0000b\u0007c\nd', 'a-b-c-d'],
    ['a\u202Egnp.exe', 'a-gnp.exe'],
    ['<b>"x"|?*', '-b--x----'.replace(/[-]+$/, '')],
    ['ends with dots...', 'ends with dots'],
    ['עדה לבלייס', 'עדה לבלייס'],
    ['e\u0301', '\u00E9'],
    ['\uD800lone', '\uFFFDlone'],
  ])('are safe: %j', (hostile, safe) => {
    expect(safeStem(hostile)).toBe(safe.replace(/^[-.]+/, ''))
  })

  it('fit every file system, and are never cut in the middle of a sign', () => {
    const family = '👩‍👩‍👧‍👦'
    const stem = safeStem(family.repeat(100))
    expect(Buffer.byteLength(stem)).toBeLessThanOrEqual(180)
    expect(stem).toBe(family.repeat(stem.length / family.length))
    const name = nameOf('{subject}_{identity}_{n}', {}, { subject: 'w'.repeat(500) })
    expect(name).toBe(`${'w'.repeat(60)}_Chef_01.jpg`)
  })
})

describe('[D2] equal names', () => {
  it('are numbered, also where only case or the way a letter is put together tells them apart', () => {
    const subjects = ['Zoé', 'Zoe\u0301', 'zoé', 'Other']
    const names = fileNames(
      '{subject}',
      subjects.map((subject) => aDeliverable({}, { subject })),
      'original',
    ).map((name) => written(name))
    expect(names).toEqual(['Zoé.png', 'Zoé (2).png', 'zoé (3).png', 'Other.png'])
    expect(new Set(names.map(sameName)).size).toBe(4)
  })

  it('number what is exported with as many digits as there are', () => {
    const many = fileNames(
      '{n}',
      Array.from({ length: 1200 }, () => aDeliverable()),
      'png',
    )
    expect([many[0], many[1199]].map((name) => name && written(name))).toEqual(['0001.png', '1200.png'])
  })
})
