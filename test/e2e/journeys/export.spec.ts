import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { unwrap } from '../../../src/contract/index.ts'
import { restoreLibrary } from '../../../src/core/library/backup/backup.ts'
import { readLibrary } from '../../../src/core/library/open.ts'
import { expect, type OpenedStudio, test } from '../hosts.ts'
import { exiftool, hasPerl, WITHOUT_PERL } from '../../builders/exiftool.ts'
import { cards, lane, runLane, seriousFindings, settled, themesIn } from '../window.ts'

test.describe.configure({ mode: 'serial' })

let studio: OpenedStudio
let page: Page
let folder = ''
let client = ''

test.beforeAll(async ({ open }) => {
  test.setTimeout(300_000)
  folder = await mkdtemp(join(tmpdir(), 'studio-delivered-'))
  client = join(folder, 'Client')
  // Every request takes half a minute: one that was begun is under way for as long as anything here takes.
  studio = await open({ made: true, misbehave: 'unknown-slow=1' })
  page = studio.page()
  await expect(cards(page, 'Finals')).toHaveCount(1)
})
test.afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
})

const panel = () => page.getByRole('complementary', { name: 'Export settings' })
const button = () => panel().getByRole('button', { name: /^Export \d|^Export $|^Export$/ })
const outcome = () => page.getByRole('region', { name: 'What was exported' })
/** Says where to: in the system's dialog where there is one, by its whole path in a browser. */
const exportTo = async (place: string): Promise<void> => {
  const field = panel().getByLabel('Folder on this machine')
  if (studio.kind === 'web') {
    await panel().getByRole('radio', { name: 'Folder', exact: true }).click()
    return await field.fill(place)
  }
  await studio.choose(place)
  await panel().getByRole('button', { name: 'Choose…' }).click()
  await expect(field).toHaveValue(place)
}
const chooseFormat = async (title: string): Promise<void> => {
  await panel()
    .getByRole('button', { name: /^Format/ })
    .click()
  await page.getByRole('menuitemradio', { name: new RegExp(`^${title}`, 'i') }).click()
}
const files = async (): Promise<readonly string[]> => (await readdir(client)).toSorted()

/** The hash of the final on the board, which its card carries. */
const finalOnBoard = async (): Promise<string> => {
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  return (await cards(page, 'Finals').first().getAttribute('data-card')) ?? ''
}

