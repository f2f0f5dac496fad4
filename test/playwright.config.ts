import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { defineConfig } from '@playwright/test'

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The system's Chromium: named by CHROMIUM, or found on the path; else the one Playwright brings, if it was installed. */
const chromium = (): string | undefined =>
  process.env['CHROMIUM'] ??
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => CHROMIUMS.map((name) => join(folder, name)))
    .find((file) => existsSync(file))

const executablePath = chromium()

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../node_modules/.cache/playwright',
  // Figures are measured and pictures are compared: one browser at a time.
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [['line'], ['json', { outputFile: '../node_modules/.cache/playwright-results.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Colours are asserted as numbers: whatever the machine's screen, none is converted.
        '--force-color-profile=srgb',
      ],
    },
  },
})
