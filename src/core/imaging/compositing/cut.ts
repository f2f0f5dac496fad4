import { sharp } from '../sharp.ts'
import type { CutAndResize } from './alignment.ts'

/** Cuts with sharp and resizes by Lanczos, so that a portrait brought down to a small face does not alias. */
export const cutAndResize: CutAndResize = async (picture, area, width, height) => {
  const { data, info } = await sharp(picture.data, {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })
    .extract({ left: area.x, top: area.y, width: area.width, height: area.height })
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) }
}
