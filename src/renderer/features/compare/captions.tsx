import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Composition, Pane } from '../../viewer/composition.ts'
import type { Frame } from '../../viewer/frame.ts'
import { IDENTITY, scaleOf } from '../../viewer/geometry.ts'
import { cameraOf, type Look } from '../../viewer/look.ts'
import type { PictureStatus } from '../../viewer/picture.ts'
import styles from './captions.module.css'
import { Control, Icon } from './control.tsx'
import { keysOf } from './keys.ts'
import { captionOf } from './layout.ts'
import type { ComparePicture } from './picture.ts'

export type CaptionsProps = {
  readonly composition: Composition
  readonly density: number
  readonly pictures: ReadonlyMap<string, ComparePicture>
  readonly frame: Frame
  readonly look: StoreApi<Look>
  readonly statuses: Readonly<Record<string, PictureStatus>>
  readonly a: string
  readonly b: string
  readonly removable: boolean
  readonly remove: (sha256: string) => void
  readonly pin: (sha256: string) => void
  readonly choose: (sha256: string) => void
  /** What people said of a picture, drawn small. */
  readonly marksOf?: ((sha256: string) => ReactNode) | undefined
}

const percent = (scale: number): string => `${scale < 0.1 ? (scale * 100).toFixed(1) : Math.round(scale * 100)} %`

const STATUS: Readonly<Record<PictureStatus, string>> = {
  loading: 'loading …',
  ready: '',
  coarse: 'only a preview: the full picture is missing',
  missing: 'missing',
}

type CaptionProps = Omit<CaptionsProps, 'composition' | 'pictures'> & {
  readonly pane: Pane
  readonly picture: ComparePicture
  readonly several: boolean
}

const Caption = (props: CaptionProps) => {
  const { picture, pane, frame, look, a, b, several } = props
  const { sha256, title } = picture
  const scale = useStore(look, (state) => {
    const placement = frame.placements.get(sha256) ?? IDENTITY
    return percent(scaleOf(placement) * cameraOf(state, frame.bounds, pane.rect, sha256).zoom)
  })
  const freed = useStore(look, (state) => sha256 in state.freed)
  const letter = sha256 === a ? 'A' : sha256 === b ? 'B' : null
  const status = STATUS[props.statuses[sha256] ?? 'loading']
  return (
    <div className={styles.caption} data-letter={letter ?? undefined}>
      {letter && <b className={letter === 'A' ? styles.a : styles.b}>{letter}</b>}
      <span className={styles.title}>{title}</span>
      <span className={styles.scale}>{scale}</span>
      {props.marksOf && <span className={styles.marks}>{props.marksOf(sha256)}</span>}
      {freed && <span className={styles.freed}>moved alone</span>}
      {status && <span className={styles.status}>{status}</span>}
      {several && (
        <span className={styles.actions}>
          {letter !== 'A' && (
            <Control name={`Pin ${title} as A`} keys={keysOf('pin')} onPress={() => props.pin(sha256)}>
              A
            </Control>
          )}
          {letter !== 'B' && (
            <Control name={`Show ${title} as B`} onPress={() => props.choose(sha256)}>
              B
            </Control>
          )}
          {props.removable && (
            <Control name={`Take ${title} away`} keys={keysOf('remove')} onPress={() => props.remove(sha256)}>
              <Icon>
                <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />
              </Icon>
            </Control>
          )}
        </span>
      )}
    </div>
  )
}

/** The strip above each pane: which picture, at what size, and what can be done with it. */
export const Captions = (props: CaptionsProps) => {
  const { composition, density, pictures } = props
  return composition.panes.map((pane, index) => {
    const { x, y, width, height } = captionOf(pane.rect, density)
    const shown = pane.layers.flatMap(({ sha256 }) => pictures.get(sha256) ?? [])
    return (
      <div
        key={shown.map(({ sha256 }) => sha256).join(' ') || index}
        className={styles.strip}
        style={{ left: x / density, top: y / density, width: width / density, height: height / density }}
      >
        {shown.map((picture) => (
          <Caption
            {...props}
            key={picture.sha256}
            pane={pane}
            picture={picture}
            several={composition.panes.length > 2 || (props.removable && composition.panes.length > 1)}
          />
        ))}
      </div>
    )
  })
}

/** Says over a pane that its picture cannot be had; the others go on. */
export const MissingNotes = ({
  composition,
  density,
  pictures,
  statuses,
}: Pick<CaptionsProps, 'composition' | 'density' | 'pictures' | 'statuses'>) =>
  composition.panes.map(({ rect, layers }) => {
    const missing = layers.flatMap(({ sha256 }) =>
      statuses[sha256] === 'missing' ? [pictures.get(sha256)?.title ?? sha256] : [],
    )
    if (missing.length === 0) return null
    return (
      <div
        key={`${rect.x} ${rect.y}`}
        className={styles.missing}
        role="status"
        style={{
          left: rect.x / density,
          top: rect.y / density,
          width: rect.width / density,
          height: rect.height / density,
        }}
      >
        <p>
          <strong>{missing.join(' and ')}</strong> cannot be shown: the picture is missing or damaged.
        </p>
        <p>“Verify library” finds out what happened to it. The other pictures are not affected.</p>
      </div>
    )
  })
