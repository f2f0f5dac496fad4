import { expect, test } from '../hosts.ts'
import { allDone, cards, lane, runLane, work } from '../window.ts'

test('[U11] work that waits for an overloaded server says so, counts down, and can be cancelled', async ({ open }) => {
  const studio = await open({ misbehave: 'unavailable=1' })
  const page = studio.page()
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

  // What only waits for its turn leaves the lane to the pictures: two stand for all of it.
  await lane(page, 'Scenes').getByRole('textbox', { name: 'Scenes to have' }).fill('12')
  await runLane(page, 'Scenes')
  await expect(lane(page, 'Scenes').getByText(/^And \d+ more queued/)).toBeVisible()
  await expect(work(page, 'Scenes').filter({ hasText: 'Queued' })).toHaveCount(2)
  await studio.close()
})

test('[U11] work that meets an overloaded server now and then waits, is asked for again, and finishes', async ({
  open,
}) => {
  const studio = await open({ made: true, misbehave: 'unavailable=0.5' })
  const page = studio.page()
  await lane(page, 'Scenes').getByRole('textbox', { name: 'Scenes to have' }).fill('4')
  await runLane(page, 'Scenes')
  const counting = work(page, 'Scenes').filter({ hasText: /503, again in \d+ s/ })
  await expect(counting.first()).toBeVisible()
  await allDone(page)
  await expect(cards(page, 'Scenes')).toHaveCount(4)
  await expect(work(page, 'Scenes')).toHaveCount(0)
  expect(studio.errors).toEqual([])
  await studio.close()
})

test('[U12] a studio that dies in the middle and is started again goes on, and the window with it', async ({
  open,
}) => {
  test.setTimeout(150_000)
  const studio = await open()
  const chef = () => studio.page().getByRole('button', { name: 'Chef', exact: true })
  await expect(studio.page().getByRole('list', { name: 'Views' }).getByRole('button').first()).toBeVisible({
    timeout: 30_000,
  })
  await chef().click()
  await studio.die()
  const says = 'The studio does not answer.'
  // The desktop app's window goes with it; a browser's stays, says so, and finds the studio again.
  if (studio.kind === 'web') await expect(studio.page().getByText(says)).toBeVisible()
  await studio.again()
  await expect(studio.page().getByText(says)).toBeHidden({ timeout: 15_000 })
  if (studio.kind === 'web') await expect(chef()).toHaveAttribute('aria-current', 'true')
  else await chef().click()
  await allDone(studio.page())
  await expect(cards(studio.page(), 'Finals')).toHaveCount(1)
  await studio.close()
})
