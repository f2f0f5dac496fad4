import { type ComponentProps, type ReactNode, useId } from 'react'
import styles from './field.module.css'

type Said = {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong with it, for people. */
  readonly wrong?: string | null | undefined
}

const Around = ({ id, label, hint, wrong, children }: Said & { readonly id: string; readonly children: ReactNode }) => (
  <div className={styles.field}>
    <label className={styles.label} htmlFor={id}>
      {label}
    </label>
    {children}
    {wrong && (
      <span className={styles.wrong} id={`${id}-wrong`} role="alert">
        {wrong}
      </span>
    )}
    {hint !== undefined && <span className={styles.hint}>{hint}</span>}
  </div>
)

/** One line to write. */
export const TextField = ({ label, hint, wrong, ...rest }: Said & ComponentProps<'input'>) => {
  const id = useId()
  return (
    <Around id={id} label={label} hint={hint} wrong={wrong}>
      <input
        {...rest}
        id={id}
        className={styles.input}
        dir="auto"
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        spellCheck={false}
        autoComplete="off"
      />
    </Around>
  )
}

/** Several lines to write. */
export const TextArea = ({ label, hint, wrong, ...rest }: Said & ComponentProps<'textarea'>) => {
  const id = useId()
  return (
    <Around id={id} label={label} hint={hint} wrong={wrong}>
      <textarea
        {...rest}
        id={id}
        className={styles.input}
        dir="auto"
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
      />
    </Around>
  )
}

/** One of a few: the arrow keys go from one to the next. */
export const Choices = <T extends string>({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly title: string }[]
  readonly onChange: (value: T) => void
}) => {
  const step = (from: HTMLElement, by: number): void => {
    const at = options.findIndex((option) => option.value === value)
    const next = options[(at + by + options.length) % options.length]
    if (!next) return
    onChange(next.value)
    const buttons = from.parentElement?.querySelectorAll<HTMLElement>('[role=radio]')
    buttons?.[options.indexOf(next)]?.focus()
  }
  return (
    <div className={styles.choices} role="radiogroup" aria-label={name}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          className={styles.choice}
          onClick={() => onChange(option.value)}
          onKeyDown={(event) => {
            const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
            if (by === undefined) return
            event.preventDefault()
            event.stopPropagation()
            step(event.currentTarget, by)
          }}
        >
          {option.title}
        </button>
      ))}
    </div>
  )
}

/** A small number with a button on either side. */
export const Stepper = ({
  name,
  value,
  least,
  most,
  onChange,
}: {
  readonly name: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly onChange: (value: number) => void
}) => {
  const set = (next: number): void => onChange(Math.min(most, Math.max(least, next)))
  return (
    <div className={styles.stepper} role="group" aria-label={name}>
      <button type="button" aria-label={`${name}: one less`} onClick={() => set(value - 1)}>
        −
      </button>
      <input
        inputMode="numeric"
        aria-label={name}
        value={value}
        onChange={(event) => {
          const next = Number.parseInt(event.target.value, 10)
          if (Number.isFinite(next)) set(next)
        }}
        onFocus={(event) => event.target.select()}
      />
      <button type="button" aria-label={`${name}: one more`} onClick={() => set(value + 1)}>
        +
      </button>
    </div>
  )
}
