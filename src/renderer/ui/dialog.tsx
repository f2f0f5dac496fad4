import { Dialog as Primitive } from 'radix-ui'
import type { CSSProperties, ReactNode } from 'react'
import { IconButton } from './button.tsx'
import styles from './dialog.module.css'

/** A window over the window: holds the focus until it is closed, and gives it back. */
export const Dialog = ({
  title,
  width = 560,
  onClose,
  foot,
  children,
}: {
  readonly title: ReactNode
  /** CSS pixels, at most. */
  readonly width?: number
  readonly onClose: () => void
  readonly foot?: ReactNode
  readonly children: ReactNode
}) => {
  const size: CSSProperties & { '--width': string } = { '--width': `${width}px` }
  return (
    <Primitive.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.shade} />
        <Primitive.Content className={styles.dialog} style={size} aria-describedby={undefined}>
          <header className={styles.head}>
            <Primitive.Title className={styles.title} dir="auto">
              {title}
            </Primitive.Title>
            <Primitive.Close asChild>
              <IconButton icon="close" name="Close" keys="Esc" side="left" />
            </Primitive.Close>
          </header>
          <div className={styles.body}>{children}</div>
          {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
