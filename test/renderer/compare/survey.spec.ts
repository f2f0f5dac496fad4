import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { MODES } from '../../../src/renderer/features/compare/modes/index.ts'
import { expect, test } from './desk.ts'
import { type MadePicture, plain } from './pictures.ts'

const several = (count: number): Promise<readonly MadePicture[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      plain(`survey-${index + 1}`, 300, 400, [20 * index, 60, 200 - 15 * index], {
        title: `Picture ${index + 1}`,
        facts: { prompt: `A poster, light from the ${index % 2 === 0 ? 'left' : 'right'} edge`, variant: index + 1 },
      }),
    ),
  )

const captions = (page: Page): Promise<readonly string[]> =>
  page
    .locator('canvas ~ div')
    .getByText(/^Picture \d+$/)
    .allTextContents()

test('a survey shows all, and gives the room of the losers to those that are left', async ({ desk }) => {
  const pictures = await several(6)
  await desk.show(pictures)
  const { page } = desk
  await page.keyboard.press('n')
  expect(await captions(page)).toHaveLength(6)
  const before = (await desk.mapOf(0, pictures[0]!))[0]
  await page.getByRole('button', { name: 'Take Picture 2 away' }).click()
  await page.getByRole('button', { name: 'Take Picture 4 away' }).click()
  expect(await captions(page)).toEqual(['Picture 1', 'Picture 3', 'Picture 5', 'Picture 6'])
  await page.getByRole('button', { name: 'Take Picture 6 away' }).click()
  await desk.page.mouse.move(0, 0)
  await page.keyboard.press('Delete')
  expect(await captions(page)).toHaveLength(2)
  expect((await desk.mapOf(0, pictures[0]!))[0]).toBeGreaterThan(before)
  await page.keyboard.press('Delete')
  await expect(page.getByText('is the one that is left')).toBeVisible()
  // The winner cannot be taken away, and every loser comes back.
  await page.keyboard.press('Delete')
  expect(await captions(page)).toHaveLength(1)
  for (let back = 0; back < 5; back++) await page.keyboard.press('Shift+Z')
  expect(await captions(page)).toHaveLength(6)
})

test('the keyboard alone reaches everything: modes, setting, zoom, pan, A and B', async ({ desk }) => {
  const pictures = await several(4)
  await desk.show(pictures)
  const { page } = desk
  const mode = () => page.getByRole('group', { name: 'Mode' }).locator('[aria-pressed=true]').getAttribute('aria-label')
  const seen: (string | null)[] = []
  for (const _ of MODES) {
    seen.push(await mode())
    await page.keyboard.press('m')
  }
  expect(seen).toEqual(MODES.map(({ name }) => name))
  await page.keyboard.press('Shift+M')
  expect(await mode()).toBe('Survey')
  await page.keyboard.press('n')
  await page.keyboard.press('Alt+1')
  const [map, b] = [await desk.mapOf(0, pictures[0]!), pictures[1]!]
  expect(map[0]).toBe(1)
  await page.keyboard.press('Alt+ArrowRight')
  expect((await desk.mapOf(0, pictures[0]!))[4]).toBe(map[4] - 80)
  await page.keyboard.press('s')
  await expect(page).toHaveTitle(pictures[0]!.picture.sha256)
  await page.keyboard.press('a')
  await expect(page).toHaveTitle(b.picture.sha256)

  // Tab comes by every button; focus is seen, and its tooltip names it and its key.
  await page.keyboard.press('Tab')
  const focused = page.locator(':focus-visible')
  await expect(focused).toHaveAttribute('aria-label', 'Side by side')
  expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
  await expect(focused.locator('+ span kbd')).toBeVisible()
})

test('a key typed into a field is not a command', async ({ desk }) => {
  const pictures = await several(3)
  await desk.show(pictures)
  await desk.page.evaluate(() => document.body.append(document.createElement('input')))
  await desk.page.locator('body > input').fill('')
  await desk.page.locator('body > input').focus()
  await desk.page.keyboard.type('mnzs')
  await expect(desk.page.locator('body > input')).toHaveValue('mnzs')
  await expect(desk.page.getByRole('button', { name: 'Side by side' })).toHaveAttribute('aria-pressed', 'true')
})

