/** What can be done in Compare from the keyboard. */
export type Command =
  | 'next-b'
  | 'previous-b'
  | 'next-a'
  | 'previous-a'
  | 'pin'
  | 'swap'
  | 'next-mode'
  | 'previous-mode'
  | 'survey'
  | 'more'
  | 'less'
  | 'beat'
  | 'toggle-zoom'
  | 'fit'
  | 'actual'
  | 'double'
  | 'zoom-in'
  | 'zoom-out'
  | 'pan-left'
  | 'pan-right'
  | 'pan-up'
  | 'pan-down'
  | 'lock'
  | 'face-lock'
  | 'next-mismatch'
  | 'previous-mismatch'
  | 'remove'
  | 'bring-back'
  | 'facts'
  | 'leave'

/** Held down, not pressed: A and B change places until the key is let go. */
export const FLIP = { key: '\\', code: 'Backslash' }

export type Binding = {
  readonly command: Command
  /** As people read it, and as aria-keyshortcuts wants it. */
  readonly keys: string
  /** KeyboardEvent.key, or .code where the letter depends on the layout or on Alt. */
  readonly key?: string
  readonly code?: string
  readonly shift?: boolean
  readonly alt?: boolean
}

/** Every key, for the listener and for whoever shows a sheet of them. Shift not named here means: with or without. */
export const BINDINGS: readonly Binding[] = [
  { command: 'previous-a', keys: 'Shift+←', key: 'ArrowLeft', shift: true },
  { command: 'next-a', keys: 'Shift+→', key: 'ArrowRight', shift: true },
  { command: 'previous-b', keys: '←', key: 'ArrowLeft', shift: false },
  { command: 'next-b', keys: '→', key: 'ArrowRight', shift: false },
  { command: 'pan-left', keys: 'Alt+←', key: 'ArrowLeft', alt: true },
  { command: 'pan-right', keys: 'Alt+→', key: 'ArrowRight', alt: true },
  { command: 'pan-up', keys: 'Alt+↑', key: 'ArrowUp', alt: true },
  { command: 'pan-down', keys: 'Alt+↓', key: 'ArrowDown', alt: true },
  { command: 'pin', keys: 'A', key: 'a', shift: false },
  { command: 'swap', keys: 'S', key: 's', shift: false },
  { command: 'previous-mode', keys: 'Shift+M', key: 'm', shift: true },
  { command: 'next-mode', keys: 'M', key: 'm', shift: false },
  { command: 'survey', keys: 'N', key: 'n', shift: false },
  { command: 'more', keys: ']', key: ']' },
  { command: 'less', keys: '[', key: '[' },
  { command: 'beat', keys: 'K', key: 'k', shift: false },
  { command: 'toggle-zoom', keys: 'Z', key: 'z', shift: false },
  { command: 'fit', keys: 'Alt+0', code: 'Digit0', alt: true },
  { command: 'actual', keys: 'Alt+1', code: 'Digit1', alt: true },
  { command: 'double', keys: 'Alt+2', code: 'Digit2', alt: true },
  { command: 'zoom-in', keys: '+', key: '+' },
  { command: 'zoom-in', keys: '=', key: '=' },
  { command: 'zoom-out', keys: '-', key: '-' },
  { command: 'lock', keys: 'L', key: 'l', shift: false },
  { command: 'face-lock', keys: 'F', key: 'f', shift: false },
  { command: 'previous-mismatch', keys: 'Shift+J', key: 'j', shift: true },
  { command: 'next-mismatch', keys: 'J', key: 'j', shift: false },
  { command: 'remove', keys: 'Delete', key: 'Delete' },
  { command: 'remove', keys: 'Backspace', key: 'Backspace' },
  { command: 'bring-back', keys: 'Shift+Z', key: 'z', shift: true },
  { command: 'facts', keys: 'I', key: 'i', shift: false },
  { command: 'leave', keys: 'Esc', key: 'Escape' },
]

/** The key that does a command, as people read it. */
export const keysOf = (command: Command): string => BINDINGS.find((binding) => binding.command === command)?.keys ?? ''

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>

/** The command a key press means, or null. Ctrl and the Windows or Command key belong to others. */
export const commandOf = (event: Pressed): Command | null => {
  if (event.ctrlKey || event.metaKey) return null
  const found = BINDINGS.find(
    ({ key, code, shift, alt = false }) =>
      alt === event.altKey &&
      (shift === undefined || shift === event.shiftKey) &&
      (code === undefined ? key === event.key || key === event.key.toLowerCase() : code === event.code),
  )
  return found?.command ?? null
}

const SLIDER_KEYS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'])

/** True when the focused element needs this key itself: typing, moving a slider, choosing from a menu. */
export const isTakenBy = (
  target: EventTarget | null,
  { key, altKey }: Pick<KeyboardEvent, 'key' | 'altKey'>,
): boolean => {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select') || target.closest('[role=menu]')) return true
  const slider = target.matches('input[type=range], [role=slider]')
  if (slider) return SLIDER_KEYS.has(key) && !altKey
  return target.matches('input:not([type=checkbox], [type=radio], [type=button])')
}
