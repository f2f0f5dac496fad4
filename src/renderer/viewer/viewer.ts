import type { StoreApi } from 'zustand/vanilla'
import { onScreen } from './camera.ts'
import { openCoarsePictures } from './coarse.ts'
import type { Composition } from './composition.ts'
import { openDarkroom } from './darkroom.ts'
import { openDetails, sameMap, slotOf } from './details.ts'
import { type Frame, frameOf } from './frame.ts'
import { type Affine, IDENTITY, type Rect, scaleOf, type Size } from './geometry.ts'
import { openGlide } from './glide.ts'
import { cameraOf, type Look } from './look.ts'
import { coverage, type Drawable, type Ink, paint } from './paint.ts'
import type { PictureStatus, ViewerPicture } from './picture.ts'

/** What is to be seen: all compared pictures and the frame they lie on, what is on the stage, what comes next. */
export type Showing = {
  readonly pictures: readonly ViewerPicture[]
  /** The plane they lie on. */
  readonly frame: Frame
  readonly composition: Composition
  /** Pictures that a step away would show; loaded behind those on the stage. */
  readonly ahead: readonly string[]
}

export type ViewerMemory = { readonly bitmaps: number; readonly bytes: number }

export type Viewer = {
  readonly show: (showing: Showing) => void
  /** The stage's size in device pixels. */
  readonly resize: (size: Size) => void
  /** Picture pixels to device pixels of the stage, as drawn now; null for a picture that is not in that pane. */
  readonly mapOf: (pane: number, sha256: string) => Affine | null
  /** Every decoded picture that is held, here and in the worker. */
  readonly memory: () => Promise<ViewerMemory>
  readonly close: () => void
}

export type ViewerOptions = {
  readonly look: StoreApi<Look>
  readonly onStatus: (sha256: string, status: PictureStatus) => void
  /** Called after a painting at rest when every picture on the stage has the detail it needs. */
  readonly onSettled?: () => void
  /** Bytes that decoded full pictures may take. */
  readonly budget?: number
}

/** Milliseconds without a movement after which details are asked for. */
const REST = 90

/** Decoded full pictures may take 512 MB, where the browser tells of plenty of memory twice that. */
const defaultBudget = (): number => {
  const told: unknown = Reflect.get(navigator, 'deviceMemory')
  return typeof told === 'number' && told >= 8 ? 1024e6 : 512e6
}

const screenColours = (): PredefinedColorSpace => (matchMedia('(color-gamut: p3)').matches ? 'display-p3' : 'srgb')

/** Whether people asked their system for less motion. */
const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

const areSame = (one: readonly ViewerPicture[], other: readonly ViewerPicture[]): boolean =>
  one.length === other.length && one.every(({ sha256 }, index) => sha256 === other[index]?.sha256)

/** Whether any picture lies elsewhere on the plane than before. */
const isRelaid = (before: Frame, now: Frame): boolean =>
  before !== now &&
  [...now.placements].some(([sha256, placement]) => {
    const was = before.placements.get(sha256)
    return was !== undefined && !sameMap(was, placement)
  })

