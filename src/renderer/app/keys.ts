import type { Settings } from '../../contract/api/index.ts'

/** When a key means something: everywhere, where pictures are reviewed, or on the board alone. */
export type Where = 'everywhere' | 'pictures' | 'board'

export type KeyRow = {
  readonly id: string
  readonly title: string
  readonly group: 'Go' | 'Review' | 'Look' | 'Select' | 'Studio'
  readonly where: Where
  readonly keys: readonly string[]
}

/** Every key there is: the sheet, the settings, the commands and the keyboard itself read this table. */
export const KEY_TABLE = [
  { id: 'grid', title: 'Grid of the whole library', group: 'Go', where: 'everywhere', keys: ['G'] },
  { id: 'lanes', title: 'Board with its lanes', group: 'Go', where: 'everywhere', keys: ['B'] },
  { id: 'loupe', title: 'Loupe', group: 'Go', where: 'pictures', keys: ['E', 'Space'] },
  { id: 'compare', title: 'Compare what is selected', group: 'Go', where: 'pictures', keys: ['C'] },
  {
    id: 'differs',
    title: 'What differs in the words of two pictures',
    group: 'Look',
    where: 'pictures',
    keys: ['Shift+C'],
  },
  { id: 'lineage', title: 'Lineage: where the person was lost', group: 'Go', where: 'everywhere', keys: ['L'] },
  {
    id: 'trade-off',
    title: 'Trade-off: scene kept against likeness',
    group: 'Go',
    where: 'everywhere',
    keys: ['T'],
  },
  {
    id: 'next-mismatch',
    title: 'Next picture that a check warns of or fails',
    group: 'Go',
    where: 'pictures',
    keys: ['J'],
  },
  { id: 'previous-mismatch', title: 'The one before', group: 'Go', where: 'pictures', keys: ['Shift+J'] },
  { id: 'prompts', title: 'Prompts', group: 'Go', where: 'everywhere', keys: ['W'] },
  { id: 'made-by', title: 'What made this picture', group: 'Look', where: 'pictures', keys: ['Shift+W'] },
  { id: 'runs', title: 'Runs: the queue, and every request', group: 'Go', where: 'everywhere', keys: ['Q'] },
  { id: 'pause', title: 'Pause all runs, or go on', group: 'Studio', where: 'everywhere', keys: ['Shift+Q'] },
  { id: 'settings', title: 'Settings', group: 'Go', where: 'everywhere', keys: ['Ctrl+,'] },
  { id: 'back', title: 'Back', group: 'Go', where: 'pictures', keys: ['Escape'] },
  { id: 'pick', title: 'Flag as pick', group: 'Review', where: 'pictures', keys: ['P'] },
  { id: 'reject', title: 'Flag as rejected', group: 'Review', where: 'pictures', keys: ['X'] },
  { id: 'unflag', title: 'Clear the flag', group: 'Review', where: 'pictures', keys: ['U'] },
  {
    id: 'keep-one',
    title: 'Keep this one, reject the rest of its lane',
    group: 'Review',
    where: 'board',
    keys: ['Shift+P'],
  },
  { id: 'stars-0', title: 'No stars', group: 'Review', where: 'pictures', keys: ['0'] },
  { id: 'stars-1', title: '1 star', group: 'Review', where: 'pictures', keys: ['1'] },
  { id: 'stars-2', title: '2 stars', group: 'Review', where: 'pictures', keys: ['2'] },
  { id: 'stars-3', title: '3 stars', group: 'Review', where: 'pictures', keys: ['3'] },
  { id: 'stars-4', title: '4 stars', group: 'Review', where: 'pictures', keys: ['4'] },
  { id: 'stars-5', title: '5 stars', group: 'Review', where: 'pictures', keys: ['5'] },
  { id: 'label-red', title: 'Red label', group: 'Review', where: 'pictures', keys: ['6'] },
  { id: 'label-yellow', title: 'Yellow label', group: 'Review', where: 'pictures', keys: ['7'] },
  { id: 'label-green', title: 'Green label', group: 'Review', where: 'pictures', keys: ['8'] },
  { id: 'label-blue', title: 'Blue label', group: 'Review', where: 'pictures', keys: ['9'] },
  { id: 'label-purple', title: 'Purple label', group: 'Review', where: 'pictures', keys: [] },
  { id: 'approve', title: 'Approve, or take it back', group: 'Review', where: 'pictures', keys: ['A', 'Shift+A'] },
  { id: 'note', title: 'Write a note', group: 'Review', where: 'pictures', keys: ['Shift+N'] },
  { id: 'undo', title: 'Undo the last review or note', group: 'Review', where: 'everywhere', keys: ['Ctrl+Z'] },
  { id: 'redo', title: 'Redo it', group: 'Review', where: 'everywhere', keys: ['Ctrl+Shift+Z'] },
  { id: 'next', title: 'Next picture', group: 'Select', where: 'pictures', keys: ['ArrowRight'] },
  { id: 'previous', title: 'Previous picture', group: 'Select', where: 'pictures', keys: ['ArrowLeft'] },
  { id: 'down', title: 'Next lane, or row below', group: 'Select', where: 'pictures', keys: ['ArrowDown'] },
  { id: 'up', title: 'Lane before, or row above', group: 'Select', where: 'pictures', keys: ['ArrowUp'] },
  { id: 'next-add', title: 'Select the next one too', group: 'Select', where: 'pictures', keys: ['Shift+ArrowRight'] },
  {
    id: 'previous-add',
    title: 'Select the one before too',
    group: 'Select',
    where: 'pictures',
    keys: ['Shift+ArrowLeft'],
  },
  { id: 'select-all', title: 'Select all in the lane or grid', group: 'Select', where: 'pictures', keys: ['Ctrl+A'] },
  { id: 'zoom', title: 'Fit or 100 %, in the loupe', group: 'Look', where: 'pictures', keys: ['Z'] },
  { id: 'people', title: 'Show or hide subjects and identities', group: 'Look', where: 'everywhere', keys: ['Ctrl+B'] },
  { id: 'inspector', title: 'Show or hide the inspector', group: 'Look', where: 'everywhere', keys: ['I'] },
  { id: 'commands', title: 'Commands', group: 'Studio', where: 'everywhere', keys: ['Ctrl+K'] },
  { id: 'keys', title: 'This sheet', group: 'Studio', where: 'everywhere', keys: ['?'] },
  {
    id: 'run',
    title: 'Run the lane: first what it does and costs',
    group: 'Studio',
    where: 'board',
    keys: ['Ctrl+Enter'],
  },
  { id: 'use-prompt', title: 'Use the prompt of this picture', group: 'Studio', where: 'pictures', keys: [] },
  {
    id: 'branch-prompt',
    title: 'Branch from the prompt of this picture',
    group: 'Studio',
    where: 'pictures',
    keys: [],
  },
  { id: 'flip', title: 'Use it flipped left to right', group: 'Studio', where: 'pictures', keys: [] },
  { id: 'save-original', title: 'Save the original', group: 'Studio', where: 'pictures', keys: ['Ctrl+S'] },
  { id: 'copy-id', title: 'Copy the id', group: 'Studio', where: 'pictures', keys: [] },
  { id: 'copy-request', title: 'Copy the request', group: 'Studio', where: 'pictures', keys: [] },
  { id: 'side-notes', title: 'Side notes of the identity', group: 'Studio', where: 'everywhere', keys: [] },
  { id: 'export', title: 'Export', group: 'Go', where: 'everywhere', keys: ['Shift+E'] },
  {
    id: 'export-again',
    title: 'Export as the last time',
    group: 'Studio',
    where: 'everywhere',
    keys: ['Ctrl+Shift+E'],
  },
  { id: 'backup', title: 'Back up the library', group: 'Studio', where: 'everywhere', keys: [] },
  { id: 'restore', title: 'Restore a backup', group: 'Studio', where: 'everywhere', keys: [] },
  { id: 'new-subject', title: 'New subject', group: 'Studio', where: 'everywhere', keys: [] },
  { id: 'new-identity', title: 'New identity', group: 'Studio', where: 'everywhere', keys: [] },
] as const satisfies readonly KeyRow[]

