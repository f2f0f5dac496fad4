import type { Page } from '@playwright/test'
import { expect, type OpenedStudio, test } from '../hosts.ts'
import { allDone, cards, lane, runLane, seriousFindings, settled, work } from '../window.ts'

test.describe.configure({ mode: 'serial' })

let studio: OpenedStudio
let page: Page
let found: string[]

const look = async (where: string): Promise<void> => {
  await settled(page)
  found.push(...(await seriousFindings(page)).map((finding) => `${where}: ${finding}`))
}

const screen = async (name: string): Promise<void> =>
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name, exact: true }).click()

test.beforeAll(async ({ open }) => {
  test.setTimeout(300_000)
  studio = await open({ made: true, misbehave: 'unavailable=1' })
  page = studio.page()
})
test.beforeEach(() => {
  found = []
})
test.afterAll(async () => await studio.close())

test('[U9] nobody is kept out: pictures, large and side by side', async () => {
  test.setTimeout(120_000)
  await expect(cards(page, 'Scenes')).toHaveCount(1)
  await cards(page, 'Scenes').first().click()
  await page.keyboard.press('4')
  await look('board')
  await page.keyboard.press('e')
  await look('loupe')
  await page.keyboard.press('g')
  await look('grid')
  await page.keyboard.press('b')
  await cards(page, 'Scenes').first().click()
  await cards(page, 'Finals')
    .first()
    .click({ modifiers: ['Control'] })
  await page.keyboard.press('c')
  await expect(page.getByRole('region', { name: 'Compare' }).first()).toBeVisible()
  for (let mode = 0; mode < 7; mode++) {
    await look(`compare, mode ${mode + 1}`)
    await page.keyboard.press('m')
  }
  await page.keyboard.press('Escape')
  expect(found).toEqual([])
})

test('[U9] nobody is kept out: every dialog', async () => {
  await page.keyboard.press('?')
  await look('keyboard')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await look('commands')
  await page.keyboard.press('Escape')
  await lane(page, 'Scenes').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Run/ })).not.toHaveAttribute('aria-disabled')
  await look('plan')
  await page.keyboard.press('Escape')
  for (const dialog of ['New subject', 'New identity']) {
    await page.getByRole('button', { name: dialog }).click()
    await look(dialog)
    await page.keyboard.press('Escape')
  }
  expect(found).toEqual([])
})

