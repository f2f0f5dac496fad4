import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { type OpenedStudio, test } from '../hosts.ts'
import { allDone, cards, seriousFindings, settled } from '../window.ts'

test.describe.configure({ mode: 'serial' })

let studio: OpenedStudio
let page: Page
let folder: string

test.beforeAll(async ({ open }) => {
  test.setTimeout(300_000)
  folder = await mkdtemp(join(tmpdir(), 'studio-proof-'))
  studio = await open({ made: true })
  page = studio.page()
})

test.afterAll(async () => {
  expect(studio.errors).toEqual([])
  await studio.close()
  await rm(folder, { recursive: true, force: true })
})

const template = (name: string): Locator =>
  page.getByRole('navigation', { name: 'Prompt templates' }).getByRole('button', { name })
const result = (): Locator => page.getByRole('region', { name: 'What came of it' })
const goTo = async (screen: string): Promise<void> =>
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen }).click()

/** Writes into a template's editor in place of what is there, and goes to its tries. */
const write = async (name: string, words: (old: string) => string): Promise<void> => {
  await template(name).first().click()
  const editor = page.getByRole('textbox', { name: `${name} prompt` })
  const old = (await editor.innerText()).trimEnd()
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(words(old))
  await page.getByRole('tab', { name: 'Try it' }).click()
}

test('[U92] words are tried on several identities and variants at once; a tally of both sides is the proof', async () => {
  test.setTimeout(180_000)
  await goTo('Prompts')
  await write('Scene', (old) => `${old}\nA cold blue night in the rain, neon signs far away.`)
  await page.getByRole('checkbox', { name: 'Chef' }).click()
  await page.getByRole('button', { name: 'Variants of each: one more' }).click()
  const plan = page.getByRole('group', { name: 'What it asks for and costs' })
  await expect(plan).toContainText('6 requests')
  await expect(plan).toContainText('Current words: 2 requests, 2 stored already')
  await page.getByRole('button', { name: 'Try it', exact: true }).click()
  const proof = result().getByRole('table', { name: 'The proof' })
  await expect(proof.getByRole('row', { name: /^Made/ })).toContainText('4 of 44 of 4', { timeout: 120_000 })
  await expect(proof.getByRole('row', { name: /^Checks passed/ })).toBeVisible()
  await expect(result().getByRole('listitem')).toHaveCount(4)
  expect(await seriousFindings(page)).toEqual([])

  // A rating given in Compare counts at once.
  await result().getByRole('button', { name: 'Compare all 8' }).click()
  await expect(page.getByText('Conductor, scene 1, current words').first()).toBeVisible()
  await page.keyboard.press('5')
  await page.keyboard.press('Escape')
  await expect(proof.getByRole('row', { name: /^Stars/ })).toContainText('5.0')
  await page.getByRole('button', { name: 'Go back to the current ones' }).click()
})

test('[U93] a describe step is tried alone: both answers side by side, and one is kept for its scene', async () => {
  test.setTimeout(120_000)
  await write(
    'Describe',
    () => 'Describe this scene as a prompt, never the face:\n1. Environment: the place\n2. Light: from where',
  )
  await page.getByRole('button', { name: 'Try it', exact: true }).click()
  await expect(result()).toBeVisible({ timeout: 60_000 })
  await result().getByRole('button', { name: 'Side by side' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'What was said of the scene' })
  await expect(dialog.getByRole('region', { name: 'With the current words' })).toContainText('8. Artistic style')
  await expect(dialog.getByRole('region', { name: 'With the new words' })).toContainText('1. Environment')
  await settled(page)
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await result().getByRole('button', { name: 'Keep for this scene' }).first().click()
  await result().getByRole('button', { name: 'Change it first …' }).first().click()
  await expect(page.getByRole('textbox', { name: 'What the next final is told of the scene' })).toHaveValue(
    /^1\. Environment/,
  )
})

test('[U94] the words of any two pictures stand beside each other at one key', async () => {
  await goTo('Board')
  // The oldest: what was made of those that were tried is nothing yet.
  await cards(page, 'Scenes').last().click()
  await cards(page, 'Finals')
    .first()
    .click({ modifiers: ['Control'] })
  await page.keyboard.press('Shift+C')
  const dialog = page.getByRole('dialog', { name: 'What differs' })
  await expect(dialog.getByRole('row', { name: /^Prompt/ })).toContainText('scene')
  await expect(dialog.getByRole('region', { name: /final/ }).locator('ins').first()).toBeVisible()
  await settled(page)
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
})

test('[U95] a prompt that is dropped as a file becomes a version, and nothing becomes current by itself', async () => {
  await goTo('Prompts')
  const data = await page.evaluateHandle(() => {
    const { DataTransfer, File } = globalThis as unknown as {
      DataTransfer: new () => { items: { add: (file: unknown) => void } }
      File: new (parts: string[], name: string, options: { type: string }) => unknown
    }
    const transfer = new DataTransfer()
    transfer.items.add(new File(['A portrait in one line.\n'], 'portrait.txt', { type: 'text/plain' }))
    return transfer
  })
  await page.getByRole('region', { name: 'Prompts' }).dispatchEvent('drop', { dataTransfer: data })
  await expect(page.getByText('portrait.txt: A new version; it is not current until you choose it.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Matched portrait' })).toBeVisible()
  await page.getByRole('tab', { name: /Versions/ }).click()
  await expect(page.getByRole('list', { name: 'Versions' })).toContainText('from a file')
})

test('[U76] a library goes to another machine: backed up, looked at, refused where damaged, put back and opened', async () => {
  test.setTimeout(180_000)
  await allDone(page)
  await page.keyboard.press('Escape')
  await goTo('Board')
  const command = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Commands' }).waitFor()
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }
  const backup = join(folder, 'studio.zip')
  await command('Back up')
  await page.getByRole('dialog').getByRole('textbox').fill(backup)
  await page.getByRole('button', { name: 'Back up', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText(`every request are in ${backup}`, { timeout: 60_000 })
  await page.keyboard.press('Escape')

  await command('Restore')
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' })
  const damaged = join(folder, 'damaged.zip')
  await writeFile(damaged, 'PK not a zip')
  await dialog.getByRole('textbox').fill(damaged)
  await dialog.getByRole('button', { name: 'Look at it' }).click()
  await expect(dialog.getByRole('alert')).toContainText('This is not restored')
  await dialog.getByRole('textbox').fill(backup)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('term').first()).toBeVisible({ timeout: 60_000 })
  await expect(dialog).toContainText('1 subject: Mara Ellin')
  await settled(page)
  expect(await seriousFindings(page)).toEqual([])
  const place = join(folder, 'elsewhere')
  await dialog.getByRole('textbox', { name: 'The folder of the new library' }).fill(place)
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await dialog.getByRole('button', { name: 'Open the restored library' }).click({ timeout: 60_000 })
  await expect(cards(page, 'Finals').first()).toBeVisible({ timeout: 60_000 })
  // Its own backup is proposed beside it: this is the other library.
  await command('Back up')
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(/elsewhere backup/)
  await page.keyboard.press('Escape')
})
