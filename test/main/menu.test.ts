import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { type MenuActions, menuOf } from '../../src/main/menu.ts'

const leaves = (items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] =>
  items.flatMap((item) => (Array.isArray(item.submenu) ? leaves(item.submenu) : [item]))

/** Keys that mean something in the page; see design of the keyboard. A menu that took them would take them away. */
const OF_THE_PAGE = new Set(['Z', 'Y', 'Plus', '-', '0', '1', '2', 'K', 'F'].map((key) => `CmdOrCtrl+${key}`))

describe.each([
  ['macOS', true],
  ['elsewhere', false],
])('[H34] the menu on %s', (_where, isMac) => {
  const done: string[] = []
  const actions: MenuActions = {
    newWindow: () => done.push('new window'),
    chooseLibrary: () => done.push('choose library'),
    showLibrary: () => done.push('show library'),
    backUp: () => done.push('back up'),
    restore: () => done.push('restore'),
  }
  const items = leaves(menuOf(actions, 'Identity Studio', isMac)).filter(({ type }) => type !== 'separator')

  it('has no line that does nothing', () => {
    expect(items.filter(({ role, click }) => !role && !click)).toEqual([])
    for (const { click } of items) (click as (() => void) | undefined)?.()
    expect(done).toEqual(['new window', 'choose library', 'show library', 'back up', 'restore'])
  })

  it('takes no key twice, and none of the page’s', () => {
    const keys = items.flatMap(({ accelerator }) => (accelerator ? [accelerator] : []))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => OF_THE_PAGE.has(key))).toEqual([])
    expect(items.map(({ role }) => role)).not.toContain('undo')
  })
})