/** A viewer on a canvas. It draws when something changed and is idle otherwise; `close` gives everything back. */
export const openViewer = (canvas: HTMLCanvasElement, options: ViewerOptions): Viewer => {
  const colorSpace = screenColours()
  const ink = canvas.getContext('2d', { colorSpace })
  const darkroom = openDarkroom({ budget: options.budget ?? defaultBudget(), colorSpace })
  let showing: Showing = { pictures: [], frame: frameOf([]), composition: { panes: [] }, ahead: [] }
  let known = new Map<string, ViewerPicture>()
  let scratch: Ink | null = null
  let nextFrame = 0
  let movedAt = 0
  let restTimer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  const glide = openGlide()
  let drawn = new Map<string, Affine>()

  const coarse = openCoarsePictures(darkroom, (sha256) => {
    options.onStatus(sha256, coarse.status(sha256))
    move()
  })
  const details = openDetails(darkroom, () => draw(), coarse.lostDetail)

  const mapIn = (pane: Rect, sha256: string): Affine =>
    onScreen(
      showing.frame.placements.get(sha256) ?? IDENTITY,
      cameraOf(options.look.getState(), showing.frame.bounds, pane, sha256),
      pane,
    )

  const lookup = (index: number, sha256: string): Drawable | null => {
    const picture = known.get(sha256)
    const pane = showing.composition.panes[index]
    if (!picture || !pane) return null
    const slot = slotOf(index, sha256)
    return {
      picture,
      map: glide.on(slot, mapIn(pane.rect, sha256), performance.now()),
      coarse: coarse.get(sha256),
      detail: details.get(slot),
    }
  }

  /** The same, remembered as drawn: a new frame sets out from there. */
  const noted = (index: number, sha256: string): Drawable | null => {
    const drawable = lookup(index, sha256)
    if (drawable) drawn.set(slotOf(index, sha256), drawable.map)
    return drawable
  }

  const moving = (): boolean => performance.now() - movedAt < REST

  const paintNow = (): void => {
    if (closed || !ink || canvas.width === 0) return
    const gliding = glide.going(performance.now())
    if (gliding) move()
    drawn = new Map()
    paint(ink, dark, showing.composition, noted, moving())
    if (!moving() && settled()) options.onSettled?.()
  }

  const dark = (): Ink | null =>
    (scratch ??= new OffscreenCanvas(1, 1).getContext('2d', { colorSpace, willReadFrequently: true }))

  const draw = (): void => {
    if (closed || nextFrame !== 0) return
    nextFrame = requestAnimationFrame(() => {
      nextFrame = 0
      paintNow()
    })
  }

  /** Each picture on the stage whose full pixels would show more than its proxy does. */
  const lacking = (): readonly { readonly slot: string; readonly drawable: Drawable; readonly at: Rect }[] =>
    showing.composition.panes.flatMap((pane, index) =>
      pane.layers.flatMap(({ sha256 }) => {
        const drawable = lookup(index, sha256)
        if (!drawable || coarse.status(sha256) === 'missing' || coarse.status(sha256) === 'coarse') return []
        const { picture, map } = drawable
        const at = coverage(picture, map, pane.rect)
        const proxy = drawable.coarse
        const enough =
          at.width === 0 ||
          at.height === 0 ||
          proxy?.whole === true ||
          // A difference would show how a proxy was compressed, so it is always made of the pictures themselves.
          (!pane.difference && proxy && (scaleOf(map) * picture.width) / proxy.bitmap.width < 0.99)
        return enough ? [] : [{ slot: slotOf(index, sha256), drawable, at }]
      }),
    )

  const settled = (): boolean =>
    showing.composition.panes.length > 0 &&
    showing.composition.panes.every((pane, index) =>
      pane.layers.every(({ sha256 }) => coarse.status(sha256) !== 'loading' && lookup(index, sha256) !== null),
    ) &&
    lacking().every(
      ({ drawable: { detail, map } }) => detail?.map.every((value, index) => value === map[index]) === true,
    )

  const sharpen = (): void => {
    for (const { slot, drawable, at } of lacking()) details.want(slot, drawable.picture, drawable.map, at)
    const shown = new Set(showing.composition.panes.flatMap(({ layers }) => layers.map(({ sha256 }) => sha256)))
    for (const sha256 of shown) {
      const picture = known.get(sha256)
      const proxy = coarse.get(sha256)
      if (!picture || !proxy || proxy.whole) continue
      darkroom.prepare({ sha256, url: picture.urls.full, width: picture.width, height: picture.height })
    }
    draw()
  }

  const rest = (): void => {
    clearTimeout(restTimer)
    restTimer = setTimeout(sharpen, REST)
  }

  const move = (): void => {
    movedAt = performance.now()
    rest()
    draw()
  }

  const unsubscribe = options.look.subscribe(move)

  return {
    show: (next) => {
      const changedPictures = next.pictures !== showing.pictures
      if (areSame(next.pictures, showing.pictures) && isRelaid(showing.frame, next.frame) && !isStill()) {
        glide.begin(drawn, performance.now())
        movedAt = performance.now()
      }
      showing = next
      if (changedPictures) known = new Map(next.pictures.map((picture) => [picture.sha256, picture]))
      const shown = next.composition.panes.flatMap(({ layers }) => layers.map(({ sha256 }) => sha256))
      const near = [...new Set([...shown, ...next.ahead])].flatMap((sha256) => known.get(sha256) ?? [])
      const names = near.map(({ sha256 }) => sha256)
      coarse.want(near)
      details.keep(new Set(shown))
      darkroom.keep(names)
      rest()
      draw()
    },
    resize: ({ width, height }) => {
      if (canvas.width === width && canvas.height === height) return
      canvas.width = width
      canvas.height = height
      movedAt = performance.now()
      rest()
      // At once: a canvas that changed its size is empty until it is drawn.
      paintNow()
    },
    mapOf: (pane, sha256) => lookup(pane, sha256)?.map ?? null,
    memory: async () => {
      const full = await darkroom.memory()
      const parts = [full, coarse.held(), details.held()]
      return {
        bitmaps: parts.reduce((sum, { bitmaps }) => sum + bitmaps, 0),
        bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
      }
    },
    close: () => {
      closed = true
      unsubscribe()
      clearTimeout(restTimer)
      cancelAnimationFrame(nextFrame)
      coarse.close()
      details.close()
      darkroom.close()
      // A canvas without size holds no memory while it waits to be collected.
      canvas.width = 0
      canvas.height = 0
      scratch = null
    },
  }
}
