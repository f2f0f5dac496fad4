import { describe, expect, it } from 'vitest'
import { clashes, commandOf, KEY_TABLE, nameOfPress } from '../../../src/renderer/app/keys.ts'

const press = (key: string, code = '', held: readonly string[] = []) =>
  nameOfPress({
    key,
    code,
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    shiftKey: held.includes('shift'),
    altKey: held.includes('alt'),
  })

describe('[U16] keys', () => {
  it.each<[string, string, readonly string[], string | null]>([
    ['p', 'KeyP', [], 'P'],
    ['P', 'KeyP', ['shift'], 'Shift+P'],
    ['z', 'KeyZ', ['ctrl'], 'Ctrl+Z'],
    ['z', 'KeyZ', ['meta', 'shift'], 'Ctrl+Shift+Z'],
    ['?', 'Slash', ['shift'], '?'],
    ['5', 'Digit5', [], '5'],
    ['5', 'Numpad5', [], '5'],
    [' ', 'Space', [], 'Space'],
    ['ArrowLeft', 'ArrowLeft', ['shift'], 'Shift+ArrowLeft'],
    ['Shift', 'ShiftLeft', ['shift'], null],
  ])('[U16] names %s (%s, held: %s) as %s', (key, code, held, name) => {
    expect(press(key, code, held)).toBe(name)
  })

  it('[U16] no two commands share a key by default', () => {
    expect([...clashes(null)]).toEqual([])
  })

  it('[U16] a key in the settings takes the place of the one in the table', () => {
    const settings = { keyboard: { pick: ['K'] } }
    expect(commandOf('K', settings)?.id).toBe('pick')
    expect(commandOf('P', settings)).toBeNull()
    expect(commandOf('P', null)?.id).toBe('pick')
  })

  it('[U16] says when two commands were given the same key', () => {
    expect([...clashes({ keyboard: { pick: ['X'] } })]).toEqual([['X', ['pick', 'reject']]])
    expect(KEY_TABLE.length).toBeGreaterThan(30)
  })
})
