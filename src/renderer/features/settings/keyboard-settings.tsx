import { type KeyboardEvent, useState } from 'react'
import type { Settings } from '../../../contract/api/index.ts'
import { clashes, KEY_TABLE, keysOf, nameOfPress, written } from '../../app/keys.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from './row.tsx'
import styles from './settings.module.css'

/** The keys of every command; press one to give it another. */
export const KeyboardSettings = ({ settings }: { readonly settings: Settings }) => {
  const { ask } = useStudio()
  const [waiting, setWaiting] = useState<string | null>(null)
  const clashing = clashes(settings)

  const onKeyDown = (id: string) => (event: KeyboardEvent) => {
    if (waiting !== id) return
    event.preventDefault()
    event.stopPropagation()
    event.nativeEvent.stopImmediatePropagation()
    if (event.key === 'Tab') {
      setWaiting(null)
      return
    }
    const keys = nameOfPress(event.nativeEvent)
    if (keys === null) return
    setWaiting(null)
    void ask.set({ keyboard: { ...settings.keyboard, [id]: [keys] } })
  }

  const reset = (id: string): void => {
    const { [id]: _gone, ...keyboard } = settings.keyboard
    void ask.set({ keyboard })
  }

  return (
    <Section title="Keyboard">
      <ul className={styles.keys}>
        {KEY_TABLE.map((row) => {
          const keys = keysOf(row, settings)
          const clash = keys.find((key) => clashing.has(key))
          return (
            <li key={row.id}>
              <span>{row.title}</span>
              {clash !== undefined && <em>{written(clash)} has two meanings; the first one counts</em>}
              {settings.keyboard[row.id] && (
                <Button look="quiet" onClick={() => reset(row.id)} aria-label={`Reset the key for ${row.title}`}>
                  Reset
                </Button>
              )}
              <button
                type="button"
                className={styles.keycap}
                aria-label={`${row.title}: ${waiting === row.id ? 'press a key' : keys.map(written).join(' or ') || 'no key'}`}
                onClick={() => setWaiting(row.id)}
                onBlur={() => setWaiting(null)}
                onKeyDown={onKeyDown(row.id)}
              >
                {waiting === row.id ? 'Press a key' : keys.map(written).join('  or  ') || 'None'}
              </button>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
