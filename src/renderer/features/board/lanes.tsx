import { useMemo, useRef } from 'react'
import { finalsInView, portraitsInView } from '../../app/pictures-in-view.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { Lane } from './lane.tsx'
import styles from './lanes.module.css'
import { Ties } from './ties.tsx'
import { ViewsStrip } from './views-strip.tsx'

/** One subject and one identity: the views, and three lanes from scene to final. */
export const Lanes = () => {
  const { view } = useStudio()
  const board = useMirror((mirror) => mirror.board)
  const picked = useView((state) => state.picked)
  const people = useMirror((mirror) => mirror.subjects.length > 0 && mirror.identities.length > 0)
  const around = useRef<HTMLDivElement>(null)

  const portraits = useMemo(() => (board ? portraitsInView(board.portraits.cards, picked) : []), [board, picked])
  const finals = useMemo(
    () => (board ? finalsInView(board.finals.cards, board.portraits.cards, picked) : []),
    [board, picked],
  )

  if (!people)
    return (
      <div className={styles.empty}>
        <h2>Begin with a person and a life</h2>
        <p>Drop a few photos of somebody anywhere in this window, and write whom they want to be.</p>
        <span>
          <Button look="main" onClick={() => view.setState({ open: { what: 'subject', id: null, files: [] } })}>
            New subject
          </Button>
          <Button onClick={() => view.setState({ open: { what: 'identity', id: null } })}>New identity</Button>
        </span>
      </div>
    )
  if (!board) return <div className={styles.empty} />
  return (
    <div className={styles.board}>
      <ViewsStrip lane={board.views} />
      <div className={styles.lanes} ref={around}>
        <Lane step="scene" lane={board.scenes} cards={board.scenes.cards} />
        <Lane step="portrait" lane={board.portraits} cards={portraits} />
        <Lane step="final" lane={board.finals} cards={finals} />
        <Ties around={around} portraits={portraits} finals={finals} />
      </div>
    </div>
  )
}
