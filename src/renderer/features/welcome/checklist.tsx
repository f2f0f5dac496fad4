import { useMirror, useStudio } from '../../app/studio.tsx'
import type { Studio } from '../../app/studio.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './checklist.module.css'

const OPENS = {
  photos: ({ view }: Studio) => view.setState({ open: { what: 'subject', id: null, files: [] } }),
  identity: ({ view }: Studio) => view.setState({ open: { what: 'identity', id: null } }),
  key: ({ view }: Studio) => view.setState({ screen: 'settings' }),
} as const

/** First steps, until all of them are done. */
export const Checklist = () => {
  const studio = useStudio()
  const checklist = useMirror((mirror) => mirror.hello?.checklist) ?? []
  if (checklist.length === 0) return null
  return (
    <section className={styles.checklist} aria-label="First steps">
      <h2>First steps</h2>
      <ol>
        {checklist.map(({ item, done, says }) => (
          <li key={item}>
            <button type="button" data-done={done || undefined} onClick={() => OPENS[item](studio)}>
              <span className={styles.mark}>{done && <Icon name="done" size={12} />}</span>
              <span>
                {says}
                {done && <span className={styles.hidden}> (done)</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className={styles.other}
        onClick={() => studio.view.setState({ open: { what: 'restore' } })}
      >
        Or restore a backup …
      </button>
    </section>
  )
}
