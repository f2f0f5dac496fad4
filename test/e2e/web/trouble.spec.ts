import { expect, test } from '@playwright/test'
import { startStudio } from '../studio.ts'
import { allDone, cards, work } from './window.ts'

test('[U11] work that waits for an overloaded server says so, counts down, and can be cancelled', async ({ page }) => {
  const studio = await startStudio({ misbehave: 'unavailable=1' })
  await page.goto(studio.address)
  const first = page.getByRole('list', { name: 'Views' }).getByRole('listitem').first()
  await expect(first).toHaveText(/503/, { timeout: 30_000 })
  await page.getByRole('button', { name: /1 running/ }).click()
  await expect(page.getByText(/waiting for the server/)).toBeVisible()
  await page.keyboard.press('Escape')
  await work(page, 'Scenes')
    .first()
    .getByRole('button', { name: /^Cancel/ })
    .click()
  await expect(work(page, 'Scenes').first()).toHaveAccessibleName(/Cancelled/)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('button', { name: /running/ })).toHaveCount(0)
  await studio.stop()
})

test('[U12] a studio that dies in the middle and is started again goes on, and the window with it', async ({
  page,
}) => {
  test.setTimeout(150_000)
  const first = await startStudio()
  await page.goto(first.address)
  await expect(page.getByRole('list', { name: 'Views' }).getByRole('button').first()).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Chef', exact: true }).click()
  await first.kill()
  await expect(page.getByText('The studio does not answer.')).toBeVisible()
  const second = await startStudio({ folder: first.folder, port: first.port })
  await expect(page.getByText('The studio does not answer.')).toBeHidden({ timeout: 15_000 })
  await expect(page.getByRole('button', { name: 'Chef', exact: true })).toHaveAttribute('aria-current', 'true')
  await allDone(page)
  await expect(cards(page, 'Finals')).toHaveCount(1)
  await second.stop()
  await first.stop()
})
