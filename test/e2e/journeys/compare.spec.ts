import type { Locator, Page } from '@playwright/test'
import { expect, type OpenedStudio, test } from '../hosts.ts'
import { pixelsOf } from '../pixels.ts'
import { cards } from '../window.ts'

test.describe.configure({ mode: 'serial' })

let studio: OpenedStudio
let page: Page

test.beforeAll(async ({ open }) => {
  test.setTimeout(300_000)
  studio = await open({ made: true })
  page = studio.page()
})
test.afterAll(async () => await studio.close())

const compare = (): Locator => page.getByRole('region', { name: 'Compare', exact: true })
const stage = (): Locator => compare().locator('canvas')
const mode = (name: string): Locator => compare().getByRole('button', { name, exact: true })

/** Points of the stage, with what is drawn over it taken away. */
const colours = async (points: readonly (readonly [x: number, y: number])[]): Promise<readonly string[]> => {
  const box = await stage().boundingBox()
  if (!box) throw new Error('There is no stage.')
  const at = await pixelsOf(page)
  return points.map(([x, y]) => at(box.x + x * box.width, box.y + y * box.height).join())
}

/** Nine points well inside the picture, which is drawn as high as the stage. */
const GRID = [0.35, 0.5, 0.65].flatMap((y) => [0.44, 0.5, 0.56].map((x) => [x, y] as const))

/** What the stage shows once it shows the same twice. */
const still = async (points = GRID): Promise<string> => {
  let before = ''
  await expect(async () => {
    const now = (await colours(points)).join(' ')
    const same = now === before
    before = now
    expect(same).toBe(true)
  }).toPass({ timeout: 15_000 })
  return before
}

test('[U18] a scene and a final are compared side by side; zoom and pan go together, and Shift frees one', async () => {
  await cards(page, 'Scenes').first().click()
  await cards(page, 'Finals')
    .first()
    .click({ modifiers: ['Control'] })
  await page.keyboard.press('c')
  await expect(stage()).toHaveAccessibleName(/^Side by side: A Conductor, scene 1, B Conductor, final 1$/)
  const scales = (): Promise<string[]> =>
    compare()
      .getByText(/^[\d.]+ %$/)
      .allInnerTexts()
  await expect.poll(async () => (await scales()).length).toBe(2)
  const box = (await stage().boundingBox())!
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.5)
  await page.mouse.wheel(0, -400)
  await page.mouse.wheel(0, -400)
  const zoomed = await scales()
  expect(Number.parseFloat(zoomed[0]!)).toBeGreaterThan(100)
  expect(zoomed[1]).toBe(zoomed[0])
  await page.keyboard.down('Shift')
  await page.mouse.wheel(0, -300)
  await page.keyboard.up('Shift')
  await expect(compare().getByText('moved alone')).toBeVisible()
  await expect.poll(async () => new Set(await scales()).size).toBe(2)
  await page.keyboard.press('l')
  await expect(compare().getByText('moved alone')).toBeHidden()
  const before = await still([
    [0.2, 0.5],
    [0.7, 0.5],
  ])
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.4, { steps: 5 })
  await page.mouse.up()
  expect(
    await still([
      [0.2, 0.5],
      [0.7, 0.5],
    ]),
  ).not.toBe(before)
  await page.keyboard.press('z')
  await expect.poll(async () => Number.parseFloat((await scales())[0]!)).toBeLessThan(100)
})

test('[U18] every other mode shows both, by pointer and by keys', async () => {
  await page.mouse.move(2, 400)
  await page.keyboard.press('m')
  await expect(stage()).toHaveAccessibleName(/^Wipe/)
  const divider = compare().getByRole('slider', { name: 'Divider between A and B' })
  const box = (await stage().boundingBox())!
  const handle = (await divider.boundingBox())!
  const dragTo = async (share: number): Promise<string> => {
    const at = (await divider.boundingBox())!
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * share, at.y + at.height / 2, { steps: 4 })
    await page.mouse.up()
    await page.mouse.move(2, 400)
    return await still()
  }
  expect(handle.x + handle.width / 2).toBeCloseTo(box.x + box.width / 2, -1)
  const onlyA = await dragTo(0.95)
  const onlyB = await dragTo(0.05)
  expect(onlyA).not.toBe(onlyB)
  await divider.focus()
  await page.keyboard.press('End')
  expect(await still()).toBe(onlyA)
  await page.keyboard.press('Home')
  expect(await still()).toBe(onlyB)

  await page.keyboard.press('m')
  await expect(stage()).toHaveAccessibleName(/^Wipe.*: A/)
  await page.keyboard.press('m')
  await expect(stage()).toHaveAccessibleName(/^Blink/)
  await expect.poll(async () => (await colours(GRID)).join(' '), { intervals: [40] }).toBe(onlyA)
  await expect.poll(async () => (await colours(GRID)).join(' '), { intervals: [40] }).toBe(onlyB)

  await page.keyboard.press('m')
  await expect(stage()).toHaveAccessibleName(/^Onion/)
  await compare().getByRole('slider', { name: 'Opacity of B' }).fill('1')
  expect(await still()).toBe(onlyB)
  await compare().getByRole('slider', { name: 'Opacity of B' }).fill('0')
  expect(await still()).toBe(onlyA)
  await compare().getByRole('slider', { name: 'Opacity of B' }).fill('0.5')
  expect([onlyA, onlyB]).not.toContain(await still())

  await page.keyboard.press('m')
  await expect(stage()).toHaveAccessibleName(/^Difference/)
  const plain = await still()
  await mode('Difference').focus()
  await page.keyboard.press(']')
  await page.keyboard.press(']')
  expect(await still()).not.toBe(plain)

  await page.keyboard.press('n')
  await expect(stage()).toHaveAccessibleName(/^Survey/)
  await page.keyboard.press('Delete')
  await expect(compare().getByText(/is the one that is left/)).toBeVisible()
  await page.keyboard.press('Shift+Z')
  await expect(compare().getByText(/is the one that is left/)).toBeHidden()
  await page.keyboard.press('n')
})

test('[U19] keys in Compare review the picture that is looked at, and no other', async () => {
  await expect(stage()).toHaveAccessibleName(/B Conductor, final 1$/)
  await page.keyboard.press('4')
  await page.keyboard.press('p')
  await page.keyboard.press('Shift+A')
  await page.keyboard.press('s')
  await expect(stage()).toHaveAccessibleName(/A Conductor, final 1, B Conductor, scene 1$/)
  await page.keyboard.press('x')
  await page.keyboard.press('Escape')
  await expect(cards(page, 'Finals').first()).toHaveAccessibleName(/4 stars, picked, approved/)
  await expect(cards(page, 'Scenes').first()).toHaveAccessibleName(/rejected/)
  await expect(cards(page, 'Scenes').first()).not.toHaveAccessibleName(/stars|approved/)
  await page.keyboard.press('Control+z')
  await expect(cards(page, 'Scenes').first()).not.toHaveAccessibleName(/rejected/)
})

test('[U18] what stands on the left can be put away, and is remembered', async () => {
  await page.keyboard.press('c')
  const people = page.getByRole('navigation', { name: 'Subjects and identities' })
  await expect(people).toBeVisible()
  const wide = (await stage().boundingBox())!.width
  await page.keyboard.press('Control+b')
  await expect(people).toBeHidden()
  expect((await stage().boundingBox())!.width).toBeGreaterThan(wide + 150)
  await page.getByRole('button', { name: 'Subjects and identities' }).click()
  await expect(people).toBeVisible()
  await page.keyboard.press('Escape')
  expect(studio.errors).toEqual([])
})
