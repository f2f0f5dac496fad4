import { useEffect, useState } from 'react'
import styles from './settings.module.css'

/** A line that is kept when it is left or Enter is pressed. `onSave` says whether it was accepted. */
export const SavedText = ({
  name,
  value,
  max,
  placeholder,
  number = false,
  onSave,
}: {
  readonly name: string
  readonly value: string
  readonly max: number
  readonly placeholder?: string
  readonly number?: boolean
  readonly onSave: (value: string) => Promise<boolean>
}) => {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const save = async (): Promise<void> => {
    if (text === value) return
    if (!(await onSave(text))) setText(value)
  }
  return (
    <input
      className={styles.input}
      aria-label={name}
      data-number={number || undefined}
      dir="auto"
      value={text}
      maxLength={max}
      placeholder={placeholder}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setText(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void save()
        if (event.key === 'Escape') setText(value)
      }}
    />
  )
}

/** A number that is kept when it is left; what is no such number is put back. Empty gives null where that is allowed. */
export const SavedNumber = ({
  name,
  value,
  least,
  most,
  empty,
  onSave,
}: {
  readonly name: string
  readonly value: number | null
  readonly least: number
  readonly most: number
  /** What an empty field means; absent where a number is needed. */
  readonly empty?: string
  readonly onSave: (value: number | null) => Promise<boolean>
}) => (
  <SavedText
    name={name}
    value={value === null ? '' : String(value)}
    max={12}
    number
    {...(empty === undefined ? {} : { placeholder: empty })}
    onSave={async (text) => {
      if (text.trim() === '') return empty === undefined ? false : await onSave(null)
      const number = Number(text.replace(',', '.'))
      return Number.isFinite(number) && number >= least && number <= most ? await onSave(number) : false
    }}
  />
)
