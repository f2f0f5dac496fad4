// Lays one identity of a finished run side by side, from the photos to the final: the README's picture.
// node test/samples/lineage.ts demo conductor
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp, { type OverlayOptions } from 'sharp'

const [folder = 'demo', identity = 'conductor'] = process.argv.slice(2)
const OUT = fileURLToPath(new URL('../../resources/pictures/lineage.jpg', import.meta.url))
const HEIGHT = 720
const POSTER = Math.round((HEIGHT * 3) / 4)
const GAP = 18

interface Placed {
  readonly file: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const half = HEIGHT / 2
const quarter = HEIGHT / 4

/** Square pictures in a grid of `columns`, from the left edge `x` and the top edge `y`. */
const grid = (files: readonly string[], columns: number, side: number, x: number, y = 0): readonly Placed[] =>
  files.map((file, index) => ({
    file,
    x: x + (index % columns) * side,
    y: y + Math.floor(index / columns) * side,
    width: side,
    height: side,
  }))

const first = async (kind: string, start: string): Promise<string> => {
  const found = (await readdir(join(folder, kind))).toSorted().find((name) => name.startsWith(start))
  if (found === undefined) throw new Error(`there is no ${start} in ${join(folder, kind)}`)
  return join(folder, kind, found)
}

const photos = (await readdir(join(folder, 'photos'))).toSorted().slice(0, 4)
const views = await Promise.all(
  ['front', 'profile-left', 'profile-right', 'three-quarter-left', 'three-quarter-right'].map(
    async (name) => await first('views', name),
  ),
)
const posters = await Promise.all(
  ['scenes', 'portraits', 'finals'].map(async (kind) => await first(kind, `${identity}-`)),
)
const atViews = HEIGHT + GAP
const atPosters = atViews + half + GAP
const placed: readonly Placed[] = [
  ...grid(
    photos.map((name) => join(folder, 'photos', name)),
    2,
    half,
    0,
  ),
  ...grid(views.slice(0, 1), 1, half, atViews),
  ...grid(views.slice(1), 2, quarter, atViews, half),
  ...posters.map((file, index) => ({
    file,
    x: atPosters + index * (POSTER + GAP),
    y: 0,
    width: POSTER,
    height: HEIGHT,
  })),
]
const overlays = await Promise.all(
  placed.map(async ({ file, x, y, width, height }): Promise<OverlayOptions> => {
    const input = await sharp(file).resize(width, height, { fit: 'cover' }).png().toBuffer()
    return { input, left: x, top: y }
  }),
)
const width = atPosters + posters.length * (POSTER + GAP) - GAP
const laid = await sharp({ create: { width, height: HEIGHT, channels: 3, background: '#1b1b1b' } })
  .composite(overlays)
  .png()
  .toBuffer()
await sharp(laid).resize({ width: 1800 }).jpeg({ quality: 86, mozjpeg: true }).toFile(OUT)
console.log(OUT)
