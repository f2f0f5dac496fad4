import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { type OpenedStudio, test } from '../hosts.ts'
import { allDone, cards, lane, runLane, seriousFindings, settled, themesIn } from '../window.ts'

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
const plan = (): Locator => page.getByRole('group', { name: 'What it asks for and costs' })
const tryIt = (): Locator => page.getByRole('button', { name: 'Try it', exact: true })
const screen = async (name: string): Promise<void> =>
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name, exact: true }).click()
const write = async (text: string): Promise<void> => {
  await editor().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(text)
}
const template = (name: string): Locator =>
  page.getByRole('navigation', { name: 'Prompt templates' }).getByRole('button', { name })

test('[U80] a lane leads to its prompt, which is marked, completed and mended where it stands', async () => {
  await lane(page, 'Scenes').getByRole('button', { name: /open/ }).click()
  await expect(editor()).toContainText('The most beautiful frame of a feature film')
  await expect(findings().getByText('Nothing to say against it.')).toBeVisible()
  await expect(page.getByRole('note', { name: 'The prompt as it would be sent' })).toContainText('Life: Conductor')

  await write('A cold blue night in the rain. ')
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
  await expect(plan()).toContainText('1 request · $0.00 · simulator')
  await tryIt().click()
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
  await write(' Neon signs far away.')
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
  await screen('Board')
  await lane(page, 'Scenes').getByRole('textbox', { name: 'Scenes to have' }).fill('1')
  await lane(page, 'Scenes').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('dialog').locator('dl')).toHaveText(/Requests\s*0\s*Stored already\s*1\s*Cost\s*\$0\.00/)
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

test('[U88][H43] a prompt goes out as a plain file, and comes in from one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'studio-words-'))
  const file = join(folder, 'scene.txt')
  const more = page.getByRole('button', { name: 'More for this prompt' })
  await studio.choose(file)
  await more.click()
  const save = page.getByRole('menuitem', { name: 'Save as a file' })
  if (studio.kind === 'web') {
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
    expect(download.suggestedFilename()).toBe('scene.txt')
    await download.saveAs(file)
  } else await save.click()
  await expect.poll(() => existsSync(file)).toBe(true)
  const text = await readFile(file, 'utf8')
  expect(text).toContain('A cold blue night in the rain. {{visualization}}')
  await writeFile(file, `${text} Seen from the gallery.`)
  await page.getByLabel('Prompt files').setInputFiles(file)
  await expect(page.getByText(/^scene\.txt: /)).toBeVisible()
  await page.getByRole('tab', { name: /Versions/ }).click()
  await expect(page.getByRole('list', { name: 'Versions' }).getByText('from a file')).toBeVisible()
  await rm(folder, { recursive: true })
})

test('[U89] what follows from a prompt is made again too, and each picture stands beside the old one', async () => {
  test.setTimeout(120_000)
  await page.getByRole('tab', { name: /Try it/ }).click()
  await page.getByRole('radio', { name: 'What follows too' }).click()
  await expect(plan()).toContainText('2 requests · $0.00 · simulator')
  await tryIt().click()
  const came = page.getByRole('region', { name: 'What came of it' })
  await expect(came.getByRole('button', { name: 'Compare', exact: true })).toHaveCount(3, { timeout: 90_000 })
  for (const step of ['Scene', 'Matched portrait', 'Final']) await expect(came).toContainText(step)
})

