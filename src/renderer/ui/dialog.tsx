import { Dialog as Primitive } from 'radix-ui'
import type { CSSProperties, ReactNode } from 'react'
import { IconButton } from './button.tsx'
import styles from './dialog.module.css'

/** The first thing to write in gets the focus; else what is there to read, so that keys scroll it; else the dialog itself. */
const focusFirst = (event: Event): void => {
  event.preventDefault()
  if (!(event.currentTarget instanceof HTMLElement)) return
  const first = event.currentTarget.querySelector<HTMLElement>('input:not([type=file]), textarea, [data-reading]')
  const goal = first ?? event.currentTarget
  goal.focus()
}

/** A window over the window: holds the focus until it is closed, and gives it back. */
export const Dialog = ({
  title,
  width = 560,
  reading = false,
  onClose,
  onConfirm,
  foot,
  children,
}: {
  readonly title: ReactNode
  /** CSS pixels, at most. */
  readonly width?: number
  /** Holds words and nothing to press: the words themselves take the focus. */
  readonly reading?: boolean
  readonly onClose: () => void
  /** What Ctrl+Enter does, wherever in the dialog the keyboard is. */
  readonly onConfirm?: () => void
  readonly foot?: ReactNode
  readonly children: ReactNode
}) => {
  const size: CSSProperties & { '--width': string } = { '--width': `${width}px` }
  return (
    <Primitive.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.shade} />
        <Primitive.Content
          className={styles.dialog}
          style={size}
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirst}
          onKeyDown={(event) => {
            if (!onConfirm || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            // Also of a button that has the focus, which would be pressed as well.
            event.preventDefault()
            onConfirm()
          }}
        >
          <header className={styles.head}>
            <Primitive.Title className={styles.title} dir="auto">
              {title}
            </Primitive.Title>
            <Primitive.Close asChild>
              <IconButton icon="close" name="Close" keys="Esc" side="left" />
            </Primitive.Close>
          </header>
          <div className={styles.body} {...(reading && { tabIndex: 0, 'data-reading': true })}>
            {children}
          </div>
          {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
