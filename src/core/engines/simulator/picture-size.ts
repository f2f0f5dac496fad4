import { AspectRatio } from '../../../contract/index.ts'
import type { ImageSize, RequestConfig } from '../../../contract/index.ts'

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Pixels at 1K, as the image models of the field answer. */
const AT_1K: Readonly<Record<AspectRatio, PictureSize>> = {
  '1:1': { width: 1024, height: 1024 },
  '3:4': { width: 896, height: 1200 },
  '4:3': { width: 1200, height: 896 },
  '9:16': { width: 768, height: 1376 },
  '16:9': { width: 1376, height: 768 },
}

const TIMES: Readonly<Record<ImageSize, number>> = { '1K': 1, '2K': 2, '4K': 4 }

/** The aspect ratio nearest to that of a picture; compared as logarithms, so that 3:4 is as far from 1:1 as 4:3 is. */
export const nearestAspectRatio = ({ width, height }: PictureSize): AspectRatio => {
  const distance = (ratio: AspectRatio): number =>
    Math.abs(Math.log((width / height) * (AT_1K[ratio].height / AT_1K[ratio].width)))
  return AspectRatio.options.toSorted((a, b) => distance(a) - distance(b))[0] ?? '1:1'
}

/** Pixels of the answer. Without an aspect ratio it follows the picture the request builds on, else it is square. */
export const pictureSizeFor = (config: RequestConfig, follows: PictureSize | null): PictureSize => {
  const ratio = config.aspectRatio ?? (follows === null ? '1:1' : nearestAspectRatio(follows))
  const times = TIMES[config.imageSize ?? '1K']
  return { width: AT_1K[ratio].width * times, height: AT_1K[ratio].height * times }
}