test('[U70] the Export screen teaches, shows names before anything is written, and writes the bytes that came', async () => {
  await page.keyboard.press('Shift+E')
  await expect(page.getByText('Nothing is approved yet')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Export' })).toBeVisible()
  await expect(button()).toHaveAttribute('aria-disabled', 'true')
  const final = await finalOnBoard()
  await cards(page, 'Finals').first().click()
  await page.keyboard.press('a')
  await cards(page, 'Matched portraits').first().click()
  await page.keyboard.press('a')
  await page.keyboard.press('Shift+E')
  await page.getByRole('radio', { name: 'Approved' }).click()
  await expect(page.getByRole('heading', { name: '2 pictures, approved' })).toBeVisible()
  await panel().getByLabel('File name').fill('{identity}-{step}-{wrong}')
  await expect(panel().getByRole('alert')).toContainText('{wrong}')
  await panel().getByLabel('File name').fill('{identity}-{step}')
  const list = page.getByRole('list', { name: 'Pictures to export' })
  await expect(list.getByText('Conductor-final.png')).toBeVisible()
  await panel().getByLabel('Folder on this machine').fill('not/whole')
  await expect(panel().getByText('Write the whole path of a folder.').first()).toBeVisible()
  await exportTo(client)
  await expect(panel().getByText('It will be made.')).toBeVisible()
  await button().click()
  await expect(outcome().getByText('2 files')).toBeVisible()
  await expect(outcome().getByRole('list', { name: 'Files' })).toContainText('Conductor-final.png')
  expect(await files()).toEqual(['Conductor-final.png', 'Conductor-portrait.png'])
  const bytes = await readFile(join(client, 'Conductor-final.png'))
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(final)
})

test('[U71] a name that is taken is asked about, and the last export is one key away', async () => {
  await panel().getByRole('radio', { name: 'Ask' }).click()
  await expect(page.getByText('name taken').first()).toBeVisible()
  await button().click()
  await page
    .getByRole('dialog', { name: 'Some names are taken' })
    .getByRole('button', { name: 'Number the new files' })
    .click()
  await expect(outcome().getByText('Conductor-final (2).png')).toBeVisible()
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  await page.keyboard.press('Control+Shift+E')
  await expect(outcome().getByText('Conductor-final (3).png')).toBeVisible()
  expect(await files()).toHaveLength(6)
})

test('[U70] settings are kept by name, and a browser is handed a zip', async () => {
  await chooseFormat('JPEG')
  await panel().getByLabel('Longest side in pixels').fill('400')
  await page.keyboard.press('Enter')
  await panel().getByRole('button', { name: 'Save as preset' }).click()
  await panel().getByLabel('Name of the preset').fill('Mail')
  await page.keyboard.press('Enter')
  await expect(panel().getByRole('button', { name: 'Preset: Mail' })).toBeVisible()
  const asZip = panel().getByRole('radio', { name: 'Download as zip' })
  if (studio.kind === 'desktop') return await expect(asZip).toHaveCount(0)
  await asZip.click()
  await button().click()
  const save = outcome().getByRole('button', { name: /^Save pictures-/ })
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
  const zip = await readFile(await download.path())
  expect(zip.subarray(0, 2).toString()).toBe('PK')
  expect(zip.includes('Conductor-final.jpg')).toBe(true)
  expect(zip.includes('digitalsourcetype/trainedAlgorithmicMedia')).toBe(true)
})

const FORMATS = { original: 'png', png: 'png', jpeg: 'jpg', webp: 'webp', avif: 'avif', tiff: 'tif' } as const
const MIME = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', avif: 'image/avif', tif: 'image/tiff' } as const

test(`[U75] every format is read back by exiftool, a composite as what it is${WITHOUT_PERL}`, async ({ browser }) => {
  test.skip(!hasPerl)
  test.setTimeout(240_000)
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  await cards(page, 'Scenes').first().click()
  await cards(page, 'Matched portraits').first().click()
  await lane(page, 'Finals')
    .getByRole('button', { name: /^Ladder of strategies/ })
    .click()
  await page.getByRole('menuitemcheckbox', { name: /^Local composite/ }).click()
  await page.keyboard.press('Escape')
  expect(await runLane(page, 'Finals')).toMatch(/Requests\s*0/)
  const composite = lane(page, 'Finals').getByRole('button', { name: /by local composite/ })
  await expect(composite).toHaveCount(1, { timeout: 60_000 })
  await composite.click()
  await page.keyboard.press('a')
  await page.keyboard.press('Shift+E')
  await page.getByRole('radio', { name: 'Approved' }).click()
  await expect(page.getByRole('heading', { name: '3 pictures, approved' })).toBeVisible()

  const delivered = join(folder, 'Delivered')
  await exportTo(delivered)
  for (const format of Object.keys(FORMATS)) {
    await chooseFormat(format)
    await panel().getByLabel('File name').fill(`{n}-${format}`)
    await expect(page.getByRole('list', { name: 'Pictures to export' })).toContainText(`03-${format}`)
    await button().click()
    await expect(outcome().getByRole('list', { name: 'Files' })).toContainText(`03-${format}`, { timeout: 60_000 })
  }

  const made = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
  const puttogether = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia'
  const sourceOf = (n: string) => (n === '03' ? puttogether : made)
  expect(
    exiftool(delivered).map((facts) => [
      facts['FileName'],
      facts['MIMEType'],
      facts['ImageHeight'],
      // The profile of a PNG is packed, and Perl unpacks with a module that not every machine has.
      facts['MIMEType'] === 'image/png' ? 'packed' : facts['ProfileDescription'],
      facts['DigitalSourceType'],
    ]),
  ).toEqual(
    ['01', '02', '03'].flatMap((n) =>
      Object.entries(FORMATS)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([format, ending]) =>
          format === 'original'
            ? [`${n}-original.png`, 'image/png', 1200, 'packed', undefined]
            : [`${n}-${format}.${ending}`, MIME[ending], 400, ending === 'png' ? 'packed' : 'sRGB', sourceOf(n)],
        ),
    ),
  )
  // The browser's own decoders, which are no part of the studio; none of them reads TIFF.
  const reader = await browser.newPage()
  for (const [format, ending] of Object.entries(FORMATS).filter(([, one]) => one !== 'tif')) {
    await reader.goto(pathToFileURL(join(delivered, `03-${format}.${ending}`)).href)
    expect(await reader.evaluate<number>('document.images[0].naturalHeight')).toBe(format === 'original' ? 1200 : 400)
  }
  await reader.close()
})

