import { expect, test } from '@playwright/test'
import { startStudio } from '../studio.ts'
import { seriousFindings } from '../window.ts'

test('[U96] an empty library says on every screen what comes there, and how it begins', async ({ page }) => {
  test.setTimeout(60_000)
  const studio = await startStudio({ samples: false })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(studio.address)
  await expect(page.getByRole('button', { name: 'New subject' }).first()).toBeVisible()
  await expect(page.getByText('Begin with a person and a life')).toBeVisible()
  await page.keyboard.press('g')
  await expect(page.getByText('There is no picture yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Approved' }).click()
  await expect(page.getByText('No picture matches.')).toBeVisible()
  const screens = page.getByRole('navigation', { name: 'Screens' })
  for (const [screen, words] of [
    ['Compare', 'Compare pictures'],
    ['Lineage', 'Where was the person lost?'],
    ['Runs', 'Nothing was asked for yet'],
    ['Export', 'Nothing is approved yet'],
  ] as const) {
    await screens.getByRole('button', { name: screen }).click()
    await expect(page.getByText(words).first()).toBeVisible()
    expect(await seriousFindings(page)).toEqual([])
  }
  expect(errors).toEqual([])
  await studio.stop()
})
