import { useEffect, useState } from 'react'
import type { Card, HistoryRow } from '../../../contract/api/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { dollars, duration } from '../../ui/figures.ts'
import styles from './attempts.module.css'

/** A step's requests in one run: no job has more, since each variant is regenerated a few times at most. */
const MOST = 500

/** Every request that was sent for the job which a picture came from, oldest first; null until it is known. */
const useAttempts = ({ run, job, step }: Card): readonly HistoryRow[] | null => {
  const { client } = useStudio()
  const changed = useMirror((mirror) => mirror.pictures)
  const [found, setFound] = useState<{ readonly job: number; readonly rows: readonly HistoryRow[] } | null>(null)
  useEffect(() => {
    let gone = false
    client.history.page({ filter: { run, steps: [step] }, sort: 'oldest', limit: MOST }).then(
      ({ rows }) => gone || setFound({ job, rows: rows.filter((row) => row.job === job) }),
      // The rest of the inspector stands without them.
      () => {},
    )
    return () => {
      gone = true
    }
  }, [client, run, job, step, changed])
  return found?.job === job ? found.rows : null
}

const toldOf = ({ status, reason, cached, latencyMs, costUsd }: HistoryRow): string =>
  [
    status === 'in-flight' ? 'under way' : status,
    reason ?? '',
    cached ? 'from the library' : latencyMs === null ? '' : duration(latencyMs),
    costUsd > 0 ? dollars(costUsd) : '',
  ]
    .filter((part) => part !== '')
    .join(', ')

/** The requests that were made for this picture's job: those that were blocked, failed, or did not pass the checks too. */
export const Attempts = ({ card }: { readonly card: Card }) => {
  const rows = useAttempts(card)
  if (!rows) return <p className={styles.quiet}>Looking them up …</p>
  if (rows.length === 0) return <p className={styles.quiet}>This picture was answered from the library.</p>
  return (
    <ol className={styles.attempts}>
      {rows.map((row, index) => (
        <li key={row.attempt} data-this={row.image === card.sha256 || undefined}>
          {row.image ? (
            <img src={pictureUrl(row.image, 'thumb')} alt="" loading="lazy" />
          ) : (
            <span className={styles.none} aria-hidden="true" />
          )}
          <p>
            <strong>
              Attempt {index + 1}
              {row.image === card.sha256 && rows.length > 1 ? ', this picture' : ''}
            </strong>
            <span dir="auto">{toldOf(row)}</span>
          </p>
        </li>
      ))}
    </ol>
  )
}
