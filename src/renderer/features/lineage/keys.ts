import { useEffect, useRef } from 'react'

export type LineageKeys = {
  readonly step: (by: 1 | -1) => void
  readonly another: (by: 1 | -1) => void
  readonly final: (by: 1 | -1) => void
  readonly whole: () => void
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role=menu], [role=separator], [role=radiogroup]') !==
    null

/** The arrows walk along the steps, up and down through the pictures of one, with Shift from final to final; F goes between faces and whole pictures. */
export const useLineageKeys = (keys: LineageKeys): void => {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return
      const { step, another, final, whole } = latest.current
      const sideways = event.shiftKey ? final : step
      const actions: Readonly<Record<string, () => void>> = {
        ArrowLeft: () => sideways(-1),
        ArrowRight: () => sideways(1),
        ArrowUp: () => another(-1),
        ArrowDown: () => another(1),
        f: whole,
        F: whole,
      }
      const action = actions[event.key]
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
