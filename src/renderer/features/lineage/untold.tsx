import { Button } from '../../ui/button.tsx'
import styles from './untold.module.css'

/** What this screen is for, while there is no final to tell of. */
export const Untold = ({ total, onBoard }: { readonly total: number | null; readonly onBoard: () => void }) => (
  <section className={styles.untold} aria-label="Lineage">
    <h2>Where was the person lost?</h2>
    <p>
      Every final stands here beside what it was made from: the photos, the views, the scene and the matched portrait,
      each with the same face at the same size, and how like the person it is. The step that lost most of them is
      marked, so that it can be made again.
    </p>
    {total === null ? (
      <p>Choose a subject and an identity at the left.</p>
    ) : (
      <>
        <p>There is no final for this subject and identity yet.</p>
        <Button look="main" onClick={onBoard}>
          Make one on the Board
        </Button>
      </>
    )}
  </section>
)
