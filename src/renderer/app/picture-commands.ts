import type { CommandId } from './keys.ts'

/** A command of the menu, or several behind one word. */
export type MenuEntry = CommandId | { readonly title: string; readonly of: readonly CommandId[] }

/**
 * What can be done with a picture, in the order and groups of its menu. What each is called, its keys, why it is off and what it does
 * are told by the tables that the keyboard and the list of commands read as well.
 */
export const PICTURE_COMMANDS: readonly (readonly MenuEntry[])[] = [
  ['loupe', 'compare', 'lineage'],
  [
    'approve',
    { title: 'Flag', of: ['pick', 'reject', 'unflag'] },
    { title: 'Stars', of: ['stars-5', 'stars-4', 'stars-3', 'stars-2', 'stars-1', 'stars-0'] },
    { title: 'Colour label', of: ['label-red', 'label-yellow', 'label-green', 'label-blue', 'label-purple'] },
    'keep-one',
    'note',
  ],
  ['made-by', 'use-prompt', 'branch-prompt', 'flip'],
  ['save-original', 'export', 'copy-id', 'copy-request'],
]

/** Where these would mean nothing they are not there, in place of being there and off. */
const ONLY_WHERE: Partial<Record<CommandId, (screen: string, layout: string) => boolean>> = {
  'keep-one': (screen, layout) => screen === 'board' && layout === 'lanes',
  // Notes are written in the inspector.
  note: (screen) => screen === 'board' || screen === 'lineage',
  compare: (screen) => screen !== 'compare',
  lineage: (screen) => screen !== 'lineage',
}

export const isThere = (id: CommandId, screen: string, layout: string, off: string | null): boolean =>
  (ONLY_WHERE[id]?.(screen, layout) ?? true) && !(id === 'flip' && off !== null)
