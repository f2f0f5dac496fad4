import { size } from '../../ui/figures.ts'
import styles from './backup-dialog.module.css'

/** How far something long is. */
export const Bar = ({
  title,
  done,
  total,
  bytes,
}: {
  readonly title: string
  readonly done: number
  readonly total: number
  readonly bytes: number
}) => {
  const share = total === 0 ? 0 : done / total
  return (
    <div className={styles.progress}>
      <p>
        {title} … {bytes > 0 && size(bytes)}
      </p>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={title}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
