import { type MouseEvent, type PointerEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { give } from '../../app/commands.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { reviewOf } from '../../studio/reviewing.ts'
import { IconButton } from '../../ui/button.tsx'
import { titleOf } from '../../ui/naming.ts'
import { type Place, type Size, fitted, moved, zoomedAt } from './zoom.ts'
import styles from './loupe.module.css'

const EMPTY: Size = { width: 0, height: 0 }

const beginNote = (): void => document.querySelector<HTMLElement>('[data-note]')?.focus()

/** One picture, as large as it fits or pixel by pixel; notes are shown and pinned on it. */
export const Loupe = () => {
  const studio = useStudio()
  const { known, view } = studio
  const focus = useView((state) => state.focus)
  const card = focus === null ? undefined : known.get(focus)
  const review = useMirror((mirror) => (card ? reviewOf(mirror, card) : null))
  const identities = useMirror((mirror) => mirror.identities)
  const stage = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>(EMPTY)
  const [place, setPlace] = useState<Place | 'fit'>('fit')
  const [pinning, setPinning] = useState(false)
  const drag = useRef<{ readonly x: number; readonly y: number; readonly from: Place; moved: boolean } | null>(null)

  useLayoutEffect(() => {
    const element = stage.current
    if (!element) return
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  const picture: Size = card ?? EMPTY
  const now = place === 'fit' ? fitted(picture, size) : place
  const density = window.devicePixelRatio

  const zoomTo = useCallback(
    (scale: number, at = { x: size.width / 2, y: size.height / 2 }): void =>
      setPlace((before) => zoomedAt(before === 'fit' ? fitted(picture, size) : before, at, scale)),
    [picture, size],
  )

  useEffect(() => {
    const element = stage.current
    if (!element) return
    const toggle = (): void => (place === 'fit' ? zoomTo(1 / density) : setPlace('fit'))
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const box = element.getBoundingClientRect()
      const least = Math.min(fitted(picture, size).scale, 1 / density)
      const scale = Math.min(8, Math.max(least, now.scale * Math.exp(-event.deltaY / 400)))
      zoomTo(scale, { x: event.clientX - box.left, y: event.clientY - box.top })
    }
    element.addEventListener('studio-zoom', toggle)
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('studio-zoom', toggle)
      element.removeEventListener('wheel', onWheel)
    }
  })

  if (!card) return null

  const pinAt = (event: MouseEvent): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = {
      x: (event.clientX - box.left - now.x) / (picture.width * now.scale),
      y: (event.clientY - box.top - now.y) / (picture.height * now.scale),
    }
    if (at.x < 0 || at.y < 0 || at.x > 1 || at.y > 1) return
    setPinning(false)
    view.setState({ inspector: true, pin: { sha256: card.sha256, ...at } })
    // At once where the field is there, so that no key that follows is taken for a command.
    beginNote()
    requestAnimationFrame(beginNote)
  }
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || pinning || event.target instanceof HTMLButtonElement) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, from: now, moved: false }
  }
  const onPointerMove = (event: PointerEvent): void => {
    const from = drag.current
    if (!from || place === 'fit') return
    setPlace(moved(from.from, event.clientX - from.x, event.clientY - from.y))
  }

  const percent = Math.round(now.scale * density * 100)
  return (
    <section className={styles.loupe} aria-label="Loupe">
      <div
        className={styles.stage}
        ref={stage}
        data-loupe
        data-pinning={pinning || undefined}
        data-zoomed={place !== 'fit' || undefined}
        onClick={pinning ? pinAt : undefined}
        onDoubleClick={() => give(studio, 'zoom')}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => (drag.current = null)}
      >
        <img
          key={card.sha256}
          src={pictureUrl(card.sha256, 'full')}
          alt={titleOf(card, identities) ?? 'Picture'}
          draggable={false}
          style={{
            width: picture.width * now.scale,
            height: picture.height * now.scale,
            transform: `translate(${now.x}px, ${now.y}px)`,
            backgroundImage: `url(${pictureUrl(card.sha256, 'thumb')})`,
            imageRendering: percent > 300 ? 'pixelated' : 'auto',
          }}
        />
        {review?.notes.map((note, index) =>
          note.at ? (
            <span
              key={note.id}
              className={styles.pin}
              role="note"
              aria-label={`Note ${index + 1}: ${note.text}`}
              title={note.text}
              style={{
                transform: `translate(${now.x + note.at.x * picture.width * now.scale}px, ${now.y + note.at.y * picture.height * now.scale}px)`,
              }}
            >
              {index + 1}
            </span>
          ) : null,
        )}
      </div>
      <div className={styles.tools}>
        <span>{place === 'fit' ? `Fit, ${percent} %` : `${percent} %`}</span>
        <IconButton
          icon="search"
          name={place === 'fit' ? 'Zoom to 100 %' : 'Fit'}
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
