import type { Card } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { useInsights } from '../../app/insights.ts'
import { useMirror } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { reviewOf } from '../../studio/reviewing.ts'
import { Icon } from '../../ui/icon.tsx'
import { likenessInWords, percent } from '../../ui/likeness.ts'
import { strategyTitle } from '../../ui/naming.ts'
import styles from './finals.module.css'

/** Every final of this subject and identity: another one is a press away. */
export const Finals = ({
  finals,
  chosen,
  onChoose,
}: {
  readonly finals: readonly Card[]
  readonly chosen: Sha256
  readonly onChoose: (sha256: Sha256) => void
}) => {
  const measured = useInsights(finals.map(({ sha256 }) => sha256))
  const mirror = useMirror((state) => state)
  return (
    <ul className={styles.finals} aria-label="Finals">
      {finals.map((card) => {
        const likeness = measured.get(card.sha256)?.likeness ?? null
        const what = card.strategy ? strategyTitle(card.strategy) : `variant ${card.variant}`
        const { verdict } = card.check
        const { stars } = reviewOf(mirror, card)
        return (
          <li key={card.sha256}>
            <button
              type="button"
              className={styles.final}
              data-picture={card.sha256}
              aria-current={card.sha256 === chosen ? 'true' : undefined}
              aria-label={[
                `Final ${card.variant}, ${what}`,
                likeness ? likenessInWords(likeness) : '',
                stars > 0 ? `${stars} stars` : '',
                verdict === 'warn' ? 'checks warn' : verdict === 'fail' ? 'checks failed' : '',
              ]
                .filter((word) => word !== '')
                .join(', ')}
              onClick={() => onChoose(card.sha256)}
            >
              <img src={pictureUrl(card.sha256, 'thumb')} alt="" loading="lazy" draggable={false} />
              <span className={styles.line} aria-hidden="true">
                <span data-shown={typeof likeness?.score === 'number' ? percent(likeness.score) : '–'} />
                {(verdict === 'warn' || verdict === 'fail') && (
                  <span data-verdict={verdict}>
                    <Icon name={verdict === 'warn' ? 'warn' : 'close'} size={11} />
                  </span>
                )}
                {stars > 0 && <span className={styles.stars} data-shown={`${stars} ★`} />}
              </span>
              <span className={styles.what} aria-hidden="true" data-shown={what} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
