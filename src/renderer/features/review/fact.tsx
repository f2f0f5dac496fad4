import styles from './inspector.module.css'

/** A name and what it is, in a list of facts. */
export const Fact = ({
  name,
  value,
  mono = false,
}: {
  readonly name: string
  readonly value: string
  readonly mono?: boolean
}) => (
  <div>
    <dt>{name}</dt>
    <dd className={mono ? styles.mono : undefined}>{value}</dd>
  </div>
)
