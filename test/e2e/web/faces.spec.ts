import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, type OpenedStudio, test } from '../hosts.ts'
import { allDone, cards, lane, runLane, seriousFindings, settled } from '../window.ts'

const PHOTOS = join(import.meta.dirname, '../../../resources/samples/subject/photos')

test.describe.configure({ mode: 'serial' })

/** What the window's own types would say. */
type Labelled = { readonly ariaLabel: string }

let studio: OpenedStudio
let page: Page

test.beforeAll(async ({ open }) => {
  test.setTimeout(300_000)
  studio = await open({ made: true, misbehave: 'mirrored=1' })
  page = studio.page()
})
test.afterAll(async () => await studio.close())

const inspector = (): Locator => page.getByRole('complementary', { name: 'Inspector' })
const lineage = (): Locator => page.getByRole('region', { name: 'Lineage', exact: true })
const steps = (): Locator => lineage().locator('[data-step]')
const finals = (): Locator => lineage().getByRole('list', { name: 'Finals' }).getByRole('button')
const dots = (): Locator => lineage().locator('[data-dot]')
const focused = (): Locator => page.locator(':focus')

const wrong = (): Locator =>
  cards(page, 'Matched portraits').and(page.getByRole('button', { name: /checks (?:warn|failed): / }))

test('[U44] a picture that fails its checks says so by sign, word and reason; J leads to it', async () => {
  test.setTimeout(300_000)
  await cards(page, 'Scenes').first().click()
  await lane(page, 'Matched portraits').getByRole('button', { name: 'Matched portraits to have: one more' }).click()
  await runLane(page, 'Matched portraits')
  await expect(wrong()).not.toHaveCount(0, { timeout: 120_000 })
  await allDone(page)
  await expect(
    lane(page, 'Matched portraits')
      .getByText(/^(?:warn|fail)$/)
      .first(),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(wrong().and(page.locator('[aria-pressed=true]'))).toHaveCount(1)
  const finding = inspector().getByRole('listitem').filter({ hasText: 'The picture is mirrored.' })
  await expect(finding).toContainText(/^(?:Fail|Warning) .*edge of the frame.*limit \d/s)
  // The keyboard brings the reason where the pointer would.
  await wrong().first().focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('tooltip')).toContainText('edge')
})

test('[U45] a mirrored portrait is offered flipped; flipped, it stands beside the other', async () => {
  const before = await cards(page, 'Matched portraits').count()
  await inspector().getByRole('button', { name: 'Use it flipped' }).click()
  await expect(page.getByText('Flipped left to right. It stands beside the other')).toBeVisible()
  await expect(cards(page, 'Matched portraits')).toHaveCount(before + 1)
  await expect(inspector().getByText(/^Warning Flipped left to right on this machine/)).toBeVisible()
  await expect(inspector().getByText('The picture is mirrored.')).toHaveCount(0)
})

test('[U44] the inspector tells what was measured in the face, and whom it is like', async () => {
  await cards(page, 'Finals').first().click()
  const face = inspector().getByRole('group').filter({ hasText: 'Turned' })
  await expect(face).toContainText(/Turned\d+°/)
  await expect(face).toContainText(/Width[\d.]+ % of the picture/)
  await expect(inspector().getByText('a stranger', { exact: true })).toBeVisible()
  await expect(cards(page, 'Finals').first()).toHaveAccessibleName(/likeness \d+ %/)
})

test('[U47] a second opinion is asked for in the inspector, with engine and cost told first, and stands beside the checks', async () => {
  const final = cards(page, 'Finals').first()
  const before = await final.getAttribute('aria-label')
  await expect(inspector().getByText(/A second opinion comes from the simulator.*costs nothing/)).toBeVisible()
  await inspector().getByRole('button', { name: 'Ask for a second opinion' }).click()
  await expect(inspector().getByRole('heading', { name: 'Second opinion, by a vision model' })).toBeVisible()
  await expect(inspector().getByRole('listitem').filter({ hasText: 'Head: The nose points' })).toHaveCount(1)
  await expect(inspector().getByRole('button', { name: 'Ask again' })).toBeVisible()
  await allDone(page)
  expect(await final.getAttribute('aria-label')).toBe(before)
  expect(await seriousFindings(page)).toEqual([])
})

