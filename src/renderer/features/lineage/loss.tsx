import { Tip } from '../../ui/button.tsx'
import { count } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './loss.module.css'
import type { StepLikeness } from './steps.ts'

const points = (lost: number): string => `${lost > 0 ? '−' : '+'}${Math.abs(Math.round(lost * 100))}`

/** Between two steps: how much of the person was lost on the way. */
export const Loss = ({
  width,
  height,
  told: { lost, worst },
  empty,
}: {
  readonly width: number
  readonly height: number
  readonly told: StepLikeness
  readonly empty: boolean
}) => {
  const rounded = lost === null ? 0 : Math.round(lost * 100)
  return (
    <div className={styles.between} style={{ width, height }} data-empty={empty || undefined}>
      <Icon name="arrow" size={16} />
      {lost !== null && rounded !== 0 && (
        <Tip
          says={
            rounded > 0
              ? `${count(rounded, 'point')} of likeness lost here${worst ? ', more than at any other step' : ''}.`
              : `${count(-rounded, 'point')} of likeness won back here.`
          }
        >
          <span className={styles.figure} data-worst={worst || undefined}>
            {points(lost)}
          </span>
        </Tip>
      )}
    </div>
  )
}