test('a missing picture says so in its place, and the others go on', async ({ desk }) => {
  const [one, two, gone] = await several(3)
  const lost = {
    picture: { ...gone!.picture, urls: { full: '/pictures/no', proxy: '/pictures/no-1', thumb: '/pictures/no-2' } },
    files: new Map(),
  }
  await desk.show([one!, two!, lost])
  await expect(desk.page.getByText('Picture 3 cannot be shown')).toBeVisible()
  const map = await desk.mapOf(0, one!)
  const { x, y } = await desk.corner()
  expect((await desk.pixels()).at(Math.round(x + map[4] + 50), Math.round(y + map[5] + 50))).toEqual([0, 60, 200])
})

test('a picture whose full pixels are gone is shown as far as it can be, and says so', async ({ desk }) => {
  const [one] = await several(1)
  const made = await plain('half-gone', 2000, 1500, [120, 80, 40], { proxySide: 400, title: 'Half gone' })
  const partly = {
    picture: { ...made.picture, urls: { ...made.picture.urls, full: '/pictures/gone' } },
    files: made.files,
  }
  await desk.show([one!, partly])
  await desk.page.keyboard.press('Alt+1')
  await expect(desk.page.getByText('only a preview: the full picture is missing')).toBeVisible()
})

test('without pictures it teaches, with one it asks for another', async ({ desk }) => {
  await desk.page.evaluate(() => window.harness.show([]))
  await expect(desk.page.getByRole('heading', { name: 'Compare pictures' })).toBeVisible()
  await desk.show(await several(1))
  await expect(desk.page.getByText('choose one more on the Board')).toBeVisible()
  await desk.show(await several(2))
  expect(await captions(desk.page)).toHaveLength(2)
})

test('another selection takes the place of the one before, entirely or in part', async ({ desk }) => {
  const pictures = await several(5)
  await desk.show(pictures.slice(0, 2))
  await desk.show(pictures.slice(2))
  expect(await captions(desk.page)).toEqual(['Picture 3', 'Picture 4', 'Picture 5'])
  await desk.page.keyboard.press('ArrowRight')
  await desk.show([pictures[0]!, pictures[4]!])
  expect(await captions(desk.page)).toEqual(['Picture 1', 'Picture 5'])
})

test('under the pictures stands only what differs, and not by colour alone', async ({ desk }) => {
  const [one, two] = await several(2)
  await desk.show([one!, two!])
  const differences = desk.page.getByRole('region', { name: 'What differs' })
  await expect(differences.getByRole('rowheader')).toHaveText(['Variant'])
  await expect(differences.locator('p del')).toHaveText('only in A: left')
  await expect(differences.locator('p ins')).toHaveText('only in B: right')
  expect(await differences.locator('p del').evaluate((element) => getComputedStyle(element).textDecorationLine)).toBe(
    'line-through',
  )
})

test('axe finds nothing in any mode', async ({ desk }) => {
  test.setTimeout(120_000)
  await desk.show(await several(5))
  for (const { name } of MODES) {
    await desk.page.getByRole('button', { name, exact: true }).click()
    // The page's heading is the shell's.
    const axe = new AxeBuilder({ page: desk.page }).disableRules(['page-has-heading-one'])
    const { violations } = await axe.analyze()
    expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html}`)).toEqual([])
  }
})

test('twelve pictures side by side move together', async ({ desk }) => {
  const pictures = await several(12)
  await desk.show(pictures)
  expect(await captions(desk.page)).toHaveLength(12)
  await desk.page.mouse.move(100, 200)
  await desk.page.mouse.wheel(0, -300)
  await desk.settle()
  const maps = await Promise.all(pictures.map((picture, index) => desk.mapOf(index, picture)))
  expect(new Set(maps.map(([scale]) => scale.toFixed(9))).size).toBe(1)
})
