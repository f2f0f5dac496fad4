import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Card } from '../../../contract/api/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { reviewOf } from '../../studio/reviewing.ts'
import { give } from '../../app/commands.ts'
import { IconButton } from '../../ui/button.tsx'
import { titleOf } from '../../ui/naming.ts'
import type { Composition } from '../../viewer/composition.ts'
import { frameOf } from '../../viewer/frame.ts'
import { apply, inverse, type Point } from '../../viewer/geometry.ts'
import { openLook } from '../../viewer/look.ts'
import type { PictureStatus, ViewerPicture } from '../../viewer/picture.ts'
import { useStageSize } from '../../viewer/stage-size.ts'
import { Stage } from '../../viewer/stage.tsx'
import { looking } from './looking.ts'
import styles from './loupe.module.css'
import { mapOnStage, Pins } from './pins.tsx'

const beginNote = (): void => document.querySelector<HTMLElement>('[data-note]')?.focus()

const STATUS: Readonly<Record<PictureStatus, string>> = {
  loading: 'loading …',
  ready: '',
  coarse: 'a preview: the full picture is missing',
  missing: 'The picture is missing or damaged. “Verify library” finds out what happened to it.',
}

const shownOf = ({ sha256, width, height }: Card): ViewerPicture => ({
  sha256,
  width,
  height,
  urls: { full: pictureUrl(sha256, 'full'), proxy: pictureUrl(sha256, 'proxy'), thumb: pictureUrl(sha256, 'thumb') },
})

/** One picture, as large as it fits or pixel by pixel; notes are shown and pinned on it. */
export const Loupe = () => {
  const { known } = useStudio()
  const focus = useView((state) => state.focus)
  const card = focus === null ? undefined : known.get(focus)
  return card ? <Large card={card} /> : null
}

const Large = ({ card }: { readonly card: Card }) => {
  const studio = useStudio()
  const { view } = studio
  const review = useMirror((mirror) => reviewOf(mirror, card))
  const identities = useMirror((mirror) => mirror.identities)
  const element = useRef<HTMLDivElement>(null)
  const pointer = useRef<Point | null>(null)
  const size = useStageSize(element)
  const [look] = useState(openLook)
  const [status, setStatus] = useState<Readonly<Record<string, PictureStatus>>>({})
  const [pinning, setPinning] = useState(false)

  const pictures = useMemo(() => [shownOf(card)], [card.sha256])
  const frame = useMemo(() => frameOf(pictures), [pictures])
  const composition = useMemo((): Composition => {
    if (size.width === 0) return { panes: [] }
    const rect = { x: 0, y: 0, width: size.width, height: size.height }
    return { panes: [{ rect, layers: [{ sha256: card.sha256 }] }] }
  }, [card.sha256, size])
  const map = useStore(look, (state) => mapOnStage(state, frame, composition, card.sha256)?.join(' ') ?? '')
  const isFit = useStore(look, ({ camera }) => camera === 'fit')
  const percent = Math.round(Number(map.split(' ')[0] ?? 1) * 100)

  useEffect(() => {
    const { toggle, onKey } = looking({ look, frame, composition, size, pointer })
    const { current } = element
    const section = current?.closest('[data-loupe]')
    section?.addEventListener('studio-zoom', toggle)
    document.addEventListener('keydown', onKey)
    return () => {
      section?.removeEventListener('studio-zoom', toggle)
      document.removeEventListener('keydown', onKey)
    }
  }, [look, frame, composition, size])

  /** A note about a place of the stage, in CSS pixels. */
  const pinAt = (x: number, y: number): void => {
    const onStage = mapOnStage(look.getState(), frame, composition, card.sha256)
    if (!onStage) return
    const at = apply(inverse(onStage), { x: x * size.density, y: y * size.density })
    const pin = { x: at.x / card.width, y: at.y / card.height }
    if (pin.x < 0 || pin.y < 0 || pin.x > 1 || pin.y > 1) return
    setPinning(false)
    view.setState({ inspector: true, pin: { sha256: card.sha256, ...pin } })
    // At once where the field is there, so that no key that follows is taken for a command.
    beginNote()
    requestAnimationFrame(beginNote)
  }

  const says = STATUS[status[card.sha256] ?? 'loading']
  return (
    <section
      className={styles.loupe}
      aria-label="Loupe"
      data-loupe
      data-picture={card.sha256}
      data-zoomed={!isFit || undefined}
    >
      <Stage
        element={element}
        size={size}
        pictures={pictures}
        frame={frame}
        composition={composition}
        ahead={[]}
        look={look}
        pointer={pointer}
        label={titleOf(card, identities) ?? 'Picture'}
        onStatus={(sha256, now) => setStatus((before) => ({ ...before, [sha256]: now }))}
      >
        <Pins notes={review.notes} map={map} picture={card} density={size.density} />
        {pinning && (
          <button
            type="button"
            className={styles.pinning}
            aria-label="Click the point the note is about; Enter means the middle"
            autoFocus
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect()
              // A press of Enter has no place of its own.
              const byKey = event.detail === 0
              pinAt(byKey ? box.width / 2 : event.clientX - box.left, byKey ? box.height / 2 : event.clientY - box.top)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              event.preventDefault()
              setPinning(false)
            }}
          />
        )}
      </Stage>
      {says && (
        <p className={styles.status} role="status">
          {says}
        </p>
      )}
      <div className={styles.tools}>
        <span>{isFit ? `Fit, ${percent} %` : `${percent} %`}</span>
        <IconButton
          icon="search"
          name={isFit ? 'Zoom to 100 %' : 'Fit'}
          keys="Z"
          side="top"
          onClick={() => give(studio, 'zoom')}
        />
        <IconButton
          icon="pin"
          name={pinning ? 'Click the point the note is about' : 'Pin a note to a point'}
          aria-pressed={pinning}
          onClick={() => setPinning(!pinning)}
        />
        <IconButton icon="close" name="Back" keys="Esc" onClick={() => view.setState({ loupe: false })} />
      </div>
    </section>
  )
}
