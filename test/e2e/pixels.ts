import type { Page } from '@playwright/test'
import sharp from 'sharp'

/** A screenshot: the colour at a place of the window, in its pixels. */
export const pixelsOf = async (page: Page): Promise<(x: number, y: number) => readonly number[]> => {
  const { data, info } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return (x, y) => {
    const offset = (Math.round(y) * info.width + Math.round(x)) * 3
    return [...data.subarray(offset, offset + 3)]
  }
}
