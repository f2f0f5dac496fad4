import { goTo } from '../../app/commands.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { reviewOf } from '../../studio/reviewing.ts'
import { titleOf } from '../../ui/naming.ts'
import styles from './filmstrip.module.css'
import { orderAround } from '../../app/shown.ts'
import type { Card } from '../../../contract/api/index.ts'

/** More than this in a strip is no overview. */
const MOST = 60

/** The selection in one row; around a single picture, its neighbours. */
export const Filmstrip = () => {
  const { view, known, grid } = useStudio()
  const state = useView((whole) => whole)
  const mirror = useMirror((whole) => whole)
  const { selection, focus } = state
  const order = selection.length > 1 ? selection : orderAround({ mirror, view: state, grid: grid.current }, focus)
  const at = focus === null ? 0 : Math.max(0, order.indexOf(focus))
  const from = Math.max(0, Math.min(at - MOST / 2, order.length - MOST))
  const cards = known.all(order.slice(from, from + MOST))
  // The grid is an overview of its own.
  if (cards.length === 0 || (state.layout === 'grid' && !state.loupe)) return null
  return (
    <ul className={styles.strip} aria-label={selection.length > 1 ? 'Filmstrip of the selection' : 'Filmstrip'}>
      {cards.map((card) => (
        <Frame
          key={card.sha256}
          card={card}
          focused={card.sha256 === focus}
          onChoose={() => (selection.length > 1 ? view.setState({ focus: card.sha256 }) : undefined)}
          alone={selection.length <= 1}
        />
      ))}
    </ul>
  )
}

const Frame = ({
  card,
  focused,
  alone,
  onChoose,
}: {
  readonly card: Card
  readonly focused: boolean
  readonly alone: boolean
  readonly onChoose: () => void
}) => {
  const studio = useStudio()
  const review = useMirror((mirror) => reviewOf(mirror, card))
  const identities = useMirror((mirror) => mirror.identities)
  return (
    <li>
      <button
        type="button"
        className={styles.frame}
        data-picture={card.sha256}
        aria-current={focused ? 'true' : undefined}
        aria-label={titleOf(card, identities) ?? 'Picture'}
        data-rejected={review.flag === 'reject' || undefined}
        onClick={() => (alone ? goTo(studio, card.sha256) : onChoose())}
      >
        <img src={pictureUrl(card.sha256, 'thumb')} alt="" loading="lazy" draggable={false} />
        <span aria-hidden="true">{review.stars > 0 ? '★'.repeat(review.stars) : ''}</span>
      </button>
    </li>
  )
}
