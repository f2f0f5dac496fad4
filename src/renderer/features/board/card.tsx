import { memo, type MouseEvent } from 'react'
import type { Card as CardOf, Review } from '../../../contract/api/index.ts'
import { give, goTo } from '../../app/commands.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { reviewOf } from '../../studio/reviewing.ts'
import { Tip } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
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

const CheckMark = ({ card }: { readonly card: CardOf }) => {
  const { verdict, says } = card.check
  if (verdict === 'none' || (verdict === 'pass' && says === null)) return null
  return (
    <Tip says={says ?? `The ${CHECK_WORDS[verdict]}.`} side="right">
      <span className={styles.check} data-verdict={verdict} aria-hidden="true">
        <Icon name={verdict === 'pass' ? 'done' : verdict === 'warn' ? 'warn' : 'close'} size={12} />
      </span>
    </Tip>
  )
}

/** A picture with what is known of it at a glance. Chosen by a click, seen large by a double click. */
export const Card = memo(({ card, as: Around = 'li' }: { readonly card: CardOf; readonly as?: 'li' | 'div' }) => {
  const studio = useStudio()
  const { sha256 } = card
  const review = useMirror((mirror) => reviewOf(mirror, card))
  const identities = useMirror((mirror) => mirror.identities)
  const selected = useView((view) => view.selection.includes(sha256))
  const focused = useView((view) => view.focus === sha256)
  const picked = useView(({ picked: { scenes, portraits } }) => scenes.includes(sha256) || portraits.includes(sha256))
  const { verdict, says } = card.check
  const words = [
    titleOf(card, identities) ?? '',
    card.strategy ? `by ${strategyTitle(card.strategy)}` : card.view ? '' : `variant ${card.variant}`,
    reviewInWords(review),
    verdict === 'none' ? '' : `${CHECK_WORDS[verdict]}${says === null ? '' : `: ${says}`}`,
  ]

  const onClick = (event: MouseEvent): void =>
    goTo(studio, sha256, { add: event.ctrlKey || event.metaKey, range: event.shiftKey })

  return (
    <Around
      className={styles.card}
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
        onDoubleClick={() => give(studio, 'loupe')}
      >
        <span className={styles.picture} style={{ aspectRatio: `${card.width} / ${card.height}` }}>
          <img src={pictureUrl(sha256, 'thumb')} alt="" loading="lazy" decoding="async" draggable={false} />
        </span>
        <Marks review={review} />
        <span className={styles.facts}>
          {card.view ? VIEW_NAMES[card.view] : card.strategy ? strategyTitle(card.strategy) : `variant ${card.variant}`}
        </span>
      </button>
      <CheckMark card={card} />
    </Around>
  )
})
