import type { Likeness } from '../../../contract/index.ts'
import { Tip } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { BANDS, percent } from '../../ui/likeness.ts'
import styles from './meter.module.css'
import type { Role, StepLikeness } from './steps.ts'

/** How like the person a step is: a bar from a stranger to the person's own photos, the figure, and what it means. */
export const Meter = ({
  role,
  told: { score },
  likeness,
}: {
  readonly role: Role
  readonly told: StepLikeness
  readonly likeness: Likeness | null
}) => {
  if (role === 'scene')
    return (
      <Tip says="A scene is made with anybody’s face; the person comes in with the portrait or the final.">
        <p className={styles.words} tabIndex={0} role="note">
          <Icon name="info" size={12} />
          anybody’s face
        </p>
      </Tip>
    )
  if (score === null) {
    if (!likeness) return <p className={styles.words}>not compared</p>
    return (
      <Tip says={likeness.says}>
        <p className={styles.words} tabIndex={0} role="note">
          <Icon name={BANDS[likeness.band].icon} size={12} />
          {BANDS[likeness.band].word}
        </p>
      </Tip>
    )
  }
  const band = likeness ? BANDS[likeness.band] : null
  const says =
    role === 'reference'
      ? 'The person’s own photos are what likeness is measured by.'
      : likeness
        ? `${band?.means ?? ''} ${likeness.says}`
        : 'The mean of these pictures. 0 % is a stranger, 100 % the person’s own photos.'
  return (
    <Tip says={says}>
      <div className={styles.meter} tabIndex={0} role="note" data-tone={band?.tone}>
        <span className={styles.bar} aria-hidden="true">
          <span style={{ width: `${Math.min(100, Math.max(0, score * 100))}%` }} />
        </span>
        <p>
          <strong>{percent(score)}</strong>
          {band && (
            <span>
              <Icon name={band.icon} size={12} />
              {band.word}
            </span>
          )}
          {!band && <span>{role === 'reference' ? 'the measure' : 'mean'}</span>}
        </p>
      </div>
    </Tip>
  )
}
