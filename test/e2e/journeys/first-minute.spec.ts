import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, type OpenedStudio, test } from '../hosts.ts'
import { allDone, cards, lane, runLane } from '../window.ts'

const PHOTOS = join(import.meta.dirname, '../../../resources/samples/subject/photos')

/** Everything that has ever gone wrong with a name: markup, a picture that runs, other directions, and sheer length. */
const HOSTILE = '<img src=x onerror="document.title=1"><svg onload=alert(1)>\u202Egnp.exe'

/** Drops files and folders of this machine where a part of the page is, as a file manager does. */
const drop = async (page: Page, on: Locator, files: readonly string[]): Promise<void> => {
  const place = await on.boundingBox()
  if (!place) throw new Error('Nothing is there to drop files on.')
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      type,
      x: place.x + place.width / 2,
      y: place.y + 20,
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    })
  await session.detach()
}

test.describe.configure({ mode: 'serial' })

let studio: OpenedStudio
let page: Page

test.beforeAll(async ({ open }) => {
  studio = await open()
  page = studio.page()
})

test.afterAll(async () => await studio.close())

test('[U1] a new library shows the sample subject with three identities being made, and then made', async () => {
  test.setTimeout(150_000)
  await expect(page.getByRole('region', { name: 'Subjects' }).getByRole('listitem')).toHaveText([/Mara Ellin/])
  await expect(page.getByRole('region', { name: 'Identities' }).getByRole('listitem')).toHaveCount(3)
  await expect(page.getByRole('status').filter({ hasText: 'being made on the built-in simulator' })).toBeVisible()
  await expect(page.getByRole('button', { name: /1 running/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'First steps' }).getByRole('listitem')).toHaveCount(3)
  await allDone(page)
  await expect(cards(page, 'Scenes')).toHaveCount(1)
  await expect(cards(page, 'Matched portraits')).toHaveCount(1)
  await expect(cards(page, 'Finals')).toHaveCount(1)
  await expect(page.getByRole('list', { name: 'Views' }).getByRole('button')).toHaveCount(5)
  const loaded = await cards(page, 'Finals')
    .locator('img')
    .evaluate((image) => 'naturalWidth' in image && image.naturalWidth)
  expect(loaded).toBeGreaterThan(100)
})

test('[U2] a lane says what stands in its way, and a plan what it will ask for, before anything is sent', async () => {
  const run = lane(page, 'Matched portraits').getByRole('button', { name: 'Run', exact: true })
  await expect(run).toHaveAttribute('aria-disabled', 'true')
  await expect(lane(page, 'Matched portraits').getByText('Needs a picked scene.')).toBeVisible()
  await run.click({ force: true })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await lane(page, 'Scenes').getByRole('button', { name: 'Run', exact: true }).click()
  const planned = page.getByRole('dialog').getByRole('list', { name: 'What runs' }).getByRole('listitem')
  await expect(planned).toHaveText([/^scene, variant 1\s*stored already/, /^scene, variant 2\s*a request/])
  await page.keyboard.press('Escape')
  const said = await runLane(page, 'Scenes')
  expect(said).toMatch(/Requests\s*1\s*Stored already\s*1\s*Cost\s*\$0\.00\s*Engine\s*simulator/)
  await allDone(page)
  await expect(cards(page, 'Scenes')).toHaveCount(2)
})

