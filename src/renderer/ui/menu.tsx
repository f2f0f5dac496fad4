import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './menu.module.css'

export type MenuItem = {
  readonly title: string
  readonly icon?: IconName
  readonly onSelect: () => void
}

/** Actions behind one button. `children` is the button. */
export const Menu = ({ items, children }: { readonly items: readonly MenuItem[]; readonly children: ReactNode }) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content className={styles.menu} align="end" sideOffset={2} collisionPadding={8}>
        {items.map((item) => (
          <DropdownMenu.Item key={item.title} className={styles.item} onSelect={item.onSelect}>
            <span className={styles.mark}>{item.icon && <Icon name={item.icon} />}</span>
            {item.title}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
)

export type PickerOption<T> = { readonly value: T; readonly title: string; readonly note?: string }

/** One of several, behind a button that shows which. */
export const Picker = <T extends string>({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: string
  readonly value: T
  readonly options: readonly PickerOption<T>[]
  readonly onChange: (value: T) => void
}) => {
  const chosen = options.find((option) => option.value === value)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.trigger} aria-label={`${name}: ${chosen?.title ?? value}`}>
        <span>{chosen?.title ?? value}</span>
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="start" sideOffset={2} collisionPadding={8}>
          <DropdownMenu.RadioGroup
            value={value}
            onValueChange={(next) => {
              const option = options.find((other) => other.value === next)
              if (option) onChange(option.value)
            }}
          >
            {options.map((option) => (
              <DropdownMenu.RadioItem key={option.value} value={option.value} className={styles.item}>
                <span className={styles.mark}>
                  <DropdownMenu.ItemIndicator>
                    <Icon name="done" size={12} />
                  </DropdownMenu.ItemIndicator>
                </span>
                <span className={styles.words}>
                  {option.title}
                  {option.note !== undefined && <span className={styles.note}>{option.note}</span>}
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** Several of several in the order they were chosen, behind a button that shows them. */
export const OrderedPicker = <T extends string>({
  name,
  values,
  options,
  empty,
  onChange,
}: {
  readonly name: string
  readonly values: readonly T[]
  readonly options: readonly PickerOption<T>[]
  /** What the button says when nothing is chosen. */
  readonly empty: string
  readonly onChange: (values: readonly T[]) => void
}) => {
  const titles = values.map((value) => options.find((option) => option.value === value)?.title ?? value)
  const says = titles.length === 0 ? empty : titles.join(' → ')
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.trigger} aria-label={`${name}: ${says}`}>
        <span>{says}</span>
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={2} collisionPadding={8}>
          <DropdownMenu.Item className={styles.item} onSelect={() => onChange([])}>
            <span className={styles.mark}>{values.length === 0 && <Icon name="done" size={12} />}</span>
            <span className={styles.words}>{empty}</span>
          </DropdownMenu.Item>
          <DropdownMenu.Separator className={styles.line} />
          {options.map((option) => {
            const at = values.indexOf(option.value)
            return (
              <DropdownMenu.CheckboxItem
                key={option.value}
                className={styles.item}
                checked={at >= 0}
                onSelect={(event) => event.preventDefault()}
                onCheckedChange={(on) =>
                  onChange(on ? [...values, option.value] : values.filter((other) => other !== option.value))
                }
              >
                <span className={styles.mark}>{at >= 0 ? at + 1 : ''}</span>
                <span className={styles.words}>
                  {option.title}
                  {option.note !== undefined && <span className={styles.note}>{option.note}</span>}
                </span>
              </DropdownMenu.CheckboxItem>
            )
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