test('[U9][U22] a picture has a menu of all that can be done with it, by the right button and by keys', async () => {
  const scene = cards(page, 'Scenes').first()
  const portrait = cards(page, 'Matched portraits').first()
  const menu = page.getByRole('menu').first()
  await scene.click()
  await portrait.click({ modifiers: ['Control'] })
  await scene.click({ button: 'right' })
  await expect(menu).toHaveAccessibleName('2 pictures')
  await look('menu of two pictures')
  await menu.getByRole('menuitem', { name: 'Stars' }).click()
  await page.getByRole('menuitemcheckbox', { name: '3 stars' }).click()
  await expect(menu).toBeHidden()
  await expect(scene).toHaveAccessibleName(/3 stars/)
  await expect(portrait).toHaveAccessibleName(/3 stars/)
  // A picture that is not part of what is selected is meant alone.
  await cards(page, 'Finals').first().click({ button: 'right' })
  await expect(menu).toHaveAccessibleName(/final 1/)
  await expect(menu.getByRole('menuitem', { name: /^Compare/ })).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(scene).toHaveAttribute('aria-pressed', 'false')
  // By keys, about the picture that has them; what opens a dialog leaves the keyboard in it.
  for (const key of ['Shift+F10', 'ContextMenu']) {
    await scene.focus()
    await page.keyboard.press(key)
    await expect(menu).toHaveAccessibleName(/scene 1/)
    await expect(menu.getByRole('menuitem', { name: 'Loupe' })).toHaveAttribute('aria-keyshortcuts', 'E')
    await page.keyboard.press('Escape')
    await expect(scene).toBeFocused()
  }
  await scene.click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'What made this picture' }).click()
  await expect(page.getByRole('dialog', { name: 'What made this?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await scene.click({ button: 'right' })
  const saving = page.waitForEvent('download')
  await menu.getByRole('menuitem', { name: 'Save the original' }).click()
  expect((await saving).suggestedFilename()).toMatch(/-scene-1-[0-9a-f]{8}\.\w+$/)
  expect(found).toEqual([])
})

test('[U9][U23] nobody is kept out: work under way, run from anywhere in its plan, waiting and given up', async () => {
  await lane(page, 'Scenes').getByRole('textbox', { name: 'Scenes to have' }).fill('3')
  await lane(page, 'Scenes').getByRole('button', { name: 'Run', exact: true }).click()
  const plan = page.getByRole('dialog', { name: 'Run: scenes' })
  await expect(plan.getByRole('button', { name: /^Run [1-9]/ })).toBeVisible()
  await plan.getByRole('button', { name: 'Close' }).focus()
  await page.keyboard.press('Control+Enter')
  await expect(plan).toBeHidden()
  await expect(work(page, 'Scenes').first()).toHaveAccessibleName(/503/, { timeout: 30_000 })
  await look('board at work')
  await page.getByRole('button', { name: /1 running/ }).click()
  await look('the list of runs')
  await page.keyboard.press('Escape')
  await work(page, 'Scenes')
    .first()
    .getByRole('button', { name: /^Cancel/ })
    .click()
  await expect(work(page, 'Scenes').first()).toHaveAccessibleName(/Cancelled/)
  await look('board with work given up')
  expect(found).toEqual([])
})

test('[U9][U26] a part of the window whose code cannot be fetched says so, and comes with the window again', async () => {
  const first = page
  page = await first.context().newPage()
  await page.route(/prompts-screen/, async (route) => await route.abort())
  await page.goto(new URL('/', first.url()).href)
  await screen('Prompts')
  const sorry = page.getByRole('alert').filter({ hasText: 'This part of the window could not be loaded' })
  await expect(sorry).toBeVisible()
  await look('a screen without its code')
  await page.unroute(/prompts-screen/)
  await sorry.getByRole('button', { name: 'Load the window again' }).click()
  await expect(page.getByRole('tablist', { name: 'What the prompt does' })).toBeVisible()
  await page.close()
  page = first
  expect(found).toEqual([])
})

test('[U9] nobody is kept out: every screen in every theme', async () => {
  test.setTimeout(180_000)
  for (const theme of ['Darker', 'Lighter', 'Neutral grey']) {
    await screen('Settings')
    await page.getByRole('radio', { name: theme, exact: true }).click()
    await look(`Settings, ${theme}`)
    for (const name of ['Board', 'Compare', 'Lineage', 'Prompts', 'Runs', 'Export']) {
      await screen(name)
      await look(`${name}, ${theme}`)
    }
  }
  expect(found).toEqual([])
})

test('[U9] nobody is kept out: work that failed, consent, and what else is asked in a dialog', async ({ open }) => {
  test.setTimeout(180_000)
  const first = page
  const second = await open({ made: true, misbehave: 'text-instead=1,block-finals=1', baseUrl: 'http://127.0.0.1:9' })
  page = second.page()
  await cards(page, 'Scenes').first().click()
  await lane(page, 'Scenes').getByRole('button', { name: 'Scenes to have: one more' }).click()
  await runLane(page, 'Scenes')
  await allDone(page)
  await expect(work(page, 'Scenes').first()).toHaveAccessibleName(/Failed/)
  await cards(page, 'Matched portraits').first().click()
  await lane(page, 'Finals').getByRole('button', { name: 'Finals to have: one more' }).click()
  // One rung alone: the usual ladder ends with a picture that is put together on this machine, which nobody can block.
  await lane(page, 'Finals')
    .getByRole('button', { name: /^Ladder/ })
    .click()
  await page.getByRole('menuitemcheckbox').first().click()
  await page.keyboard.press('Escape')
  await runLane(page, 'Finals')
  await expect(work(page, 'Finals').first()).toHaveAccessibleName(/Blocked/, { timeout: 60_000 })
  await allDone(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('back up')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Back up the library' })).toBeVisible()
  await look('backup')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+W')
  await expect(page.getByRole('dialog', { name: 'What made this?' })).toBeVisible()
  await look('what made this')
  await page.keyboard.press('Escape')

  await screen('Settings')
  await page.getByLabel('Gemini API key').first().fill('AIzaSyA-key-of-thirty-nine-letters-9Xq7')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Google Gemini' }).click()
  for (const theme of ['Darker', 'Lighter', 'Neutral grey']) {
    await screen('Settings')
    await page.getByRole('radio', { name: theme, exact: true }).click()
    await screen('Board')
    await expect(work(page, 'Finals').first()).toHaveAccessibleName(/Blocked/)
    await look(`board with blocked and failed work, ${theme}`)
    await lane(page, 'Scenes').getByRole('button', { name: 'Scenes to have: one more' }).click()
    await lane(page, 'Scenes').getByRole('button', { name: 'Run', exact: true }).click()
    await look(`plan, ${theme}`)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Run [1-9]/ })
      .click()
    const question = page.getByRole('dialog', { name: 'Send photos of Mara Ellin to Google?' })
    await expect(question).toBeVisible()
    await look(`consent, ${theme}`)
    await question.getByRole('button', { name: 'Do not send' }).click()
    await expect(question).toBeHidden()
  }
  await second.close()
  page = first
  expect(found).toEqual([])
})
