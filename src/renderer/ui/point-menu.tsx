import { DropdownMenu } from 'radix-ui'
import { Fragment, type ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './menu.module.css'

export type PointMenuItem = {
  readonly title: string
  /** The keys that do the same, as people read them. */
  readonly keys?: string | undefined
  /** Why it cannot be chosen now; null when it can. */
  readonly off: string | null
  /** How it is set now, for one of several; absent where nothing is set. */
  readonly set?: boolean | undefined
  readonly onSelect: () => void
}

/** One action, or several behind a word. */
export type PointMenuEntry = PointMenuItem | { readonly title: string; readonly items: readonly PointMenuItem[] }

const Words = ({ item }: { readonly item: PointMenuItem }) => (
  <>
    <span className={styles.mark}>{item.set === true && <Icon name="done" size={12} />}</span>
    <span className={styles.words}>
      {item.title}
      {item.off !== null && <span className={styles.note}>{item.off}</span>}
    </span>
    {item.keys !== undefined && (
      <span className={styles.keys} aria-hidden="true">
        {item.keys}
      </span>
    )}
  </>
)

const Item = ({ item }: { readonly item: PointMenuItem }) => {
  const common = {
    className: styles.item,
    disabled: item.off !== null,
    'aria-keyshortcuts': item.keys?.replaceAll(' ', '+'),
    onSelect: item.onSelect,
  }
  return item.set === undefined ? (
    <DropdownMenu.Item {...common}>
      <Words item={item} />
    </DropdownMenu.Item>
  ) : (
    <DropdownMenu.CheckboxItem {...common} checked={item.set}>
      <Words item={item} />
    </DropdownMenu.CheckboxItem>
  )
}

/** Actions at a point of the window: what the right button of the mouse, the Menu key and Shift+F10 open. */
export const PointMenu = ({
  name,
  head,
  at,
  groups,
  onClose,
}: {
  /** What it is about, for those who hear it. */
  readonly name: string
  readonly head: ReactNode
  /** CSS pixels of the window. */
  readonly at: { readonly x: number; readonly y: number }
  readonly groups: readonly (readonly PointMenuEntry[])[]
  readonly onClose: () => void
}) => (
  <DropdownMenu.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
    <DropdownMenu.Trigger asChild>
      <span className={styles.point} style={{ left: at.x, top: at.y }} aria-hidden="true" />
    </DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        className={styles.menu}
        align="start"
        sideOffset={2}
        collisionPadding={8}
        aria-label={name}
        aria-labelledby={undefined}
        // Who opened it gives the focus back to where it was.
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <DropdownMenu.Label className={styles.head} dir="auto">
          {head}
        </DropdownMenu.Label>
        {groups.map((entries, index) => (
          <Fragment key={entries[0]?.title ?? index}>
            {index > 0 && <DropdownMenu.Separator className={styles.line} />}
            {entries.map((entry) =>
              'items' in entry ? (
                <DropdownMenu.Sub key={entry.title}>
                  <DropdownMenu.SubTrigger className={styles.item}>
                    <span className={styles.mark} />
                    <span className={styles.words}>{entry.title}</span>
                    <span className={styles.further}>
                      <Icon name="chevron" size={12} />
                    </span>
                  </DropdownMenu.SubTrigger>
                  <DropdownMenu.Portal>
                    <DropdownMenu.SubContent className={styles.menu} collisionPadding={8}>
                      {entry.items.map((item) => (
                        <Item key={item.title} item={item} />
                      ))}
                    </DropdownMenu.SubContent>
                  </DropdownMenu.Portal>
                </DropdownMenu.Sub>
              ) : (
                <Item key={entry.title} item={entry} />
              ),
            )}
          </Fragment>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
)
