import { expect, type Locator, type Page } from '@playwright/test'
import { type OpenedStudio, test } from '../hosts.ts'
import { allDone, cards, lane, runLane, seriousFindings, settled } from '../window.ts'

test.describe.configure({ mode: 'serial' })

let studio: OpenedStudio
let page: Page

test.beforeAll(async ({ open }) => {
  test.setTimeout(300_000)
  studio = await open({ made: true, misbehave: 'block-finals=1' })
  page = studio.page()
})

test.afterAll(async () => {
  expect(studio.errors).toEqual([])
  await studio.close()
})

const requests = () => page.getByRole('listbox', { name: 'Requests' })
const request = () => page.getByRole('complementary', { name: 'Request' })
const runs = () => page.getByRole('list', { name: 'Queued runs' }).getByRole('group')
const work = () => page.getByRole('list', { name: /^Work of run/ }).getByRole('listitem')

/** Drags one thing to just above another, and looks for the line that says where it will be. */
const drag = async (one: Locator, to: Locator): Promise<void> => {
  const [from, goal] = [(await one.boundingBox())!, (await to.boundingBox())!]
  await page.mouse.move(from.x + 200, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(goal.x + 200, goal.y + goal.height / 2, { steps: 6 })
  await page.mouse.move(goal.x + 200, goal.y + 4)
  await expect(page.locator('[data-drop=before]')).toHaveCount(1)
  await page.mouse.up()
  await expect(page.locator('[data-drop]')).toHaveCount(0)
}

test('[U60] a blocked request is found by its words and opened by keys alone, and copied without the key', async () => {
  test.setTimeout(120_000)
  await cards(page, 'Scenes').first().click()
  await cards(page, 'Matched portraits').first().click()
  await lane(page, 'Finals').getByRole('button', { name: 'Finals to have: one more' }).click()
  await runLane(page, 'Finals')
  // Every rung is blocked but the last, which nobody can block: the picture that it puts together is the end of the run.
  await expect(cards(page, 'Finals')).toHaveCount(2, { timeout: 90_000 })
  await allDone(page)

  await page.keyboard.press('q')
  await expect(requests().getByRole('option').first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('"film frame" OTHER')
  await expect(requests().getByRole('option').first()).toHaveText(/OTHER/)
  await page.keyboard.press('Enter')
  await expect(requests()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(request()).toBeFocused()
  await expect(request()).toContainText('Blocked')
  await expect(request()).toContainText('film frame')
  await expect(request().getByRole('img', { name: 'view' }).first()).toBeVisible()

  await request().getByRole('button', { name: 'Copy' }).click()
  await page.getByRole('menuitem', { name: 'Copy as curl, pictures from the library' }).click()
  await expect(page.getByText('is on the clipboard')).toBeVisible()
  const command = await studio.copied()
  expect(command).toContain('x-goog-api-key: $GEMINI_API_KEY')
  expect(command).toMatch(/base64 < 'blobs\/[0-9a-f]{2}\/[0-9a-f]{64}'/)
  await request().getByRole('button', { name: 'Copy' }).click()
  await page.getByRole('menuitem', { name: 'Copy as JSON' }).click()
  await expect.poll(async () => (await studio.copied()).slice(0, 1)).toBe('{')
  expect(JSON.parse(await studio.copied())).toMatchObject({
    status: 'blocked',
    reason: 'OTHER',
    sends: [{ number: 1 }],
  })

  await page.getByRole('button', { name: 'Totals' }).click()
  await expect(
    page.getByRole('region', { name: 'Totals' }).getByRole('img', { name: /Requests by day.*blocked/ }),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(request()).toHaveCount(0)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await page.getByRole('button', { name: 'Totals' }).click()
})

test('[U60] what no request holds says how to search', async () => {
  await page.keyboard.press('/')
  await page.keyboard.type('"<img src=x onerror=alert(1)> nothing of the kind')
  await expect(page.getByText('No request matches.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(requests()).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveValue('')
})

test('[U60] what is filtered by is set behind one button and stands beside it until it is left out', async () => {
  const all = await page.getByRole('search').getByRole('status').textContent()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('button', { name: 'Status: Any status' }).click()
  await page.getByRole('menuitemradio', { name: 'Blocked' }).click()
  await page.getByRole('button', { name: 'Time: Any time' }).click()
  await page.getByRole('menuitemradio', { name: 'Last 7 days' }).click()
  await expect(page.getByLabel('From', { exact: true })).not.toHaveValue('')
  await settled(page)
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Filter 2 set' })).toBeFocused()
  await expect(requests().getByRole('option').first()).toHaveText(/OTHER/)
  await expect(requests().locator('[data-status]:not([data-status=blocked])')).toHaveCount(0)
  await page.getByRole('button', { name: /^Time from .*: leave it out$/ }).click()
  await page.getByRole('button', { name: 'Status Blocked: leave it out' }).click()
  await expect(page.getByRole('search').getByRole('status')).toHaveText(all ?? '')
})

test('[U61] the queue is paused, put in order by keys and by the pointer, thinned out, and gone on with', async () => {
  test.setTimeout(180_000)
  await page.keyboard.press('Shift+Q')
  await expect(page.getByRole('button', { name: /^Paused/ })).toBeVisible()
  for (const name of ['Conductor', 'Chef']) {
    await page.keyboard.press('b')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name, exact: true }).click()
    await lane(page, 'Scenes').getByRole('button', { name: 'Scenes to have: one more' }).click()
    await runLane(page, 'Scenes')
  }
  await page.keyboard.press('q')
  await expect(runs()).toHaveCount(2)
  await expect(runs().first()).toHaveAccessibleName(/Conductor/)
  await expect(runs().last()).toHaveAccessibleName(/Chef/)
  await runs().first().focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(runs().first()).toHaveAccessibleName(/Chef/)

  const chefs = page
    .getByRole('list', { name: /^Work of run/ })
    .first()
    .getByRole('listitem')
  const names = async (): Promise<readonly string[]> =>
    await chefs.evaluateAll((all) => all.map((one) => one.dataset['job'] ?? ''))
  await expect.poll(async () => (await names()).length).toBeGreaterThan(1)
  const before = await names()
  await chefs.last().focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(names).toEqual([...before.slice(0, -2), before.at(-1), before.at(-2)])

  // By the pointer: a line shows where it will go. The last piece goes in front of the first, and the second run to the top.
  const after = await names()
  await drag(chefs.last(), chefs.first())
  await expect.poll(names).toEqual([after.at(-1), ...after.slice(0, -1)])
  await drag(runs().last(), runs().first())
  await expect(runs().first()).toHaveAccessibleName(/Conductor/)
  await drag(runs().last(), runs().first())
  await expect(runs().first()).toHaveAccessibleName(/Chef/)

  await page.reload()
  await expect(runs().first()).toHaveAccessibleName(/Chef/)
  await expect(page.getByRole('button', { name: /^Paused/ })).toBeVisible()
  await settled(page)
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('queue.png') })

  await chefs
    .first()
    .getByRole('button', { name: /^Cancel/ })
    .click()
  await expect(work().filter({ hasText: 'Cancelled' })).toHaveCount(1)
  await page.getByRole('button', { name: 'Go on', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Paused/ })).toHaveCount(0)
  await allDone(page)
})
