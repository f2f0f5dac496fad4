import type { Card, ColourLabel, Review } from '../../../contract/api/index.ts'
import { give } from '../../app/commands.ts'
import { useStudio } from '../../app/studio.tsx'
import { Tip } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import styles from './review-controls.module.css'

const LABELS: readonly { readonly label: ColourLabel; readonly keys: string | undefined }[] = [
  { label: 'red', keys: '6' },
  { label: 'yellow', keys: '7' },
  { label: 'green', keys: '8' },
  { label: 'blue', keys: '9' },
  { label: 'purple', keys: undefined },
]

const FLAGS: readonly {
  readonly flag: 'pick' | 'reject'
  readonly icon: IconName
  readonly name: string
  readonly keys: string
}[] = [
  { flag: 'pick', icon: 'flag', name: 'Pick', keys: 'P' },
  { flag: 'reject', icon: 'reject', name: 'Reject', keys: 'X' },
]

/** Stars, flag, label and approval of one picture or of several at once. `shown` is what is drawn as set. */
export const ReviewControls = ({ cards, shown }: { readonly cards: readonly Card[]; readonly shown: Review }) => {
  const studio = useStudio()
  const { review } = studio
  return (
    <div className={styles.controls} role="group" aria-label="Review">
      <div className={styles.set} role="group" aria-label="Stars">
        {[1, 2, 3, 4, 5].map((stars) => (
          <Tip key={stars} says={`${stars} ${stars === 1 ? 'star' : 'stars'}`} keys={String(stars)}>
            <button
              type="button"
              className={styles.star}
              data-on={shown.stars >= stars || undefined}
              aria-pressed={shown.stars === stars}
              aria-label={`${stars} ${stars === 1 ? 'star' : 'stars'}`}
              onClick={() => void review.change(cards, { stars: shown.stars === stars ? 0 : stars })}
            >
              <Icon name={shown.stars >= stars ? 'fullStar' : 'star'} size={15} />
            </button>
          </Tip>
        ))}
      </div>
      <div className={styles.set} role="group" aria-label="Flag">
        {FLAGS.map(({ flag, icon, name, keys }) => (
          <Tip key={flag} says={name} keys={keys}>
            <button
              type="button"
              className={styles.flag}
              aria-pressed={shown.flag === flag}
              aria-label={name}
              onClick={() => void review.change(cards, { flag: shown.flag === flag ? null : flag })}
            >
              <Icon name={icon === 'flag' && shown.flag === 'pick' ? 'fullFlag' : icon} size={15} />
            </button>
          </Tip>
        ))}
      </div>
      <div className={styles.set} role="group" aria-label="Colour label">
        {LABELS.map(({ label, keys }) => (
          <Tip key={label} says={`${label} label`} keys={keys}>
            <button
              type="button"
              className={styles.label}
              style={{ background: `var(--label-${label})` }}
              aria-pressed={shown.label === label}
              aria-label={`${label} label`}
              onClick={() => void review.change(cards, { label: shown.label === label ? null : label })}
            >
              {shown.label === label && <Icon name="done" size={11} />}
            </button>
          </Tip>
        ))}
      </div>
      <Tip says={shown.approved ? 'Take the approval back' : 'Approve'} keys="A">
        <button
          type="button"
          className={styles.approve}
          aria-pressed={shown.approved !== null}
          onClick={() => give(studio, 'approve')}
        >
          <Icon name="stamp" size={13} />
          {shown.approved ? 'Approved' : 'Approve'}
        </button>
      </Tip>
    </div>
  )
}
