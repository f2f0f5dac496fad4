import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import styles from './search-field.module.css'

/** A line of words to look for. `className` says how wide it is. */
export const SearchField = ({
  name,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'name'> & { readonly name: string }) => (
  <label className={classes(styles.search, className)}>
    <Icon name="search" size={13} />
    <input type="search" aria-label={name} {...rest} />
  </label>
)
