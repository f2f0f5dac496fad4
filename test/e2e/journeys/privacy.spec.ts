import type { Page } from '@playwright/test'
import { type FakeGemini, startFakeGemini } from '../../fake-gemini/server.ts'
import { expect, type OpenedStudio, test } from '../hosts.ts'
import { allDone, cards, lane } from '../window.ts'

const KEY = 'AIzaSyA-key-of-thirty-nine-letters-9Xq7'

test.describe.configure({ mode: 'serial' })

let studio: OpenedStudio
let page: Page
let gemini: FakeGemini

test.beforeAll(async ({ open }) => {
  test.setTimeout(300_000)
  gemini = await startFakeGemini({ apiKey: KEY, scale: 'small', vary: true })
  studio = await open({ made: true, baseUrl: gemini.url })
  page = studio.page()
})
test.afterAll(async () => {
  await studio.close()
  await gemini.close()
})

/** Requests for pictures or words; asking for the list of models carries nothing. */
const sent = () => gemini.requests.filter(({ request }) => request !== null)

const screen = async (name: string): Promise<void> =>
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name, exact: true }).click()

const runScenes = async (): Promise<void> => {
  await lane(page, 'Scenes').getByRole('button', { name: 'Run', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Run [1-9]/ })
    .click()
}

const question = () => page.getByRole('dialog', { name: 'Send photos of Mara Ellin to Google?' })

test('[U20] a key is tested at once; a wrong one is told, and no key is ever in the page', async () => {
  await screen('Settings')
  const field = page.getByRole('textbox', { name: 'Gemini API key' }).or(page.getByLabel('Gemini API key'))
  await field.first().fill('AIzaSyA-wrong-key-of-thirty-nine-lett-0000')
  await page.getByRole('button', { name: 'Keep and test' }).click()
  await expect(page.getByText('Google does not know this key.')).toBeVisible()
  await expect(page.getByText('In the window, paste it in Settings', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Forget the key' }).click()
  await field.first().fill(KEY)
  await page.keyboard.press('Enter')
  await expect(page.getByText('The key works.')).toBeVisible()
  await expect(page.getByText('9Xq7')).toBeVisible()
  const held = await page.evaluate<string>(
    'document.documentElement.outerHTML + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie',
  )
  expect(held).not.toContain(KEY)
  expect(held).not.toContain('AIza')
  expect(sent()).toEqual([])
})

test('[U21] before photos first go to Gemini somebody is asked, in plain words; a no sends nothing', async () => {
  await page.getByRole('radio', { name: 'Google Gemini' }).click()
  await screen('Board')
  await expect(cards(page, 'Scenes').first()).toBeVisible()
  await runScenes()
  await expect(question()).toBeVisible()
  await expect(question().getByRole('list', { name: 'The photos that this is about' }).locator('img')).toHaveCount(4)
  await expect(question()).toContainText(/are sent to Google/)
  await expect(question()).toContainText(/can be withdrawn/)
  await question().getByRole('button', { name: 'Do not send' }).click()
  await expect(question()).toBeHidden()
  await expect(page.getByText('Nothing is running')).toBeVisible()
  expect(sent()).toEqual([])
})

test('[U21] a yes is written down and sends what was planned; withdrawn, the question comes again', async () => {
  await runScenes()
  await expect(question().getByRole('button', { name: 'Mara Ellin has agreed' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await question().getByLabel('Who agrees').fill('Mara Ellin')
  await question().getByRole('button', { name: 'Mara Ellin has agreed' }).click()
  await expect(cards(page, 'Scenes')).toHaveCount(3)
  await allDone(page)
  expect(sent()).toHaveLength(2)
  expect(sent().every(({ headers }) => headers['x-goog-api-key'] === KEY)).toBe(true)

  await page.getByRole('button', { name: 'More about Mara Ellin' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: /Mara Ellin/ })
  await expect(dialog.getByRole('region', { name: 'Consent' })).toContainText(/agreed to by Mara Ellin/)
  await dialog.getByRole('button', { name: 'Withdraw: Photos sent to Google' }).click()
  await expect(dialog.getByText(/withdrawn/).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await lane(page, 'Scenes').getByRole('textbox', { name: 'Scenes to have' }).fill('4')
  await runScenes()
  await expect(question()).toBeVisible()
  await question().getByRole('button', { name: 'Do not send' }).click()
  expect(sent()).toHaveLength(2)
  expect(studio.errors).toEqual([])
})
