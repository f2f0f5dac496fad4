import { type ReactNode, useId } from 'react'
import styles from './export.module.css'

/** Something that is done or not; a line below says more. */
export const Check = ({
  title,
  says,
  on,
  onChange,
}: {
  readonly title: string
  readonly says?: ReactNode
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}) => {
  const id = useId()
  return (
    <div className={styles.check}>
      <input
        id={id}
        type="checkbox"
        checked={on}
        aria-describedby={says === undefined ? undefined : `${id}-says`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{title}</label>
      {says !== undefined && <p id={`${id}-says`}>{says}</p>}
    </div>
  )
}
