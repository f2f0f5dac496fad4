import { Tooltip } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

/** Says more about what the pointer or the focus is on; with the key that does the same. */
export const Tip = ({
  says,
  keys,
  children,
  side = 'top',
  open,
  onOpen,
}: {
  readonly says: ReactNode
  readonly keys?: string | undefined
  readonly children: ReactNode
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  /** Whether it shows, for those who decide themselves; else it shows on hover and focus. */
  readonly open?: boolean
  readonly onOpen?: (open: boolean) => void
}) => (
  <Tooltip.Root {...(open === undefined ? {} : { open })} {...(onOpen && { onOpenChange: onOpen })}>
    <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
    <Tooltip.Portal>
      <Tooltip.Content className={styles.tip} side={side} sideOffset={4} collisionPadding={8}>
        {says}
        {keys !== undefined && <span className={styles.key}>{keys}</span>}
      </Tooltip.Content>
    </Tooltip.Portal>
  </Tooltip.Root>
)

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  readonly look?: 'plain' | 'main' | 'quiet'
  /** Why it cannot be pressed now; absent or null when it can. Told on hover and focus, so it stays reachable. */
  readonly off?: string | null | undefined
}

const unlessOff = (off: string | null | undefined, onClick: ButtonProps['onClick']): ButtonProps['onClick'] =>
  off ? (event) => event.preventDefault() : onClick

/** A button with words. */
export const Button = ({ look = 'plain', off, className, onClick, children, ...rest }: ButtonProps) => {
  const button = (
    <button
      type="button"
      {...rest}
      className={classes(styles.button, look !== 'plain' && styles[look], className)}
      aria-disabled={off ? true : undefined}
      onClick={unlessOff(off, onClick)}
    >
      {children}
    </button>
  )
  return off ? <Tip says={off}>{button}</Tip> : button
}

/** A button that is a drawing; its name is told on hover and to screen readers. */
export const IconButton = ({
  icon,
  name,
  keys,
  off,
  className,
  onClick,
  side = 'top',
  ...rest
}: Omit<ButtonProps, 'look' | 'children' | 'name'> & {
  readonly icon: IconName
  readonly name: string
  readonly keys?: string | undefined
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
}) => (
  <Tip says={off ?? name} keys={off ? undefined : keys} side={side}>
    <button
      type="button"
      {...rest}
      className={classes(styles.button, styles.icon, className)}
      aria-label={name}
      aria-disabled={off ? true : undefined}
      onClick={unlessOff(off, onClick)}
    >
      <Icon name={icon} />
    </button>
  </Tip>
)
