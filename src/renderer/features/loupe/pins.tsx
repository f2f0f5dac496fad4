import type { Review } from '../../../contract/api/index.ts'
import { onScreen } from '../../viewer/camera.ts'
import type { Composition } from '../../viewer/composition.ts'
import type { Frame } from '../../viewer/frame.ts'
import { type Affine, apply, IDENTITY, type Size } from '../../viewer/geometry.ts'
import { cameraOf, type Look } from '../../viewer/look.ts'
import styles from './loupe.module.css'

/** Picture pixels to device pixels of the stage, as they are drawn; null while there is no stage. */
export const mapOnStage = (look: Look, frame: Frame, { panes }: Composition, sha256: string): Affine | null => {
  const [pane] = panes
  if (!pane) return null
  const placement = frame.placements.get(sha256) ?? IDENTITY
  return onScreen(placement, cameraOf(look, frame.bounds, pane.rect, sha256), pane.rect)
}

const isMap = (numbers: readonly number[]): numbers is Affine => numbers.length === 6 && numbers.every(Number.isFinite)

/** The notes that are about a point, at it, wherever the picture is moved. */
export const Pins = ({
  notes,
  map,
  picture,
  density,
}: {
  readonly notes: Review['notes']
  /** The six numbers of the picture's map, as one word: it is drawn anew only when they change. */
  readonly map: string
  readonly picture: Size
  readonly density: number
}) => {
  const numbers = map.split(' ').map(Number)
  if (!isMap(numbers)) return null
  return notes.map((note, index) => {
    if (!note.at) return null
    const at = apply(numbers, { x: note.at.x * picture.width, y: note.at.y * picture.height })
    return (
      <span
        key={note.id}
        className={styles.pin}
        role="note"
        aria-label={`Note ${index + 1}: ${note.text}`}
        title={note.text}
        style={{ transform: `translate(${at.x / density}px, ${at.y / density}px)` }}
      >
        {index + 1}
      </span>
    )
  })
}
