import type { PointerEventHandler, ReactNode } from 'react'
import styles from './control.module.css'

export type ControlProps = {
  readonly name: string
  /** The key that does the same, as people read it. */
  readonly keys?: string
  /** More than the name, for the tooltip. */
  readonly tip?: string
  readonly pressed?: boolean
  /** Why it cannot be pressed now; its tooltip says so. */
  readonly notNow?: string | null
  readonly onPress?: () => void
  readonly onPointerDown?: PointerEventHandler
  readonly onPointerUp?: PointerEventHandler
  readonly side?: 'below' | 'above'
  readonly children: ReactNode
}

/** A quiet button with a name, a tooltip and its key. One that cannot be used stays reachable and says why. */
export const Control = (props: ControlProps) => {
  const { name, keys, tip, pressed, notNow, side = 'below' } = props
  const says = notNow ?? tip
  return (
    <span className={styles.holder}>
      <button
        type="button"
        className={styles.control}
        aria-label={notNow ? `${name}: ${notNow}` : name}
        aria-pressed={pressed}
        aria-disabled={notNow ? true : undefined}
        aria-keyshortcuts={keys}
        onClick={() => !notNow && props.onPress?.()}
        onPointerDown={props.onPointerDown}
        onPointerUp={props.onPointerUp}
        onPointerCancel={props.onPointerUp}
      >
        {props.children}
      </button>
      <span className={side === 'below' ? styles.below : styles.above} aria-hidden="true">
        <span className={styles.name}>
          {name}
          {keys && <kbd className={styles.key}>{keys}</kbd>}
        </span>
        {says && <span className={styles.says}>{says}</span>}
      </span>
    </span>
  )
}

/** A 16 x 16 drawing of lines. */
export const Icon = ({ children }: { readonly children: ReactNode }) => (
  <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    {children}
  </svg>
)
