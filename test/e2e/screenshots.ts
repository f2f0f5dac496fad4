// Takes a picture of every screen, in two sizes, into a folder: node test/e2e/screenshots.ts FOLDER [NAME,NAME] [WIDTH]
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { startStudio } from './studio.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
] as const

const PHOTOS = join(import.meta.dirname, '../../resources/samples/subject/photos')

const card = (page: Page, lane: string, at: number) =>
  page.getByRole('region', { name: lane, exact: true }).locator('[data-card]').nth(at)

/** How to get to each screen from the board. */
const SCREENS: readonly (readonly [name: string, go: (page: Page) => Promise<void>])[] = [
  ['board', async () => {}],
  [
    'board-picked',
    async (page) => {
      await card(page, 'Scenes', 0).click()
      await page.keyboard.press('4')
      await page.keyboard.press('p')
      await card(page, 'Matched portraits', 0).click()
      await page.keyboard.press('5')
      await card(page, 'Finals', 0).click()
    },
  ],
  [
    'loupe',
    async (page) => {
      await card(page, 'Finals', 0).click()
      await page.keyboard.press('e')
    },
  ],
  [
    'grid',
    async (page) => {
      await page.keyboard.press('g')
      await page.locator('[data-card]').nth(4).click()
    },
  ],
  [
    'grid-by-likeness',
    async (page) => {
      await page.keyboard.press('g')
      await page.getByRole('button', { name: /^Sort:/ }).click()
      await page.getByRole('menuitemradio', { name: /^Most like the person first/ }).click()
      await page.locator('[data-card][aria-label*=likeness]').first().waitFor()
    },
  ],
  [
    'picture-menu',
    async (page) => {
      await card(page, 'Scenes', 0).click()
      await card(page, 'Finals', 0).click({ modifiers: ['Control'] })
      await card(page, 'Scenes', 0).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Stars' }).press('ArrowRight')
    },
  ],
  [
    'compare',
    async (page) => {
      await card(page, 'Scenes', 0).click()
      await card(page, 'Matched portraits', 0).click({ modifiers: ['Control'] })
      await card(page, 'Finals', 0).click({ modifiers: ['Control'] })
      await page.keyboard.press('c')
    },
  ],
  [
    'plan',
    async (page) => await page.getByRole('region', { name: 'Scenes' }).getByRole('button', { name: 'Run' }).click(),
  ],
  ['keyboard', async (page) => await page.keyboard.press('?')],
  ['commands', async (page) => await page.keyboard.press('Control+k')],
  [
    'new-subject',
    async (page) => {
      await page.getByRole('button', { name: 'New subject' }).click()
      await page
        .getByRole('dialog')
        .locator('input[type=file]')
        .setInputFiles([join(PHOTOS, 'front-1.jpg'), join(PHOTOS, 'profile.jpg'), import.meta.filename])
      await page.getByText('A good photo').first().waitFor()
    },
  ],
  ['new-identity', async (page) => await page.getByRole('button', { name: 'New identity' }).click()],
  [
    'lineage',
    async (page) => {
      await card(page, 'Finals', 0).click()
      await page.keyboard.press('l')
    },
  ],
  ['trade-off', async (page) => await page.keyboard.press('t')],
  ['prompts', async (page) => await page.keyboard.press('w')],
  [
    'try',
    async (page) => {
      await page.keyboard.press('w')
      await page.getByRole('textbox', { name: 'Scene prompt' }).click()
      await page.keyboard.press('Control+End')
      await page.keyboard.insertText('A cold blue night in the rain.')
      await page.getByRole('tab', { name: 'Try it' }).click()
      await page.getByRole('checkbox', { name: 'Chef' }).click()
      await page.getByText('New words:').waitFor()
      await page.getByRole('button', { name: 'Try it', exact: true }).click()
      await page.getByRole('table', { name: 'The proof' }).waitFor({ timeout: 120_000 })
    },
  ],
  [
    'differs',
    async (page) => {
      await card(page, 'Scenes', 0).click()
      await card(page, 'Finals', 0).click({ modifiers: ['Control'] })
      await page.keyboard.press('Shift+C')
    },
  ],
  ['restore', async (page) => await page.getByRole('button', { name: 'Or restore a backup …' }).click()],
  ['runs', async (page) => await page.keyboard.press('q')],
  [
    'export',
    async (page) => {
      await card(page, 'Finals', 0).click()
      await page.keyboard.press('Shift+E')
    },
  ],
  [
    'backup',
    async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('back up')
      await page.keyboard.press('Enter')
    },
  ],
  [
    'settings-limits',
    async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('heading', { name: 'Limits of the checks' }).scrollIntoViewIfNeeded()
    },
  ],
  ['settings', async (page) => await page.getByRole('button', { name: 'Settings' }).click()],
]

const [folder = 'screenshots', only, width] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const studio = await startStudio(process.env['STUDIO_FOLDER'] ? { folder: process.env['STUDIO_FOLDER'] } : {})
const system = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const browser = await chromium.launch({
  ...(existsSync(system) ? { executablePath: system } : {}),
  args: ['--no-sandbox', '--force-color-profile=srgb'],
})
try {
  const context = await browser.newContext({ viewport: SIZES[0] })
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
  page.on('pageerror', (error) => console.error(error.stack))
  await page.goto(studio.address)
  await page.waitForTimeout(2500)
  await page.screenshot({ path: join(folder, 'first-minute.png') })
  await page.getByText('Nothing is running').waitFor({ timeout: 180_000 })
  const home = `http://127.0.0.1:${studio.port}/`
  for (const size of SIZES) {
    if (width && Number(width) !== size.width) continue
    await page.setViewportSize(size)
    for (const [name, go] of SCREENS) {
      if (only && !only.split(',').includes(name)) continue
      await page.evaluate(() => localStorage.clear())
      await page.goto(home)
      await card(page, 'Scenes', 0).waitFor()
      await go(page)
      await page.mouse.move(5, size.height - 5)
      await page.waitForTimeout(700)
      const path = join(folder, `${name}-${size.width}.png`)
      await page.screenshot({ path })
      console.log(path)
    }
  }
} finally {
  await browser.close()
  await studio.stop()
}
