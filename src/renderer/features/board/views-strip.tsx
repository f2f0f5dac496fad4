import type { Lane } from '../../../contract/api/index.ts'
import type { ViewName } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { VIEW_NAMES } from '../../ui/naming.ts'
import { goTo } from '../../app/commands.ts'
import styles from './views-strip.module.css'

/** The order views are told in everywhere. */
const ORDER = ['front', 'profile-left', 'profile-right', 'three-quarter-left', 'three-quarter-right'] as const

const place = (view: ViewName | null): number => (view === null ? ORDER.length : ORDER.indexOf(view))

/** What everything rests on: the photos, and the five views made from them once per subject. */
export const ViewsStrip = ({ lane }: { readonly lane: Lane }) => {
  const studio = useStudio()
  const subject = useView((state) => state.subject)
  const record = useMirror((mirror) => mirror.subjects.find(({ id }) => id === subject))
  const identityId = useView((state) => state.identity)
  const identity = useMirror((mirror) => mirror.identities.find(({ id }) => id === identityId)?.identity)
  const selection = useView((state) => state.selection)
  const stops = lane.readiness.filter(({ level }) => level === 'stop')
  const jobs = lane.jobs.filter((job) => job.state !== 'succeeded' && job.state !== 'skipped')
  return (
    <section className={styles.strip} aria-label="Photos and views">
      <div className={styles.about}>
        <h2 dir="auto">{identity?.name.slice(0, 200)}</h2>
        <p dir="auto" title={identity?.iAm.slice(0, 1000)}>
          {identity?.iAm.slice(0, 300)}
        </p>
      </div>
      <ul className={styles.pictures} aria-label="Photos">
        {record?.photos.map((photo) => (
          <li key={photo.sha256}>
            <img src={pictureUrl(photo.sha256, 'thumb')} alt={`${photo.pose} photo`} draggable={false} />
          </li>
        ))}
      </ul>
      <Icon name="arrow" />
      <ul className={styles.pictures} aria-label="Views">
        {lane.cards
          .toSorted((a, b) => place(a.view) - place(b.view))
          .map((card) => (
            <li key={card.sha256}>
              <button
                type="button"
                data-card={card.sha256}
                data-picture={card.sha256}
                aria-label={`View: ${card.view ? VIEW_NAMES[card.view] : ''}`}
                aria-pressed={selection.includes(card.sha256)}
                onClick={(event) =>
                  goTo(studio, card.sha256, { add: event.ctrlKey || event.metaKey, range: event.shiftKey })
                }
                onDoubleClick={() => studio.view.setState({ loupe: true })}
              >
                <img src={pictureUrl(card.sha256, 'thumb')} alt="" draggable={false} />
              </button>
            </li>
          ))}
        {jobs.map((job) => (
          <li
            key={job.job}
            className={styles.job}
            data-state={job.state}
            title={`${job.view ? VIEW_NAMES[job.view] : 'view'}: ${job.waiting?.reason ?? job.problem?.message ?? job.state}`}
          >
            <Icon name={job.problem ? 'failed' : 'queued'} size={12} />
            <span>{job.waiting ? `${job.waiting.httpStatus ?? 'busy'}` : job.problem ? job.state : ''}</span>
          </li>
        ))}
      </ul>
      {lane.cards.length === 0 && jobs.length === 0 && (
        <Button
          off={stops.length === 0 ? null : stops.map(({ says }) => says).join(' ')}
          onClick={() => studio.view.setState({ open: { what: 'plan', lane: 'views' } })}
        >
          <Icon name="play" size={12} />
          Make the views
        </Button>
      )}
    </section>
  )
}
