import type { Page } from '@playwright/test'
import type { FaceMarks } from '../../../src/renderer/viewer/registration.ts'
import { apply } from '../../../src/renderer/viewer/geometry.ts'
import { type Desk, expect, type Pixels, screenshot, test } from './desk.ts'
import { type MadePicture, pictureOf, plain } from './pictures.ts'

type Point = { readonly x: number; readonly y: number }

const NONE = { mouth: null, eye: null }

/** A dark picture with a red left and a green right eye, round and of a size that grows with the face. */
const withFace = async (
  name: string,
  width: number,
  height: number,
  left: Point,
  right: Point,
): Promise<MadePicture> => {
  const length = Math.hypot(right.x - left.x, right.y - left.y)
  const radius = length / 10
  const isIn = (x: number, y: number, eye: Point): boolean => Math.hypot(x + 0.5 - eye.x, y + 0.5 - eye.y) < radius
  const made = await pictureOf(name, width, height, (x, y) =>
    isIn(x, y, left) ? [255, 0, 0] : isIn(x, y, right) ? [0, 255, 0] : [30, 30, 30],
  )
  const box = { x: left.x - length, y: left.y - length, width: length * 3, height: length * 3 }
  const face: FaceMarks = { ...NONE, eyes: { left, right }, box }
  return { ...made, picture: { ...made.picture, face } }
}

const scene = () => withFace('scene', 1200, 900, { x: 610.5, y: 250 }, { x: 674.5, y: 250 })
const portrait = () => withFace('portrait', 900, 1200, { x: 330, y: 520 }, { x: 560, y: 560 })

/** The middle of everything of one colour in a part of the window. */
const middleOf = (shot: Pixels, colour: 'red' | 'green', from: number, to: number, least = 90): Point => {
  let [x, y, weight] = [0, 0, 0]
  for (let row = 60; row < shot.height - 60; row++)
    for (let column = from; column < to; column++) {
      const [red, green] = shot.at(column, row)
      const share = colour === 'red' ? red - green : green - red
      if (share < least) continue
      x += (column + 0.5) * share
      y += (row + 0.5) * share
      weight += share
    }
  expect(weight, `${colour} is on the screen`).toBeGreaterThan(0)
  return { x: x / weight, y: y / weight }
}

const eyesIn = (shot: Pixels, from = 0, to = shot.width) =>
  [middleOf(shot, 'red', from, to), middleOf(shot, 'green', from, to)] as const

const near = (one: readonly Point[], other: readonly Point[], shift = 0): void =>
  one.forEach((point, index) => {
    const far = other[index]!
    expect(Math.hypot(far.x - shift - point.x, far.y - point.y), 'pixels between the eyes').toBeLessThanOrEqual(1)
  })

const eyes = ({ picture }: MadePicture) => [picture.face!.eyes!.left, picture.face!.eyes!.right]

const lock = async (desk: Desk): Promise<void> => {
  await desk.page.keyboard.press('f')
  await desk.settle()
}

const isLocked = (page: Page) => page.getByRole('button', { name: 'Face lock', exact: true, pressed: true })

test('[U40] F lays the eyes of a scene and a portrait onto the same points, side by side and zoomed', async ({
  desk,
}) => {
  const [one, two] = [await scene(), await portrait()]
  await desk.show([one, two])
  const shift = (await desk.page.locator('canvas').boundingBox())!.width / 2 + 2
  const apart = await screenshot(desk.page)
  const [sceneEye] = eyesIn(apart, 0, shift)
  const [portraitEye] = eyesIn(apart, shift)
  expect(Math.abs(portraitEye.x - shift - sceneEye.x)).toBeGreaterThan(50)
  await lock(desk)
  await expect(isLocked(desk.page)).toBeVisible()
  const fit = await screenshot(desk.page)
  near(eyesIn(fit, 0, shift), eyesIn(fit, shift), shift)
  await desk.page.mouse.move(330, 330)
  for (const delta of [-120, -120, -90, 40]) {
    await desk.page.mouse.wheel(0, delta)
    await desk.settle()
    const zoomed = await screenshot(desk.page)
    near(eyesIn(zoomed, 0, shift), eyesIn(zoomed, shift), shift)
  }
})

