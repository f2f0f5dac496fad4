import type { Darkroom } from './darkroom.ts'
import type { PictureStatus, ViewerPicture } from './picture.ts'

/** A picture as it is drawn while things move. `whole` says that it has every pixel of the full one, unchanged. */
export type Coarse = { readonly bitmap: ImageBitmap; readonly whole: boolean }

export type CoarsePictures = {
  readonly get: (sha256: string) => Coarse | undefined
  readonly status: (sha256: string) => PictureStatus
  /** Loads what is not there yet, in this order, and lets go of everything else. */
  readonly want: (pictures: readonly ViewerPicture[]) => void
  /** The full picture could not be had; what is shown stays. */
  readonly lostDetail: (sha256: string) => void
  readonly held: () => { readonly bitmaps: number; readonly bytes: number }
  readonly close: () => void
}

type Entry = {
  readonly picture: ViewerPicture
  coarse?: Coarse
  status: PictureStatus
  wanted: boolean
  /** What its proxy was allowed when it was loaded. */
  mostPixels: number
}

/** Pixels that all proxies together may have: twice those of a 4K screen, 64 MB. */
const MOST_PIXELS = 16e6
/** No proxy needs more than a large screen has. */
const MOST_EACH = 8.3e6

/** Keeps screen-size versions of the pictures that are looked at. `changed` is called whenever one arrives or fails. */
export const openCoarsePictures = (darkroom: Darkroom, changed: (sha256: string) => void): CoarsePictures => {
  const entries = new Map<string, Entry>()

  const arrive = (entry: Entry, bitmap: ImageBitmap, whole: boolean): void => {
    if (!entry.wanted) return bitmap.close()
    entry.coarse?.bitmap.close()
    entry.coarse = { bitmap, whole }
    changed(entry.picture.sha256)
  }

  const load = async (entry: Entry, mostPixels: number): Promise<void> => {
    const { urls, width, height, sha256 } = entry.picture
    const thumb = urls.thumb === urls.proxy ? null : darkroom.fetch(urls.thumb, 0.5e6)
    const proxy = darkroom.fetch(urls.proxy, mostPixels)
    // Whichever is first is shown; a thumbnail never replaces the proxy.
    const showThumb = async (): Promise<void> => {
      const small = await thumb
      if (small?.kind !== 'picture') return
      if (entry.status !== 'loading') small.bitmap.close()
      else arrive(entry, small.bitmap, false)
    }
    const thumbShown = showThumb()
    const first = await proxy
    const found =
      first.kind === 'missing' && urls.full !== urls.proxy ? await darkroom.fetch(urls.full, mostPixels) : first
    if (found.kind === 'picture') {
      const { bitmap } = found
      entry.status = 'ready'
      return arrive(entry, bitmap, urls.full === urls.proxy && bitmap.width === width && bitmap.height === height)
    }
    if (found.kind === 'missing' && entry.wanted) {
      await thumbShown
      entry.status = entry.coarse ? 'coarse' : 'missing'
      changed(sha256)
    }
  }

  const forget = (entry: Entry): void => {
    entry.wanted = false
    entry.coarse?.bitmap.close()
    entries.delete(entry.picture.sha256)
  }

  return {
    get: (sha256) => entries.get(sha256)?.coarse,
    status: (sha256) => entries.get(sha256)?.status ?? 'loading',
    want: (pictures) => {
      const names = new Set(pictures.map(({ sha256 }) => sha256))
      for (const entry of entries.values()) if (!names.has(entry.picture.sha256)) forget(entry)
      const mostPixels = Math.min(MOST_EACH, Math.floor(MOST_PIXELS / Math.max(1, pictures.length)))
      for (const picture of pictures) {
        const there = entries.get(picture.sha256)
        // One of many that became one of few is worth a larger proxy.
        if (there && mostPixels < there.mostPixels * 3) continue
        const entry = there ?? { picture, status: 'loading', wanted: true, mostPixels }
        entry.mostPixels = mostPixels
        entries.set(picture.sha256, entry)
        void load(entry, mostPixels)
      }
    },
    lostDetail: (sha256) => {
      const entry = entries.get(sha256)
      if (!entry || entry.status !== 'ready') return
      entry.status = 'coarse'
      changed(sha256)
    },
    held: () => {
      const bitmaps = [...entries.values()].flatMap(({ coarse }) => (coarse ? [coarse.bitmap] : []))
      return { bitmaps: bitmaps.length, bytes: bitmaps.reduce((sum, { width, height }) => sum + width * height * 4, 0) }
    },
    close: () => {
      for (const entry of entries.values()) forget(entry)
    },
  }
}
