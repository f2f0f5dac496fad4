import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { Composition } from './composition.ts'
import type { Frame } from './frame.ts'
import type { Point } from './geometry.ts'
import { listen } from './gestures.ts'
import { dragged, type Look, type Spot, toggled, zoomed } from './look.ts'
import type { PictureStatus, ViewerPicture } from './picture.ts'
import { spotAt } from './spot.ts'
import styles from './stage.module.css'
import type { StageSize } from './stage-size.ts'
import { openViewer, type Viewer } from './viewer.ts'

export type StageProps = {
  /** The element whose size `useStageSize` follows. */
  readonly element: RefObject<HTMLDivElement | null>
  readonly size: StageSize
  readonly pictures: readonly ViewerPicture[]
  readonly frame: Frame
  readonly composition: Composition
  readonly ahead: readonly string[]
  readonly look: StoreApi<Look>
  /** Where the pointer is, for commands that mean the picture under it; null outside. */
  readonly pointer: RefObject<Point | null>
  readonly label: string
  readonly onStatus: (sha256: string, status: PictureStatus) => void
  /** Given the viewer when it opens, null when it has closed. */
  readonly onViewer?: (viewer: Viewer | null) => void
  readonly onSettled?: () => void
  readonly children?: ReactNode
}

/** The canvas and its gestures. Children lie over it, in CSS pixels. */
export const Stage = (props: StageProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const viewer = useRef<Viewer | null>(null)
  const latest = useRef(props)
  latest.current = props
  const { element, size, pictures, frame, composition, ahead, look } = props

  useLayoutEffect(() => {
    if (!canvas.current) return undefined
    const opened = openViewer(canvas.current, {
      look,
      onStatus: (sha256, status) => latest.current.onStatus(sha256, status),
      onSettled: () => latest.current.onSettled?.(),
    })
    viewer.current = opened
    latest.current.onViewer?.(opened)
    return () => {
      viewer.current = null
      opened.close()
      latest.current.onViewer?.(null)
    }
  }, [look])

  useLayoutEffect(() => {
    viewer.current?.show({ pictures, frame, composition, ahead })
    viewer.current?.resize(size)
  }, [pictures, frame, composition, ahead, size, look])

  useEffect(() => {
    if (!element.current) return undefined
    const at = (point: Point, alone: boolean): Spot | null =>
      spotAt(latest.current.composition, latest.current.frame, point, alone)
    const change = (spot: Spot | null, next: (now: Look, spot: Spot) => Look): void => {
      if (spot) look.setState((now) => next(now, spot))
    }
    return listen(element.current, () => latest.current.size.density, {
      drag: (from, by, alone) => change(at(from, alone), (now, spot) => dragged(now, spot, by)),
      zoom: (point, factor, alone) => change(at(point, alone), (now, spot) => zoomed(now, spot, factor)),
      toggle: (point) => change(at(point, false), toggled),
      point: (point) => (latest.current.pointer.current = point),
    })
  }, [element, look])

  return (
    <div className={styles.stage} ref={element}>
      <canvas className={styles.canvas} ref={canvas} role="img" aria-label={props.label} />
      {props.children}
    </div>
  )
}
