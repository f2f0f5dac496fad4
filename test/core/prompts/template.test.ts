import { describe, expect, it } from 'vitest'
import { render } from '../../../src/core/prompts/template.ts'

const textOf = (template: string, variables: Record<string, string | undefined> = {}): string =>
  render(template, variables).text

describe('filling a template', () => {
  it('[T5] puts values in place of variables', () => {
    expect(render('A {{gender}} with {{ hair }}.', { gender: 'woman', hair: 'red hair', eyes: 'green eyes' })).toEqual({
      text: 'A woman with red hair.',
      missing: [],
      unused: ['eyes'],
    })
  })

  it('[T6] drops a line whose variables are all absent, and says which they were', () => {
    expect(render('One.\nStyle: {{style}}.\nTwo.', { style: undefined })).toEqual({
      text: 'One.\nTwo.',
      missing: ['style'],
      unused: [],
    })
    expect(textOf('{{a}} and {{b}}\nrest', {})).toBe('rest')
  })

  it.each(['', '   ', '\n'])('[T6] takes an empty value (%j) for an absent one', (style) => {
    expect(render('One.\nStyle: {{style}}.', { style })).toEqual({ text: 'One.', missing: ['style'], unused: [] })
  })

  it('[T6] closes the gap an absent value leaves in a line that stays', () => {
    expect(textOf('A {{build}} {{gender}}.', { gender: 'man' })).toBe('A man.')
    expect(textOf('A {{gender}} {{build}}, smiling.', { gender: 'man' })).toBe('A man, smiling.')
    expect(textOf('{{build}} {{gender}}', { gender: 'man' })).toBe('man')
    expect(textOf('{{gender}} {{build}}', { gender: 'man' })).toBe('man')
    expect(textOf('{{a}} {{b}} {{c}} {{d}} end', { c: 'c' })).toBe('c end')
  })

  it.each(['{{gender}}', '$&', "$1 $` $'", '{{', '\\n', '__proto__', '# not a note'])(
    '[T5] puts a value in exactly as it is: %s',
    (value) => {
      expect(textOf('Says {{a}}, {{gender}}.', { a: value, gender: 'man' })).toBe(`Says ${value}, man.`)
    },
  )

  it('[T5] keeps the paragraphs and spacing of a value', () => {
    expect(textOf('Before\n\n{{a}}\nAfter', { a: 'one  two\n\nthree' })).toBe('Before\n\none  two\n\nthree\nAfter')
  })

  it('[T7] makes one blank line of several and leaves none at the ends', () => {
    expect(textOf('\n\nOne.\n\n{{style}}\n\n\nTwo.\n\n\n')).toBe('One.\n\nTwo.')
  })

  it('[T7] leaves out the notes at the top and keeps a # further down', () => {
    expect(textOf('# a note with {{gender}}\n# another\n\nOne.\n# Two.')).toBe('One.\n# Two.')
    expect(render('# a note with {{gender}}\nOne.', {}).missing).toEqual([])
    expect(textOf('# only a note')).toBe('')
  })

  it('[T7] reads files of any line end alike', () => {
    expect(textOf('# note\r\n\r\nOne {{a}}\r\n{{b}}\r\nTwo\r\n', { a: 'x' })).toBe('One x\nTwo')
  })

  it('[T8] leaves anything that is no variable as it stands', () => {
    expect(textOf('{a} {{a b}} {{#if a}} {{1}}', { a: 'x' })).toBe('{a} {{a b}} {{#if a}} {{1}}')
  })

  it('[T8] takes no value from what every object has', () => {
    expect(render('{{constructor}}{{toString}}!', {})).toEqual({
      text: '',
      missing: ['constructor', 'toString'],
      unused: [],
    })
  })
})
