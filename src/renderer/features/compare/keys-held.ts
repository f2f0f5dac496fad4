import { useEffect, useRef } from 'react'
import { type Command, commandOf, FLIP, isTakenBy } from './keys.ts'

/**
 * Listens to the keyboard while Compare is on screen. `flip` is told when the flip key goes down and up; it also goes up when
 * the window loses the keyboard, since the key's release is then seen by another.
 */
export const useKeys = (run: (command: Command) => boolean, flip: (flipped: boolean) => void): void => {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const isFlip = ({ key, code }: KeyboardEvent): boolean => key === FLIP.key || code === FLIP.code
    const down = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTakenBy(event.target, event)) return
      if (isFlip(event) && !event.ctrlKey && !event.metaKey) {
        event.preventDefault()
        flip(true)
        return
      }
      const command = commandOf(event)
      if (command && latest.current(command)) event.preventDefault()
    }
    const up = (event: KeyboardEvent): void => {
      if (isFlip(event)) flip(false)
    }
    const away = (): void => flip(false)
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener('keydown', down, { signal })
    document.addEventListener('keyup', up, { signal })
    window.addEventListener('blur', away, { signal })
    return () => listening.abort()
  }, [flip])
}
