import { describe, expect, it } from 'vitest'
import { type Area, placeWindow, SMALLEST, type WindowPlace } from '../../src/main/window-place.ts'

const SCREEN: Area = { x: 0, y: 25, width: 1920, height: 1016 }
const LEFT_SCREEN: Area = { x: -2560, y: 0, width: 2560, height: 1440 }
const SMALL: Area = { x: 0, y: 0, width: 800, height: 600 }

const left = (x: number, y: number, width = 1200, height = 800): WindowPlace => ({
  x,
  y,
  width,
  height,
  maximized: false,
})

describe('[H30] a window opens where it was left, and always within reach', () => {
  it.each<[what: string, place: WindowPlace | null, screens: readonly Area[], opens: Partial<WindowPlace>]>([
    ['the first time', null, [SCREEN], { x: 240, y: 83, width: 1440, height: 900 }],
    ['where it was', left(300, 100), [SCREEN], left(300, 100)],
    ['on the second screen', left(-2000, 200), [SCREEN, LEFT_SCREEN], left(-2000, 200)],
    ['when its screen was unplugged', left(-2000, 200), [SCREEN], { x: 360, y: 133, width: 1200, height: 800 }],
    ['half outside', left(1500, 100), [SCREEN], left(720, 100)],
    ['under the menu bar', left(300, 0), [SCREEN], left(300, 25)],
    ['below the screen', left(300, 1039), [SCREEN], { y: 133 }],
    ['far outside', left(99_999, 99_999), [SCREEN], { x: 360, y: 133 }],
    ['larger than the screen', left(0, 25, 5000, 4000), [SCREEN], { x: 0, y: 25, width: 1920, height: 1016 }],
    ['too small to use', left(300, 100, 10, 10), [SCREEN], { ...SMALLEST }],
    ['on a screen smaller than the smallest window', null, [SMALL], { x: 0, y: 0, width: 800, height: 600 }],
    ['where no screen is known', null, [], { width: 1440, height: 900 }],
  ])('%s', (_what, place, screens, opens) => {
    expect(placeWindow(place, screens)).toMatchObject(opens)
  })

  it('maximized, where it was', () => {
    expect(placeWindow({ ...left(300, 100), maximized: true }, [SCREEN])).toMatchObject({ maximized: true, x: 300 })
  })
})
