import type { Sha256 } from '../../../contract/index.ts'
import { pictureUrl } from '../../studio/pictures.ts'
import { type Affine, scaleOf, type Size } from '../../viewer/geometry.ts'
import { faceIn, type FaceMarks } from '../../viewer/registration.ts'
import styles from './face-window.module.css'

/** Where the eyes stand in a window, as shares of its size, and how much of its height lies between eyes and mouth. */
const EYES = { x: 0.5, y: 0.44 }
const LENGTH = 0.2

/** Pixels that a proxy has along its longer side; beyond, the picture itself is shown. */
const PROXY_SIDE = 1400

const contained = (picture: Size, window: Size): Affine => {
  const scale = Math.min(window.width / picture.width, window.height / picture.height)
  return [scale, 0, 0, scale, (window.width - picture.width * scale) / 2, (window.height - picture.height * scale) / 2]
}

/** A picture in a window: its face at the same place and size as in every other window, or the whole picture. */
export const FaceWindow = ({
  sha256,
  picture,
  face,
  whole,
  window,
}: {
  readonly sha256: Sha256
  readonly picture: Size
  readonly face: FaceMarks | null | undefined
  readonly whole: boolean
  /** CSS pixels. */
  readonly window: Size
}) => {
  const map =
    face && !whole
      ? faceIn(face, {
          eyes: { x: window.width * EYES.x, y: window.height * EYES.y },
          length: window.height * LENGTH,
        })
      : contained(picture, window)
  const long = Math.max(picture.width, picture.height) * scaleOf(map) * devicePixelRatio
  return (
    <span className={styles.window} style={{ width: window.width, height: window.height }}>
      <img
        src={pictureUrl(sha256, long > PROXY_SIDE ? 'full' : 'proxy')}
        alt=""
        draggable={false}
        decoding="async"
        style={{ width: picture.width, height: picture.height, transform: `matrix(${map.join(', ')})` }}
      />
    </span>
  )
}