test('[U48] a request that is likely to be blocked is marked before it is sent, with what to do instead', async () => {
  await page.keyboard.press('Escape')
  await cards(page, 'Matched portraits').first().click()
  const ladder = lane(page, 'Finals').getByRole('button', { name: /^Ladder of strategies/ })
  await ladder.click()
  await page.getByRole('menuitemcheckbox', { name: /^direct edit/i }).click()
  await page.keyboard.press('Escape')
  await lane(page, 'Finals').getByRole('button', { name: 'Run', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const marks = dialog.getByRole('list', { name: 'Before it is sent' }).getByRole('listitem')
  await expect(marks).toHaveCount(1)
  await expect(marks).toContainText(/^direct edit: This request carries 2 pictures with a face/)
  await expect(marks).toContainText('Use masked scene')
  // It is a warning and holds nothing back.
  await expect(dialog.getByRole('button', { name: /^Run/ })).not.toHaveAttribute('aria-disabled', 'true')
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Not now' }).click()
  await ladder.click()
  await page.getByRole('menuitem', { name: 'Default ladder' }).click()
})

test('[U49] a limit of the checks is set, put back alone, and all of them at once', async () => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('settings')
  await page.keyboard.press('Enter')
  const limits = page.getByRole('region', { name: 'Limits of the checks' })
  const nod = limits.getByRole('row').filter({ hasText: 'Mirrored is told where the noses point' })
  const warns = nod.getByRole('textbox', { name: /: warns$/ })
  const putAllBack = limits.getByRole('button', { name: 'Put all back' })
  await expect(warns).toHaveValue('11')
  await expect(putAllBack).toHaveAttribute('aria-disabled', 'true')
  await warns.fill('20')
  await warns.press('Enter')
  await expect(nod).toHaveAttribute('data-changed', 'true')
  await nod.getByRole('button', { name: /^Put back: / }).click()
  await expect(warns).toHaveValue('11')
  // A word that is no number changes nothing; an empty field means never.
  await warns.fill('often')
  await warns.press('Enter')
  await expect(warns).toHaveValue('11')
  await warns.fill('')
  await warns.press('Enter')
  await expect(nod).toHaveAttribute('data-changed', 'true')
  await page.reload()
  await expect(warns).toHaveValue('')
  await putAllBack.click()
  await expect(warns).toHaveValue('11')
  await expect(putAllBack).toHaveAttribute('aria-disabled', 'true')
  await settled(page)
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('b')
})

test('[U25] the grid goes by likeness, what was not compared comes last, and can be narrowed to what was', async () => {
  test.setTimeout(120_000)
  await page.keyboard.press('Escape')
  await expect(cards(page, 'Finals').first()).toBeVisible()
  await page.keyboard.press('g')
  const all = page.getByRole('region', { name: 'All pictures' }).locator('[data-card]')
  const choose = async (picker: RegExp, option: RegExp) => {
    await page.getByRole('button', { name: picker }).click()
    await page.getByRole('menuitemradio', { name: option }).click()
  }
  const likenesses = async () =>
    (await all.evaluateAll((found) => found.map((one) => (one as unknown as Labelled).ariaLabel))).map((name) => {
      const told = /likeness (\d+) %/.exec(name)?.[1]
      return told === undefined ? -1 : Number(told)
    })
  await choose(/^Sort:/, /^Most like the person first/)
  await expect(async () => {
    const told = await likenesses()
    expect(told.filter((one) => one >= 0).length).toBeGreaterThan(3)
    expect(told).toContain(-1)
    expect(told).toEqual(told.toSorted((a, b) => b - a))
  }).toPass({ timeout: 60_000 })
  await choose(/^Likeness:/, /measured/)
  await expect(async () => expect(await likenesses()).not.toContain(-1)).toPass()
  await page.keyboard.press('Control+a')
  await expect(page.getByText(`${await all.count()} pictures selected`)).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await choose(/^Sort:/, /^Newest first/)
  await page.keyboard.press('b')
})

test('[U40] F brings scene, portrait and final to the same face, at once and in every pane', async () => {
  await cards(page, 'Scenes').last().click()
  await page.keyboard.press('Escape')
  await cards(page, 'Scenes').last().click()
  for (const title of ['Matched portraits', 'Finals'] as const)
    await cards(page, title)
      .first()
      .click({ modifiers: ['Control'] })
  await page.keyboard.press('c')
  const compare = page.getByRole('region', { name: 'Compare', exact: true })
  const scales = (): Promise<string[]> => compare.getByText(/^[\d.]+ %$/).allInnerTexts()
  await expect.poll(async () => new Set(await scales()).size).toBe(1)
  await page.keyboard.press('f')
  await expect(compare.getByRole('button', { name: 'Face lock', exact: true })).toHaveAttribute('aria-pressed', 'true')
  // The portrait's face is larger than the scene's: it takes less magnification.
  await expect.poll(async () => new Set(await scales()).size).toBeGreaterThan(1)
  const [scene = 0, portrait = 0] = (await scales()).map((text) => Number.parseFloat(text))
  expect(scene / portrait).toBeGreaterThan(1.5)
  await page.keyboard.press('Escape')
})

test('[U42] Lineage shows the way to a final with likeness at every step, walked by the arrow keys', async () => {
  await cards(page, 'Finals').first().click()
  await page.keyboard.press('l')
  // Its strategy goes without a portrait, which the row says.
  await expect(steps()).toHaveCount(4)
  await expect(lineage().getByText('Made without a portrait.')).toBeVisible()
  await expect(lineage().getByRole('list', { name: 'From the photos to the final' })).toContainText('100 %the measure')
  await expect(steps().last()).toHaveAccessibleName(/^Final, .*likeness \d+ %/)
  await expect(steps().last()).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(focused()).toHaveAccessibleName(/^Scene/)
  await expect(inspector().getByRole('heading', { level: 2 })).toHaveText('Conductor, scene 1')
  await expect(inspector().getByText('Attempt 1', { exact: true })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(focused()).toHaveAccessibleName(/^Views, /)
  const before = await focused().getAttribute('aria-label')
  await page.keyboard.press('ArrowDown')
  await expect(steps().nth(1)).not.toHaveAccessibleName(before ?? '')
  await page.keyboard.press('ArrowLeft')
  await expect(inspector().getByRole('heading', { level: 2 })).toHaveText(/\.jpg$/)
})

const scaleOf = async (step: Locator): Promise<number> =>
  await step.locator('img').evaluate((image) => image.getBoundingClientRect().width)

test('[U41] its faces stand at the same place and size; F shows the whole pictures', async () => {
  const [view, scene] = [steps().nth(1), steps().nth(2)]
  await expect.poll(async () => (await scaleOf(scene)) / (await scaleOf(view))).toBeGreaterThan(1.5)
  await page.keyboard.press('f')
  await expect(lineage().getByRole('button', { name: 'Whole pictures' })).toBeVisible()
  await expect.poll(async () => (await scaleOf(scene)) / (await scaleOf(view))).toBeLessThan(1.3)
  await page.keyboard.press('f')
})

test('[U43] the trade-off has a dot for every final; the keyboard alone opens its picture', async () => {
  test.setTimeout(300_000)
  await page.keyboard.press('Escape')
  await cards(page, 'Matched portraits').first().click()
  await lane(page, 'Finals').getByRole('button', { name: 'Finals to have: one more' }).click()
  await runLane(page, 'Finals')
  await expect.poll(async () => await cards(page, 'Finals').count(), { timeout: 120_000 }).toBeGreaterThan(1)
  await allDone(page)
  await page.keyboard.press('t')
  await expect.poll(async () => await dots().count()).toBeGreaterThan(1)
  await expect(lineage().getByRole('region', { name: 'Trade-off' })).toContainText(/of the scene at \d+ % likeness/)
  await page.keyboard.press('Tab')
  await expect(focused()).toHaveAccessibleName(/\d+ % of the scene kept, \d+ % likeness/)
  const first = await focused().getAttribute('data-dot')
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
    await page.keyboard.press(key)
    if ((await focused().getAttribute('data-dot')) !== first) break
  }
  const second = await focused().getAttribute('data-dot')
  expect(second).not.toBe(first)
  await page.keyboard.press('Space')
  await expect(finals().and(page.locator('[aria-current]'))).toHaveCount(1)
  await expect(page.locator(`[data-dot="${second}"]`)).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Loupe' })).toBeVisible()
  await page.keyboard.press('Escape')
})

test('[U9] Lineage keeps nobody out, in any theme; an identity without a final is told what comes here', async () => {
  test.setTimeout(120_000)
  await page.keyboard.press('l')
  await expect(dots()).not.toHaveCount(0)
  for (const theme of ['neutral', 'darker', 'lighter']) {
    await page.locator('html').evaluate((root, name) => root.setAttribute('data-theme', name), theme)
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.getByRole('button', { name: 'New identity' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Gardener')
  for (const box of await dialog.getByRole('textbox').all())
    if ((await box.inputValue()) === '') await box.fill('A garden in the morning.')
  await dialog.getByRole('button', { name: 'Add identity' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Gardener', exact: true }).click()
  await page.keyboard.press('l')
  await expect(lineage().getByText('There is no final for this subject and identity yet.')).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await lineage().getByRole('button', { name: 'Make one on the Board' }).click()
  await expect(lane(page, 'Scenes')).toBeVisible()
})

test('[U46] whether faces are compared is asked in plain words, written down, and can be withdrawn', async () => {
  await page.getByRole('button', { name: 'New subject' }).click()
  const dialog = page.getByRole('dialog')
  for (const [field, words] of [
    ['Name', 'Ines'],
    ['Hair colour', 'brown'],
    ['Eye colour', 'brown'],
  ] as const)
    await dialog.getByRole('textbox', { name: field }).fill(words)
  await dialog
    .locator('input[type=file]')
    .setInputFiles([join(PHOTOS, 'front-1.jpg'), join(PHOTOS, 'front-2.jpg'), join(PHOTOS, 'profile.jpg')])
  await expect(dialog.getByRole('radiogroup', { name: 'Pose of profile.jpg' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Add subject' }).click()
  await expect(dialog).toBeHidden()
  const consent = async (): Promise<Locator> => {
    await page.getByRole('button', { name: 'More about Ines' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    return dialog.getByRole('region', { name: 'Consent' })
  }
  await (await consent()).getByRole('button', { name: 'Ask for it' }).click()
  await expect(dialog).toContainText('Such numbers can recognize a person')
  await dialog.getByRole('textbox', { name: 'Who agrees' }).fill('Ines herself')
  await dialog.getByRole('button', { name: 'Ines has agreed' }).click()
  const given = dialog.getByRole('region', { name: 'Consent' })
  await expect(given).toContainText(/Faces compared on this machine.*agreed to by Ines herself/s)
  await given.getByRole('button', { name: /^Withdraw/ }).click()
  await expect(given).toContainText('withdrawn')
  await expect(given.getByRole('button', { name: 'Ask for it' })).toBeVisible()
  await page.keyboard.press('Escape')
})

test('[U10] nothing was wrong with the window meanwhile', () => {
  expect(studio.errors).toEqual([])
})