test('[U72] a client with only a browser reviews, and the review comes back', async ({ browser }) => {
  await exportTo(client)
  await panel().getByRole('checkbox', { name: 'Pictures' }).uncheck()
  await panel().getByRole('checkbox', { name: 'Review page' }).check()
  await panel().getByLabel('Title of the page').fill('<b>Spring</b> campaign')
  await panel().getByRole('checkbox', { name: 'Contact sheet' }).check()
  await button().click()
  await expect(outcome().getByText('.html')).toBeVisible()
  await expect(outcome().getByText('.pdf')).toBeVisible()
  const html = (await files()).find((name) => name.endsWith('.html')) ?? ''
  expect(
    (await readFile(join(client, (await files()).find((name) => name.endsWith('.pdf')) ?? '')))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')

  const context = await browser.newContext({ offline: true, acceptDownloads: true })
  const reviewer = await context.newPage()
  const errors: string[] = []
  const asked: string[] = []
  reviewer.on('pageerror', (error) => errors.push(error.message))
  reviewer.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  reviewer.on('request', (request) => asked.push(request.url().slice(0, 5)))
  await reviewer.goto(pathToFileURL(join(client, html)).href)
  await expect(reviewer.getByRole('heading', { name: '<b>Spring</b> campaign' })).toBeVisible()
  const pictures = reviewer.getByRole('button', { name: /^Look at/ })
  await expect(pictures).toHaveCount(3)
  const isDrawn = await reviewer
    .locator('.open img')
    .first()
    .evaluate((image) => 'naturalWidth' in image && image.naturalWidth)
  expect(isDrawn).toBeGreaterThan(100)
  expect(await seriousFindings(reviewer)).toEqual([])
  await pictures.first().click()
  await reviewer.keyboard.press('4')
  await reviewer.keyboard.press('a')
  await expect(reviewer.getByRole('button', { name: '✓ Approved' })).toBeVisible()
  await reviewer.getByLabel('Comment').fill('More light on the <face>, please.')
  await reviewer.getByRole('button', { name: 'Side by side' }).click()
  await expect(reviewer.locator('.stage img')).toHaveCount(2)
  await reviewer.getByRole('button', { name: 'Wipe' }).click()
  const divider = reviewer.getByRole('slider', { name: 'How much of A is seen' })
  await divider.fill('20')
  expect(
    await reviewer
      .locator('.line-between')
      .evaluate((line) => 'style' in line && String(Reflect.get(Object(line.style), 'left'))),
  ).toBe('20%')
  expect(await seriousFindings(reviewer)).toEqual([])
  await reviewer.getByRole('button', { name: 'Back' }).click()
  await expect(reviewer.getByText('1 of 3 reviewed')).toBeVisible()
  await reviewer.getByRole('button', { name: 'Save my review' }).click()
  await expect(reviewer.getByText('Write your name first')).toBeVisible()
  await reviewer.getByLabel('Your name').fill('Kim')
  const [download] = await Promise.all([
    reviewer.waitForEvent('download'),
    reviewer.getByRole('button', { name: 'Save my review' }).click(),
  ])
  const review = join(folder, 'review.json')
  await download.saveAs(review)
  await context.close()
  expect(errors).toEqual([])
  expect(asked.filter((url) => url !== 'file:' && url !== 'data:' && url !== 'blob:')).toEqual([])

  await page.locator('[data-review-file]').setInputFiles(review)
  await expect(page.getByText('The review of Kim. Taken in: stars for 1 picture, 1 comment.')).toBeVisible()
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  const final = lane(page, 'Finals').getByRole('button', { name: /by scene views/ })
  await expect(final).toHaveAccessibleName(/4 stars/)
  await page.keyboard.press('Control+z')
  await expect(final).not.toHaveAccessibleName(/4 stars/)
  await writeFile(review, '{"format":"other"}')
  await page.keyboard.press('Shift+E')
  await page.locator('[data-review-file]').setInputFiles(review)
  await expect(page.getByText('This is no review that can be taken in')).toBeVisible()
})

test('[U73] the library is backed up from its window while a run is under way, and is whole elsewhere', async () => {
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  await runLane(page, 'Scenes')
  const running = page.getByRole('button', { name: /1 running/ })
  await expect(running).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('back up')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Back up the library' })
  const to = join(folder, 'backup.zip')
  const field = dialog.getByLabel('Where to, on this machine')
  if (studio.kind === 'web') await field.fill(to)
  else {
    await studio.choose(to)
    await dialog.getByRole('button', { name: 'Choose…' }).click()
    await expect(field).toHaveValue(to)
  }
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Back up', exact: true }).click()
  await expect(dialog.getByRole('status')).toContainText('every request are in', { timeout: 30_000 })
  await page.keyboard.press('Escape')
  await running.click()
  await page.getByRole('dialog', { name: 'Runs' }).getByRole('button', { name: 'Cancel' }).click()
  await expect(running).toBeHidden()
  await page.keyboard.press('Escape')

  const elsewhere = join(folder, 'elsewhere')
  unwrap(await restoreLibrary(to, elsewhere))
  const reader = unwrap(readLibrary({ folder: elsewhere }))
  expect((await reader.verify()).findings).toEqual([])
  // The request that was out when the backup was taken is in it, and nobody knows there how it ended.
  expect(reader.history({ limit: 1 })).toMatchObject([
    { step: 'scene', reason: 'outcome unknown, maybe billed', image: null },
  ])
  reader.close()
})

test('[U22] an original is saved from the picture itself, byte by byte', async () => {
  const originals = join(folder, 'Originals')
  await mkdir(originals)
  const saved = join(originals, 'saved.png')
  await page.keyboard.press('b')
  const final = lane(page, 'Finals').getByRole('button', { name: /by scene views/ })
  await final.click()
  await studio.choose(originals)
  if (studio.kind === 'web') {
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')])
    await download.saveAs(saved)
  } else {
    await page.keyboard.press('Control+s')
    await expect.poll(async () => (await readdir(originals)).filter((name) => /^[^.]/.test(name))).toHaveLength(1)
    await rename(join(originals, (await readdir(originals))[0] ?? ''), saved)
  }
  const sha256 = createHash('sha256')
    .update(await readFile(saved))
    .digest('hex')
  expect(sha256).toBe(await final.getAttribute('data-card'))
})

test('[U74] nobody is kept out of Export, in any theme, and the window reports no error', async () => {
  const found: string[] = []
  for (const theme of themesIn(studio)) {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('radio', { name: theme, exact: true }).click()
    await page.keyboard.press('Shift+E')
    await expect(panel()).toBeVisible()
    await settled(page)
    found.push(...(await seriousFindings(page)))
  }
  expect(found).toEqual([])
  expect(studio.errors).toEqual([])
})
