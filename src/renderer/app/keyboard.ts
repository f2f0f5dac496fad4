import { useEffect } from 'react'
import { give } from './commands.ts'
import { commandOf, nameOfPress } from './keys.ts'
import type { Studio } from './studio.tsx'

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role=menu]') !== null

/** Space and Enter press the control they are on before they mean anything else; cards are meant by them. */
const isPressing = (target: EventTarget | null, pressed: string): boolean =>
  (pressed === 'Space' || pressed === 'Enter') &&
  target instanceof HTMLElement &&
  target.closest('button:not([data-card]), a, summary, [role=radio], [role=separator]') !== null

/** Listens to the keyboard while the window is open. */
export const useKeyboard = (studio: Studio): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const pressed = nameOfPress(event)
      if (pressed === null || event.defaultPrevented) return
      const { screen, layout, open } = studio.view.getState()
      if (open || document.querySelector('[role=dialog], [role=alertdialog]')) return
      const row = commandOf(pressed, studio.mirror.getState().settings)
      if (!row || isPressing(event.target, pressed)) return
      if (
        isWriting(event.target) &&
        !(pressed.startsWith('Ctrl+') && row.id !== 'undo' && row.id !== 'redo' && row.id !== 'select-all')
      )
        return
      // Compare has keys of its own; what is meant everywhere holds there too.
      // Lineage shows pictures too: what is looked at there can be reviewed, enlarged and compared.
      const onLineage =
        screen === 'lineage' && (row.group === 'Review' || row.id === 'loupe') && row.where === 'pictures'
      // Compare's own keys have been heard by now; what is left of these reviews the picture that is looked at.
      const onCompare = screen === 'compare' && row.group === 'Review' && row.where === 'pictures'
      if (screen !== 'board' && row.where !== 'everywhere' && row.id !== 'back' && !onLineage && !onCompare) return
      if (row.where === 'board' && layout !== 'lanes') return
      event.preventDefault()
      give(studio, row.id)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [studio])
}
