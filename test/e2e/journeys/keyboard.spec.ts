import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../hosts.ts'
import { allDone, cards, lane } from '../window.ts'

/** Presses Tab until something has the focus, as somebody without a mouse does. */
const tabTo = async (page: Page, goal: Locator): Promise<void> => {
  await expect(goal).toBeVisible()
  for (let presses = 0; presses < 150; presses++) {
    if (await goal.evaluate((element) => element.matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  await expect(goal).toBeFocused()
}

test('[U6] from the board to an approved final without a mouse', async ({ open }) => {
  test.setTimeout(90_000)
  const studio = await open({ made: true })
  const page = studio.page()
  await expect(cards(page, 'Scenes')).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await expect(cards(page, 'Scenes').first()).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('p')
  await expect(cards(page, 'Scenes').first()).toHaveAccessibleName(/picked/)
  await page.keyboard.press('ArrowDown')
  await expect(cards(page, 'Matched portraits').first()).toHaveAttribute('aria-pressed', 'true')

  const finals = lane(page, 'Finals')
  await tabTo(page, finals.getByRole('button', { name: 'Finals to have: one more' }))
  await page.keyboard.press('Enter')
  await tabTo(page, finals.getByRole('button', { name: 'Run', exact: true }))
  await page.keyboard.press('Enter')
  const plan = page.getByRole('dialog', { name: 'Run: finals' })
  await expect(plan.getByRole('button', { name: /^Run [1-9]/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(plan).toBeHidden()
  await expect(cards(page, 'Finals')).toHaveCount(2, { timeout: 30_000 })
  await allDone(page)

  await tabTo(page, cards(page, 'Finals').first())
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByText('2 pictures selected')).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('region', { name: 'Compare' }).first()).toBeVisible()
  await page.keyboard.press('5')
  await page.keyboard.press('Shift+A')
  await page.keyboard.press('Escape')
  await expect(finals.getByRole('button', { name: /5 stars, approved/ })).toHaveCount(1)
  expect(studio.errors).toEqual([])
  await studio.close()
})