test('[U90] offline, a try is answered from the library; what was never asked says so', async () => {
  const engine = async (name: RegExp): Promise<void> => {
    await screen('Settings')
    await page.getByRole('radio', { name }).click()
    await page.keyboard.press('Escape')
    await screen('Prompts')
    await page.getByRole('tab', { name: /Try it/ }).click()
  }
  await engine(/^Replay/)
  await page.getByRole('radio', { name: 'This step only' }).click()
  await expect(plan()).toContainText('No request: everything is stored already · $0.00 · replay')
  await tryIt().click()
  await expect(page.getByRole('region', { name: 'Compare' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await write(' Nobody ever asked for this.')
  await tryIt().click()
  await expect(page.getByText('The library holds no answer to this request')).toBeVisible()
  await engine(/^Simulator/)
})

test('[U87] an identity has words of its own where they were saved for it, and follows the library again', async () => {
  await template('Scene').first().click()
  const preview = page.getByRole('note', { name: 'The prompt as it would be sent' })
  const identity = async (name: string): Promise<void> => {
    await page
      .getByRole('button', { name: /^Identity:/ })
      .first()
      .click()
    await page.getByRole('menuitemradio', { name }).click()
  }
  await page.getByRole('tab', { name: /Preview/ }).click()
  await identity('Chef')
  await page.getByRole('radio', { name: 'Chef' }).click()
  await write(' Steam and copper.')
  await page.keyboard.press('Control+s')
  await page.getByRole('dialog').getByRole('textbox').fill('for the chef')
  await page.keyboard.press('Enter')
  await expect(state()).toContainText('Current')
  await expect(template('Scene').first()).toContainText('1 identity')
  await page.getByRole('radio', { name: 'Library' }).click()
  await expect(editor()).not.toContainText('Steam and copper.')
  await page.getByRole('radio', { name: 'Chef' }).click()
  await expect(preview).toContainText('Steam and copper.')
  await page.getByRole('button', { name: 'More for this prompt' }).click()
  await page.getByRole('menuitem', { name: 'Follow the library again' }).click()
  await expect(editor()).not.toContainText('Steam and copper.')
  await expect(template('Scene').first()).not.toContainText('1 identity')
  await page.getByRole('radio', { name: 'Library' }).click()
  await identity('Conductor')
})
test('[U91] what a model said of a scene is shown, changed before it is used, and kept', async () => {
  test.setTimeout(240_000)
  await screen('Board')
  await cards(page, 'Scenes').first().click()
  await lane(page, 'Finals')
    .getByRole('button', { name: /^Ladder of strategies/ })
    .click()
  await page.getByRole('menuitemcheckbox', { name: /^Describe and regenerate/i }).click()
  await page.keyboard.press('Escape')
  expect(await runLane(page, 'Finals')).toMatch(/Requests\s*2/)
  const described = lane(page, 'Finals').getByRole('button', { name: /by describe regenerate/ })
  await expect(described).toHaveCount(1, { timeout: 90_000 })
  await described.click()
  await page.getByRole('button', { name: 'Recreation prompt …' }).click()
  const field = page.getByRole('textbox', { name: 'What the next final is told of the scene' })
  await expect(field).not.toHaveValue('')
  await field.fill(`${await field.inputValue()} A red scarf lies on the desk.`)
  await page.getByRole('button', { name: 'Use these words' }).click()
  await expect(page.getByRole('list', { name: 'Edited before' }).getByRole('listitem')).toContainText('in use')
  await page.getByRole('button', { name: 'Make a final from it …' }).click()
  const run = page.getByRole('dialog').getByRole('button', { name: 'Run 1 request' })
  await run.click()
  await expect(described).toHaveCount(2, { timeout: 90_000 })
  await allDone(page)
  await described.first().click()
  await page.keyboard.press('Shift+W')
  const dialog = page.getByRole('dialog', { name: 'What made this?' })
  await expect(dialog.getByText('Written by a person in place of the describe step.')).toBeVisible()
  await dialog
    .getByText(/^Prompt: /)
    .first()
    .click()
  await expect(dialog.getByText('A red scarf lies on the desk.').first()).toBeVisible()
  await page.keyboard.press('Escape')
})

test('[U84] the words of a picture are made current from the picture itself', async () => {
  await page.keyboard.press('Escape')
  await cards(page, 'Scenes').first().click()
  await page.getByRole('button', { name: 'Use this prompt' }).click()
  await expect(page.getByText(/^The prompt “scene”, version [0-9a-f]{6}, is current now\./)).toBeVisible()
  await screen('Prompts')
  await template('Scene').first().click()
  await expect(state()).toContainText('Current: version')
})

test('[U85] side notes fill themselves, and what is written there is undone and done again', async () => {
  await template('Side notes').click()
  const notes = page.getByRole('list', { name: 'Notes' }).getByRole('listitem')
  await expect(notes.filter({ hasText: 'Prompt scene: back to the default' })).toHaveCount(1)
  await page.getByRole('textbox', { name: 'What was tried, what was seen' }).fill('Rain helps <b>a lot</b>.')
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(notes.first()).toContainText('Rain helps <b>a lot</b>.')
  await page.getByRole('searchbox', { name: 'Find in the notes' }).fill('back to the default')
  await expect(notes.first()).toContainText('Prompt scene: back to the default')
  await page.keyboard.press('Escape')
  await expect(notes.first()).toContainText('Rain helps')
  await page.getByRole('heading', { name: 'Side notes' }).click()
  await page.keyboard.press('Control+z')
  await expect(notes.first()).not.toContainText('Rain helps')
  await page.keyboard.press('Control+Shift+Z')
  await expect(notes.first()).toContainText('Rain helps')
})

test('[U86] no part of Prompts has a serious finding of axe, in any theme', async () => {
  test.setTimeout(120_000)
  const found: string[] = []
  for (const theme of themesIn(studio)) {
    await screen('Settings')
    await page.getByRole('radio', { name: theme }).click()
    await page.keyboard.press('Escape')
    await screen('Prompts')
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
