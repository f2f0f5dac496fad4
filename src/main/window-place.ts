import { z } from 'zod'

/** A rectangle in the system's own pixels. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const whole = z.number().transform(Math.round)

/** Where a window was left. */
export const WindowPlace = z.object({
  x: whole,
  y: whole,
  width: whole,
  height: whole,
  maximized: z.boolean().default(false),
})
export type WindowPlace = Readonly<z.infer<typeof WindowPlace>>

/** Below this the board has no room for three lanes. */
export const SMALLEST = { width: 960, height: 640 }
const USUAL = { width: 1440, height: 900 }

/** So much of a window must be on a screen that it can be seen and taken hold of. */
const HANDLE = 48

const overlap = (from: number, length: number, to: number, span: number): number =>
  Math.min(from + length, to + span) - Math.max(from, to)

const isWithinReach = (place: Area, area: Area): boolean =>
  overlap(place.x, place.width, area.x, area.width) >= HANDLE &&
  overlap(place.y, place.height, area.y, area.height) >= HANDLE

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most))

/**
 * Where to open a window: where it was left, moved and shrunk so that all of it is on the screen it is nearest to; in the
 * middle of the first screen where there is no such screen any more. Screens without their menu bar and dock.
 */
export const placeWindow = (left: WindowPlace | null, screens: readonly Area[]): WindowPlace => {
  const [first = { x: 0, y: 0, ...USUAL }] = screens
  const screen = left ? screens.find((area) => isWithinReach(left, area)) : undefined
  const { width: w, height: h } = left ?? USUAL
  const area = screen ?? first
  const width = within(w, Math.min(SMALLEST.width, area.width), area.width)
  const height = within(h, Math.min(SMALLEST.height, area.height), area.height)
  if (!left || !screen)
    return {
      x: area.x + Math.round((area.width - width) / 2),
      y: area.y + Math.round((area.height - height) / 2),
      width,
      height,
      maximized: left?.maximized ?? false,
    }
  return {
    x: within(left.x, area.x, area.x + area.width - width),
    y: within(left.y, area.y, area.y + area.height - height),
    width,
    height,
    maximized: left.maximized,
  }
}
