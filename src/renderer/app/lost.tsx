import styles from './lost.module.css'
import { useMirror } from './studio.tsx'

/** Said while the studio does not answer. What is shown stays; it may be old. */
export const Lost = () => {
  const connection = useMirror((mirror) => mirror.connection)
  const before = useMirror((mirror) => mirror.hello !== null)
  return (
    <div role="status" aria-live="polite">
      {connection === 'lost' && before && (
        <p className={styles.lost}>
          The studio does not answer. It is tried again until it does; what is shown is as it was last heard.
        </p>
      )}
    </div>
  )
}

/** The page as a browser sees it that the studio does not know. */
export const Locked = ({ says }: { readonly says: string }) => (
  <main className={styles.locked}>
    <h1>Identity Studio</h1>
    <p role="alert">{says}</p>
  </main>
)
