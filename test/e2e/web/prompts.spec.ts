import { expect, type Locator, type Page } from '@playwright/test'
import { type OpenedStudio, test } from '../hosts.ts'
import { cards, lane, seriousFindings, settled } from '../window.ts'

test.describe.configure({ mode: 'serial' })

let studio: OpenedStudio
let page: Page

test.beforeAll(async ({ open }) => {
  test.setTimeout(300_000)
  studio = await open({ made: true })
  page = studio.page()
})

test.afterAll(async () => {
  expect(studio.errors).toEqual([])
  await studio.close()
})

const prompts = (): Locator => page.getByRole('region', { name: 'Prompts' })
const editor = (): Locator => page.getByRole('textbox', { name: 'Scene prompt' })
const findings = (): Locator => page.getByRole('region', { name: 'Findings' })
const state = (): Locator => prompts().getByRole('status').first()
const template = (name: string): Locator =>
  page.getByRole('navigation', { name: 'Prompt templates' }).getByRole('button', { name })

test('[U80] a lane leads to its prompt, which is marked, completed and mended where it stands', async () => {
  await lane(page, 'Scenes').getByRole('button', { name: /open/ }).click()
  await expect(editor()).toContainText('The most beautiful frame of a feature film')
  await expect(findings().getByText('Nothing to say against it.')).toBeVisible()
  await expect(page.getByRole('note', { name: 'The prompt as it would be sent' })).toContainText('Life: Conductor')

  await editor().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('A cold blue night in the rain. ')
  await page.keyboard.type('{{vis')
  await expect(page.getByRole('listbox', { name: 'Completions' }).getByRole('option').first()).toContainText(
    'visualization',
  )
  await page.keyboard.press('Escape')
  await page.keyboard.type('ualisation}}')
  await expect(findings().getByText('There is no variable {{visualisation}}')).toBeVisible()
  await findings().getByRole('button', { name: 'Write “{{visualization}}”' }).click()
  await expect(findings().getByText('Nothing to say against it.')).toBeVisible()
  await expect(state()).toHaveText('Not saved yet; kept in this window')
})

test('[U81] what was not saved survives a reload, and is put aside when other words come', async () => {
  await page.reload()
  await expect(editor()).toContainText('A cold blue night in the rain.')
  await page.getByRole('tab', { name: /Versions/ }).click()
  await page.getByRole('button', { name: 'Go on from the default' }).click()
  await expect(editor()).not.toContainText('A cold blue night')
  await page.getByRole('button', { name: 'Bring them back' }).click()
  await expect(editor()).toContainText('A cold blue night in the rain.')
  await template('Describe').first().click()
  await template('Scene').first().click()
  await expect(editor()).toContainText('A cold blue night in the rain.')
})

test('[U82] a draft is tried on one step and stands in Compare beside what it would replace, with its words', async () => {
  test.setTimeout(120_000)
  await editor().click()
  await page.keyboard.press('Control+Enter')
  const plan = page.getByRole('group', { name: 'What it asks for and costs' })
  await expect(plan).toContainText('1 request · $0.00 · simulator')
  await page.getByRole('button', { name: 'Try it', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Compare' }).first()).toBeVisible({ timeout: 60_000 })
  const words = page.getByRole('group', { name: 'Prompt, from A to B' })
  await expect(words.locator('ins').last()).toContainText('A cold blue night in the rain.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'What came of it' })).toBeVisible()
  await expect(state()).toContainText('Not current: version')
  await page.getByRole('tab', { name: /Versions/ }).click()
  await expect(page.getByRole('list', { name: 'Versions' }).getByText('trial')).toBeVisible()
})

test('[U83] words are kept as a version with a note, and what was changed back costs nothing', async () => {
  await editor().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Neon signs far away.')
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('rain and neon')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(state()).toContainText('“rain and neon”')
  await expect(state()).toContainText('Current')

  await page.getByRole('button', { name: 'More for this prompt' }).click()
  await page.getByRole('menuitem', { name: 'Go back to the bundled default' }).click()
  await expect(state()).toHaveText('Current: the bundled default')
  await expect(editor()).not.toContainText('A cold blue night')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Board' }).click()
  await lane(page, 'Scenes').getByRole('textbox', { name: 'Scenes to have' }).fill('1')
  await lane(page, 'Scenes').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('dialog').locator('dl')).toHaveText(/Requests\s*0\s*Stored already\s*1/)
  await page.keyboard.press('Escape')
})

test('[U84] a picture says what made it, back to the photos, and lends its words', async () => {
  await cards(page, 'Finals').first().click()
  await page.keyboard.press('Shift+W')
  const dialog = page.getByRole('dialog', { name: 'What made this?' })
  await expect(dialog.getByRole('heading', { name: /photos/ })).toBeVisible()
  await expect(dialog.getByRole('listitem')).not.toHaveCount(0)
  await settled(page)
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await cards(page, 'Scenes').first().click()
  await page.getByRole('button', { name: 'Branch from here' }).click()
  await expect(editor()).toContainText('A cold blue night in the rain.')
  await expect(state()).toContainText('Not current: version')
})

test('[U85] side notes fill themselves, and what is written there is undone and done again', async () => {
  await template('Side notes').click()
  const notes = page.getByRole('list', { name: 'Notes' }).getByRole('listitem')
  await expect(notes.first()).toContainText('Prompt scene: back to the default')
  await page.getByRole('textbox', { name: 'What was tried, what was seen' }).fill('Rain helps <b>a lot</b>.')
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(notes.first()).toContainText('Rain helps <b>a lot</b>.')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(notes.first()).not.toContainText('Rain helps')
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(notes.first()).toContainText('Rain helps')
})

test('[U86] no part of Prompts has a serious finding of axe, in any theme', async () => {
  test.setTimeout(120_000)
  const found: string[] = []
  for (const theme of ['Darker', 'Lighter', 'Neutral grey']) {
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('radio', { name: theme }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Prompts' }).click()
    await template('Scene').first().click()
    for (const tab of [/Preview/, /Try it/, /Versions/]) {
      await page.getByRole('tab', { name: tab }).click()
      await settled(page)
      found.push(...(await seriousFindings(page)).map((finding) => `${theme} ${String(tab)}: ${finding}`))
    }
    for (const other of ['Side notes', 'Recreation prompts']) {
      await template(other).click()
      await settled(page)
      found.push(...(await seriousFindings(page)).map((finding) => `${theme} ${other}: ${finding}`))
    }
  }
  expect(found).toEqual([])
})
