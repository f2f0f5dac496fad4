import { Dialog } from '../ui/dialog.tsx'
import { KEY_TABLE, keysOf, written } from './keys.ts'
import styles from './keys-dialog.module.css'
import { useMirror } from './studio.tsx'

const GROUPS = ['Go', 'Review', 'Select', 'Look', 'Studio'] as const

/** Every key and what it does, from the table that the keyboard itself reads. */
export const KeysDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const settings = useMirror((mirror) => mirror.settings)
  return (
    <Dialog title="Keyboard" width={760} reading onClose={onClose}>
      <div className={styles.sheet}>
        {GROUPS.map((group) => (
          <section key={group} className={styles.group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {KEY_TABLE.filter((row) => row.group === group && keysOf(row, settings).length > 0).map((row) => (
                <div key={row.id} className={styles.row}>
                  <dt>{row.title}</dt>
                  <dd>
                    {keysOf(row, settings).map((keys) => (
                      <kbd key={keys}>{written(keys)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section className={styles.group} aria-label="In Compare">
          <h3>In Compare</h3>
          <p className={styles.note}>
            M changes the way to compare, ← → step B, Shift ← → step A, hold \ to flip them, Z fit or 100 %, N survey.
          </p>
        </section>
      </div>
    </Dialog>
  )
}