test('[U3] picking a scene narrows what follows to what was made from it and draws the ties', async () => {
  await expect(cards(page, 'Matched portraits')).toHaveCount(1)
  await cards(page, 'Scenes').first().click()
  await expect(cards(page, 'Matched portraits')).toHaveCount(0)
  await expect(lane(page, 'Matched portraits').getByText('Nothing here was made from what is picked.')).toBeVisible()
  expect(await runLane(page, 'Matched portraits')).toMatch(/Requests\s*1/)
  await allDone(page)
  await expect(cards(page, 'Matched portraits')).toHaveCount(1)
  await expect(page.locator('[data-ties] path')).toHaveCount(1)
  await cards(page, 'Matched portraits').first().click()
  expect(await runLane(page, 'Finals')).toMatch(/Requests\s*1/)
  await allDone(page)
  await expect(cards(page, 'Finals')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(cards(page, 'Finals')).toHaveCount(2)
})

test('[U4] keys rate, flag, label and approve what is selected, one undo takes back one action', async () => {
  await cards(page, 'Finals').first().click()
  await cards(page, 'Finals')
    .nth(1)
    .click({ modifiers: ['Control'] })
  await expect(page.getByText('2 pictures selected')).toBeVisible()
  const first = cards(page, 'Finals').first()
  await page.keyboard.press('4')
  await page.keyboard.press('p')
  await page.keyboard.press('8')
  await page.keyboard.press('a')
  for (const card of await cards(page, 'Finals').all())
    await expect(card).toHaveAccessibleName(/4 stars, picked, green label, approved/)
  await page.keyboard.press('Control+z')
  await expect(first).not.toHaveAccessibleName(/approved/)
  await page.keyboard.press('Control+Shift+Z')
  await expect(first).toHaveAccessibleName(/approved/)
  await page.reload()
  await expect(first).toHaveAccessibleName(/4 stars, picked, green label, approved/)
  await first.click()
  await page.keyboard.press('Shift+P')
  await expect(first).toHaveAccessibleName(/picked/)
  await expect(cards(page, 'Finals').nth(1)).toHaveAccessibleName(/rejected/)
})

test('[U5] a note is kept, at a point of the picture where one was clicked, and stays at it', async () => {
  await cards(page, 'Scenes').first().click()
  await page.keyboard.press('e')
  await page.getByRole('button', { name: 'Pin a note to a point' }).click()
  const loupe = page.getByRole('region', { name: 'Loupe' })
  const stage = (await loupe.getByRole('img').boundingBox())!
  const point = { x: stage.x + stage.width * 0.45, y: stage.y + stage.height * 0.4 }
  await page.mouse.click(point.x, point.y)
  await expect(page.getByRole('textbox', { name: 'A note about the point that was clicked' })).toBeFocused()
  await page.keyboard.type('The hand is lost.')
  await page.keyboard.press('Enter')
  const pin = loupe.getByRole('note', { name: 'Note 1: The hand is lost.' })
  const isAtPoint = async (): Promise<void> => {
    const at = (await pin.boundingBox())!
    expect(Math.abs(at.x + at.width / 2 - point.x)).toBeLessThan(2)
    expect(Math.abs(at.y + at.height / 2 - point.y)).toBeLessThan(2)
  }
  await expect(pin).toBeVisible()
  await isAtPoint()
  await page.mouse.move(point.x, point.y)
  await page.mouse.wheel(0, -500)
  await expect(loupe.getByText(/^\d+ %$/)).toBeVisible()
  await expect(isAtPoint).toPass({ timeout: 5000 })
  await page.mouse.down()
  await page.mouse.move(point.x + 60, point.y + 30, { steps: 3 })
  await page.mouse.up()
  const moved = (await pin.boundingBox())!
  expect(Math.abs(moved.x + moved.width / 2 - point.x - 60)).toBeLessThan(2)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(loupe).toHaveCount(0)
})

test('[U6] the keyboard alone goes everywhere, and every key on the sheet can be given another', async () => {
  await page.keyboard.press('g')
  await expect(page.getByRole('region', { name: 'All pictures' }).locator('[data-card]').first()).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('1 picture selected')).toBeVisible()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByText('2 pictures selected')).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('region', { name: 'Compare' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' }).getByText('Flag as pick')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('settings')
  await page.keyboard.press('Enter')
  const key = page.getByRole('button', { name: /^Flag as pick:/ })
  await key.click()
  await page.keyboard.press('k')
  await expect(key).toHaveAccessibleName('Flag as pick: K')
  await page.getByRole('button', { name: 'Reset the key for Flag as pick' }).click()
  await expect(key).toHaveAccessibleName('Flag as pick: P')
  await page.keyboard.press('Escape')
  await page.keyboard.press('b')
  await expect(lane(page, 'Scenes')).toBeVisible()
})

test('[U7] photos are judged on the spot, and a subject is made of those that are taken', async () => {
  await page.getByRole('button', { name: 'New subject' }).click()
  const dialog = page.getByRole('dialog', { name: 'New subject' })

  // A folder is opened; what lies deeper in it is left alone.
  const folder = await mkdtemp(join(tmpdir(), 'photos-'))
  await mkdir(join(folder, 'deeper'))
  await copyFile(join(PHOTOS, 'profile.jpg'), join(folder, 'profile.jpg'))
  await drop(page, dialog.getByRole('region', { name: 'Photos' }), [folder])
  await expect(dialog.getByText('A good photo.')).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Remove profile.jpg' }).click()
  await rm(folder, { recursive: true })

  await dialog
    .locator('input[type=file]')
    .setInputFiles(
      await Promise.all(
        [
          [`${'é'.repeat(110)}.jpg`, join(PHOTOS, 'front-1.jpg')] as const,
          ['front-1.jpg', join(PHOTOS, 'front-1.jpg')] as const,
          ['profile.jpg', join(PHOTOS, 'profile.jpg')] as const,
          ['first-minute.spec.ts', import.meta.filename] as const,
        ].map(async ([name, path]) => ({ name, mimeType: 'image/jpeg', buffer: await readFile(path) })),
      ),
    )
  await expect(dialog.getByText('This is not a picture.')).toBeVisible()
  await expect(dialog.getByText('A good photo.')).toHaveCount(2)
  // What cannot be shown leaves a blank place, not a browser's broken picture.
  await expect(dialog.locator('img:visible')).toHaveCount(3)
  await expect(dialog.getByText('is the same picture as')).toBeVisible()
  const wider = await dialog
    .getByRole('region', { name: 'Photos' })
    .evaluate(({ scrollWidth, clientWidth }: { scrollWidth: number; clientWidth: number }) => scrollWidth - clientWidth)
  expect(wider).toBeLessThanOrEqual(0)
  await expect(dialog.getByRole('button', { name: 'Add subject' })).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByLabel('Name').fill(HOSTILE)
  await dialog.getByLabel('Hair colour').fill('dark brown')
  await dialog.getByLabel('Eye colour').fill('green')
  await dialog.getByRole('button', { name: 'Add subject' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('list', { name: 'Photos' }).getByRole('img')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Make the views' })).toBeVisible()
})

test('[U8] hostile names are shown as text and break nothing', async () => {
  await page.getByRole('button', { name: 'New identity' }).click()
  const dialog = page.getByRole('dialog', { name: 'New identity' })
  await dialog.getByLabel('Name').fill('א'.repeat(60) + '<b>bold</b>')
  await dialog.getByLabel('Category').fill('x')
  await dialog.getByLabel('“I am” statement').fill('w'.repeat(1000))
  await dialog.getByLabel('The moment to show').fill('<script>alert(1)</script>'.repeat(100))
  await dialog.getByRole('button', { name: 'Add identity' }).click()
  await expect(dialog).toBeHidden()
  await expect(
    page.getByRole('region', { name: 'Subjects' }).getByText('<img src=x onerror', { exact: false }),
  ).toBeVisible()
  await expect(page.getByText('<b>bold</b>').first()).toBeVisible()
  expect(await page.title()).toBe('Identity Studio')
  const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  expect(wide).toBeLessThanOrEqual(0)
  const column = await page.getByRole('navigation', { name: 'Subjects and identities' }).boundingBox()
  expect(column?.width).toBe(208)
})

test('[U10] the window reports no error of its own', () => {
  expect(studio.errors).toEqual([])
})