export type CommandId = (typeof KEY_TABLE)[number]['id']

/** The keys of a command: those in the settings where there are some, else those of the table. */
export const keysOf = (row: KeyRow, settings: Pick<Settings, 'keyboard'> | null): readonly string[] =>
  settings?.keyboard[row.id] ?? row.keys

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const NAMES: Readonly<Record<string, string>> = { ' ': 'Space' }

/** A key press as the table writes it, "Ctrl+Shift+Z"; null for a modifier alone. The Mac's command key is Ctrl. */
export const nameOfPress = (event: Pressed): string | null => {
  if (['Control', 'Shift', 'Alt', 'Meta', 'CapsLock', 'Dead', 'Process'].includes(event.key)) return null
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
  const letter = event.key.length === 1 ? event.key.toUpperCase() : event.key
  // A sign such as "?" already tells of its Shift; letters, digits and arrows do not.
  const sign = event.key.length === 1 && !/[a-z0-9 ]/i.test(event.key) && digit === undefined
  const parts = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && !sign ? 'Shift' : '',
    NAMES[event.key] ?? digit ?? letter,
  ]
  return parts.filter((part) => part !== '').join('+')
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

/** A key as people read it. */
export const written = (keys: string): string =>
  keys
    .split('+')
    .map((part) => SIGNS[part] ?? part)
    .join(' ')

/** The command a key press means, by the table and the settings. */
export const commandOf = (
  pressed: string,
  settings: Pick<Settings, 'keyboard'> | null,
): (typeof KEY_TABLE)[number] | null => KEY_TABLE.find((row) => keysOf(row, settings).includes(pressed)) ?? null

/** Commands that share a key, which only the first of them would hear. */
export const clashes = (settings: Pick<Settings, 'keyboard'> | null): ReadonlyMap<string, readonly string[]> => {
  const owners = new Map<string, string[]>()
  for (const row of KEY_TABLE)
    for (const key of keysOf(row, settings)) owners.set(key, [...(owners.get(key) ?? []), row.id])
  return new Map([...owners].filter(([, ids]) => ids.length > 1))
}
