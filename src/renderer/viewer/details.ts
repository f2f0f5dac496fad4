import { openBudget } from './budget.ts'
import type { Darkroom } from './darkroom.ts'
import { type Affine, type Rect, scaleOf, chained, translation } from './geometry.ts'
import { SMOOTH_UP_TO } from './camera.ts'
import type { ViewerPicture } from './picture.ts'

/** A part of a full picture, drawn for one place on the stage at the screen's own resolution. */
export type Detail = {
  readonly bitmap: ImageBitmap
  /** Picture pixels to device pixels of the stage, when it was drawn. */
  readonly map: Affine
  /** Where on the stage it lies, in whole device pixels. */
  readonly at: Rect
}

export type Details = {
  readonly get: (slot: string) => Detail | undefined
  /** Has this detail drawn, unless it is there already or being made. */
  readonly want: (slot: string, picture: ViewerPicture, map: Affine, at: Rect) => void
  /** Lets go of everything for pictures that are not among these. */
  readonly keep: (sha256s: ReadonlySet<string>) => void
  readonly held: () => { readonly bitmaps: number; readonly bytes: number }
  readonly close: () => void
}

/** A stage of 4K and a few more of what was looked at before. */
const MOST_BYTES = 160e6

export const sameMap = (one: Affine, other: Affine): boolean => one.every((value, index) => value === other[index])

const sameRect = (one: Rect, other: Rect): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height

/** One picture in one pane. */
export const slotOf = (pane: number, sha256: string): string => `${pane}/${sha256}`
const pictureOf = (slot: string): string => slot.slice(slot.indexOf('/') + 1)

/** The details on the stage. `changed` is called when one arrives, `lost` when a full picture cannot be had. */
export const openDetails = (darkroom: Darkroom, changed: () => void, lost: (sha256: string) => void): Details => {
  const details = openBudget<string, Detail>(MOST_BYTES, ({ bitmap }) => bitmap.close())
  const asked = new Map<string, { readonly map: Affine; readonly at: Rect }>()
  let closed = false

  const develop = async (slot: string, picture: ViewerPicture, map: Affine, at: Rect): Promise<void> => {
    const order = { map, at }
    asked.set(slot, order)
    const local = chained(map, translation(-at.x, -at.y))
    const negative = { sha256: picture.sha256, url: picture.urls.full, width: picture.width, height: picture.height }
    const scale = scaleOf(map)
    const smooth = scale <= SMOOTH_UP_TO && scale !== 1
    const developed = await darkroom.develop(slot, negative, local, at, smooth)
    const current = asked.get(slot) === order
    if (current) asked.delete(slot)
    if (developed.kind === 'missing') return lost(picture.sha256)
    if (developed.kind === 'replaced') return
    if (!current || closed) return developed.bitmap.close()
    details.put(slot, { bitmap: developed.bitmap, map, at }, at.width * at.height * 4)
    changed()
  }

  return {
    get: details.get,
    want: (slot, picture, map, at) => {
      const there = asked.get(slot) ?? details.get(slot)
      if (there && sameMap(there.map, map) && sameRect(there.at, at)) return
      void develop(slot, picture, map, at)
    },
    keep: (sha256s) => {
      for (const slot of details.keys()) if (!sha256s.has(pictureOf(slot))) details.drop(slot)
      for (const slot of asked.keys()) if (!sha256s.has(pictureOf(slot))) asked.delete(slot)
    },
    held: () => {
      const { count, bytes } = details.held()
      return { bitmaps: count, bytes }
    },
    close: () => {
      closed = true
      details.dropAll()
    },
  }
}