test('[U24] faces glide to each other and back, and are there at once for those who asked for less motion', async ({
  desk,
}) => {
  const [one, two] = [await scene(), await portrait()]
  await desk.show([one, two])
  const apart = await desk.mapOf(1, two)
  // From here on time passes only as it is told.
  await desk.page.clock.install()
  await desk.page.clock.pauseAt(Date.now() + 60_000)
  const after = async (ms: number) => {
    await desk.page.clock.runFor(ms)
    return await desk.mapOf(1, two)
  }
  await desk.page.keyboard.press('f')
  const [early, late, there] = [await after(60), await after(60), await after(400)]
  const sizes = [apart, early, late, there].map(([size]) => size)
  expect(sizes.toSorted((a, b) => a - b)).toEqual(sizes[0]! < sizes[3]! ? sizes : sizes.toReversed())
  expect(new Set(sizes).size).toBe(4)
  await desk.page.emulateMedia({ reducedMotion: 'reduce' })
  await desk.page.keyboard.press('f')
  expect(await after(20)).toEqual(apart)
})

test('[U40] the eyes lie on each other in every mode that lays one picture over the other', async ({ desk }) => {
  const [one, two] = [await scene(), await portrait()]
  await desk.show([one, two], 'wipe-vertical')
  await lock(desk)
  const divider = desk.page.getByRole('slider', { name: 'Divider between A and B' })
  const wiped = async (key: 'Home' | 'End') => {
    const waiting = desk.settle()
    await divider.press(key)
    await waiting
    return eyesIn(await screenshot(desk.page))
  }
  const b = await wiped('Home')
  near(await wiped('End'), b)
  for (const mode of ['Wipe down', 'Blink', 'Onion', 'Difference']) {
    await desk.page.getByRole('button', { name: mode, exact: true }).click()
    await desk.settle()
    const [first, second] = [await desk.mapOf(0, one), await desk.mapOf(0, two)]
    near(
      eyes(one).map((eye) => apply(first, eye)),
      eyes(two).map((eye) => apply(second, eye)),
    )
  }
  // In the difference equal eyes of equal size leave nothing of their colour in the middle.
  const shot = await screenshot(desk.page)
  const [left] = b
  expect(shot.at(Math.round(left.x), Math.round(left.y))).toEqual([0, 0, 0])
})

test('[U40] looking closely, B stays where it is and A comes to it; let go, it still does', async ({ desk }) => {
  const [one, two] = [await scene(), await portrait()]
  await desk.show([one, two])
  await desk.page.keyboard.press('Alt+1')
  await desk.settle()
  const eye = two.picture.face!.eyes!.left
  const before = apply(await desk.mapOf(1, two), eye)
  await lock(desk)
  const locked = apply(await desk.mapOf(1, two), eye)
  expect(Math.hypot(locked.x - before.x, locked.y - before.y)).toBeLessThan(1.5)
  await lock(desk)
  const free = apply(await desk.mapOf(1, two), eye)
  expect(Math.hypot(free.x - before.x, free.y - before.y)).toBeLessThan(1.5)
})

test('[U40] a picture without a face says so and is shown whole; without any, F says why not', async ({ desk }) => {
  const [one, two] = [await scene(), await portrait()]
  const bare = await plain('Empty hall', 800, 600, [90, 90, 90])
  const faceless = { ...bare, picture: { ...bare.picture, face: null } }
  await desk.show([one, two, faceless])
  await lock(desk)
  await expect(desk.page.getByRole('status').filter({ hasText: 'No face in Empty hall: shown whole.' })).toBeVisible()
  await desk.show([faceless, { ...faceless, picture: { ...faceless.picture, sha256: 'another' } }])
  await expect(desk.page.getByRole('button', { name: /^Face lock/ })).toHaveAttribute('aria-pressed', 'true')
  await desk.page.keyboard.press('f')
  const off = desk.page.getByRole('button', { name: 'Face lock: no face was found in these pictures' })
  await expect(off).toHaveAttribute('aria-disabled', 'true')
})
