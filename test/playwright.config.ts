import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { defineConfig } from '@playwright/test'
import type { HostKind } from './e2e/hosts.ts'

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The system's Chromium: named by CHROMIUM, or found on the path; else the one Playwright brings, if it was installed. */
const chromium = (): string | undefined =>
  process.env['CHROMIUM'] ??
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => CHROMIUMS.map((name) => join(folder, name)))
    .find((file) => existsSync(file))

const executablePath = chromium()

export default defineConfig<object, { host: HostKind }>({
  testDir: '.',
  globalTeardown: './e2e/forget-made-library.ts',
  outputDir: '../node_modules/.cache/playwright',
  // Figures are measured and pictures are compared: one browser at a time.
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  // Pictures are drawn and looked at on two busy cores before they are shown.
  expect: { timeout: 20_000 },
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
  projects: [
    // The parts of the window alone, and what only a browser has to show.
    { name: 'parts', testMatch: ['renderer/**/*.spec.ts'] },
    { name: 'web', testMatch: ['e2e/journeys/*.spec.ts', 'e2e/web/*.spec.ts'], use: { host: 'web' } },
    // The same journeys through the built desktop app: Electron where it is there, its stand-in elsewhere.
    { name: 'desktop', testMatch: 'e2e/journeys/*.spec.ts', use: { host: 'desktop' } },
  ],
})
