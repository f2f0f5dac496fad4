import type { ReactNode } from 'react'
import styles from './settings.module.css'

export const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.section} aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)

/** One thing to set: what it is called, what it does, and the control. */
export const Row = ({
  title,
  says,
  children,
}: {
  readonly title: string
  readonly says: ReactNode
  readonly children: ReactNode
}) => (
  <div className={styles.row}>
    <div>
      <h3>{title}</h3>
      <p>{says}</p>
    </div>
    <div className={styles.control}>{children}</div>
  </div>
)
