import type { ReactNode } from 'react'
import styles from './export.module.css'

/** A group of settings under one heading. */
export const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.group} aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)

/** One setting: its name at the left, its control at the right. */
export const Setting = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className={styles.setting}>
    <span>{title}</span>
    <div>{children}</div>
  </div>
)
