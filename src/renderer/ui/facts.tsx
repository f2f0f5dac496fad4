import type { ReactNode } from 'react'
import styles from './facts.module.css'

/** A list of names and what they are, each in a line of its own. */
export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className={styles.facts}>{children}</dl>
