import { memo, type MouseEvent, useState } from 'react'
import type { Card as CardOf, CheckBadge, Review } from '../../../contract/api/index.ts'
import type { Likeness } from '../../../contract/index.ts'
import { give, goTo } from '../../app/commands.ts'
import { useInsight } from '../../app/insights.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { reviewOf } from '../../studio/reviewing.ts'
import { isMismatch, verdictOf } from '../../studio/verdict.ts'
import { Tip } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { likenessInWords, percent } from '../../ui/likeness.ts'
import { strategyTitle, titleOf, VIEW_NAMES } from '../../ui/naming.ts'
import styles from './card.module.css'

const CHECK_WORDS = { pass: 'checks passed', warn: 'checks warn', fail: 'checks failed' } as const

const reviewInWords = (review: Review): string =>
  [
    review.stars > 0 ? `${review.stars} ${review.stars === 1 ? 'star' : 'stars'}` : '',
    review.flag === 'pick' ? 'picked' : review.flag === 'reject' ? 'rejected' : '',
    review.label === null ? '' : `${review.label} label`,
    review.approved ? 'approved' : '',
    review.notes.length > 0 ? `${review.notes.length} notes` : '',
  ]
    .filter((words) => words !== '')
    .join(', ')

/** What people said of a picture, drawn small; the card's name says the same in words, so these are no text of their own. */
export const Marks = ({ review }: { readonly review: Review }) => (
  <span className={styles.marks} aria-hidden="true">
    {review.flag === 'pick' && <Icon name="fullFlag" size={12} />}
    {review.flag === 'reject' && <Icon name="reject" size={12} />}
    <span className={styles.stars} data-shown={'★'.repeat(review.stars)} />
    <span className={styles.space} />
    {review.notes.length > 0 && <span className={styles.notes} data-shown={review.notes.length} />}
    {review.approved && <Icon name="stamp" size={12} />}
    {review.label && (
      <span
        className={styles.label}
        style={{ background: `var(--label-${review.label})` }}
        data-shown={review.label[0]?.toUpperCase()}
      />
    )}
  </span>
)

const CHECK_SIGNS = { pass: 'done', warn: 'warn', fail: 'close' } as const

/** What the checks found, as a sign with a word; the reason shows over the pointer, and while the card has the keyboard. */
const CheckMark = ({ check: { verdict, says }, told }: { readonly check: CheckBadge; readonly told: boolean }) => {
  const [over, setOver] = useState(false)
  if (verdict === 'none' || (verdict === 'pass' && says === null)) return null
  return (
    <Tip says={says ?? `The ${CHECK_WORDS[verdict]}.`} side="right" open={over || told} onOpen={setOver}>
      <span className={styles.check} data-verdict={verdict} aria-hidden="true">
        <Icon name={CHECK_SIGNS[verdict]} size={12} />
        {verdict !== 'pass' && verdict}
      </span>
    </Tip>
  )
}

/** What stands under a picture: what it is, how like the person, and what is wrong with it. Drawn: the card's name says it in words. */
const Facts = ({
  card,
  check,
  likeness,
  kept,
  amongAll,
}: {
  readonly card: CardOf
  /** No lane around it says which step it is of. */
  readonly amongAll: boolean
  readonly check: CheckBadge
  readonly likeness: Likeness | null
  /** How much of its scene it kept, where the grid goes by that; null elsewhere. */
  readonly kept: number | null
}) => (
  <span className={styles.facts} aria-hidden="true">
    <span
      data-shown={[
        card.view
          ? VIEW_NAMES[card.view]
          : card.strategy
            ? strategyTitle(card.strategy)
            : `${amongAll ? card.step : 'variant'} ${card.variant}`,
        card.cached ? 'cached' : '',
        isMismatch(check) ? (check.says ?? '') : '',
      ]
        .filter((words) => words !== '')
        .join(' · ')}
    />
    {kept !== null ? (
      <span className={styles.figure} title="Scene kept" data-shown={`scene ${percent(kept)}`} />
    ) : (
      typeof likeness?.score === 'number' &&
      card.step !== 'scene' && (
        <span
          className={styles.figure}
          title={`Likeness: ${likenessInWords(likeness)}`}
          data-shown={percent(likeness.score)}
        />
      )
    )}
  </span>
)

/** A picture with what is known of it at a glance. Chosen by a click, seen large by a double click. */
export const Card = memo(({ card, as: Around = 'li' }: { readonly card: CardOf; readonly as?: 'li' | 'div' }) => {
  const studio = useStudio()
  const { sha256 } = card
  const review = useMirror((mirror) => reviewOf(mirror, card))
  const identities = useMirror((mirror) => mirror.identities)
  const selected = useView((view) => view.selection.includes(sha256))
  const focused = useView((view) => view.focus === sha256)
  const picked = useView(({ picked: { scenes, portraits } }) => scenes.includes(sha256) || portraits.includes(sha256))
  const insight = useInsight(sha256)
  const check = verdictOf(card, insight)
  const likeness = insight?.likeness ?? null
  const sorted = useView(({ layout, sort }) => (layout === 'grid' ? sort : null))
  const kept = sorted === 'scene-kept' ? (insight?.sceneKept?.score ?? null) : null
  const [told, setTold] = useState(false)
  const { verdict, says } = check
  const words = [
    titleOf(card, identities) ?? '',
    card.strategy ? `by ${strategyTitle(card.strategy)}` : card.view ? '' : `variant ${card.variant}`,
    kept === null ? '' : `scene kept ${percent(kept)}`,
    likeness && card.step !== 'scene' ? `likeness ${likenessInWords(likeness)}` : '',
    card.cached ? 'cached: the library had it' : '',
    reviewInWords(review),
    verdict === 'none' ? '' : `${CHECK_WORDS[verdict]}${says === null ? '' : `: ${says}`}`,
  ]

  const onClick = (event: MouseEvent): void =>
    goTo(studio, sha256, { add: event.ctrlKey || event.metaKey, range: event.shiftKey })

  return (
    <Around
      className={styles.card}
      data-picture={sha256}
      data-sorted={sorted === 'likeness' || sorted === 'scene-kept' || undefined}
      data-selected={selected || undefined}
      data-focused={focused || undefined}
      data-picked={picked || undefined}
      data-rejected={review.flag === 'reject' || undefined}
    >
      <button
        type="button"
        className={styles.button}
        data-card={sha256}
        aria-pressed={selected}
        aria-label={words.filter((word) => word !== '').join(', ')}
        onClick={onClick}
        onFocus={(event) => setTold(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setTold(false)}
        onDoubleClick={() => give(studio, 'loupe')}
      >
        <span className={styles.picture} style={{ aspectRatio: `${card.width} / ${card.height}` }}>
          {/* The grid draws those in sight alone; a lane leaves it to the browser. */}
          <img
            src={pictureUrl(sha256, 'thumb')}
            alt=""
            loading={Around === 'li' ? 'lazy' : 'eager'}
            decoding="async"
            draggable={false}
          />
        </span>
        <Marks review={review} />
        <Facts card={card} check={check} likeness={likeness} kept={kept} amongAll={Around === 'div'} />
      </button>
      <CheckMark check={check} told={told} />
    </Around>
  )
})
