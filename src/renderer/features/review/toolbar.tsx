import type { Card } from '../../../contract/api/index.ts'
import { give, offReason } from '../../app/commands.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { reviewOf } from '../../studio/reviewing.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { count } from '../../ui/figures.ts'
import { inCommon } from './in-common.ts'
import { ReviewControls } from './review-controls.tsx'
import styles from './toolbar.module.css'

/** Under the pictures: how they are laid out, the selection and its review. */
export const Toolbar = () => {
  const studio = useStudio()
  const { view, known } = studio
  const layout = useView((state) => state.layout)
  const loupe = useView((state) => state.loupe)
  const cell = useView((state) => state.cell)
  const selection = useView((state) => state.selection)
  const mirror = useMirror((state) => state)
  const cards: readonly Card[] = known.all(selection)
  const shown = inCommon(cards.map((card) => reviewOf(mirror, card)))
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Pictures">
      <IconButton
        icon="lanes"
        name="Board"
        keys="B"
        aria-pressed={layout === 'lanes' && !loupe}
        onClick={() => give(studio, 'lanes')}
      />
      <IconButton
        icon="grid"
        name="Grid"
        keys="G"
        aria-pressed={layout === 'grid' && !loupe}
        onClick={() => give(studio, 'grid')}
      />
      {layout === 'grid' && !loupe && (
        <input
          className={styles.cell}
          type="range"
          aria-label="Size of the thumbnails"
          min={96}
          max={320}
          step={8}
          value={cell}
          onChange={(event) => view.setState({ cell: Number(event.target.value) })}
        />
      )}
      <span className={styles.line} />
      {shown ? (
        <>
          <span className={styles.count}>{count(cards.length, 'picture')} selected</span>
          <ReviewControls cards={cards} shown={shown} />
        </>
      ) : (
        <span className={styles.count}>Nothing is selected</span>
      )}
      <span className={styles.space} />
      <IconButton
        icon="restore"
        name={mirror.undo.undo === null ? 'Undo' : `Undo: ${mirror.undo.undo}`}
        keys="Ctrl Z"
        off={offReason(studio, 'undo')}
        onClick={() => give(studio, 'undo')}
      />
      {selection.length === 2 && (
        <Button look="quiet" title="Shift C" onClick={() => give(studio, 'differs')}>
          What differs
        </Button>
      )}
      <Button off={offReason(studio, 'compare')} onClick={() => give(studio, 'compare')}>
        Compare
      </Button>
    </div>
  )
}
