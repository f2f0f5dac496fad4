// The test command: types, lint, format, dead code, then every test. Stops at nothing, so that one look shows all that
// is wrong; ends with one line that counts.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NEEDED = 24
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  console.error(
    `The tests need Node ${NEEDED} or later; this is ${process.version}. "npm ci" brings one, and "npm test" uses it.`,
  )
  process.exit(2)
}

const root = join(import.meta.dirname, '..')
const bin = join(root, 'node_modules', '.bin')
const results = join(root, 'node_modules', '.cache', 'test-results.json')
const only = process.argv.slice(2)

const checks =
  only.length > 0
    ? []
    : [
        { name: 'types', program: 'tsc', args: ['-b'] },
        { name: 'lint', program: 'oxlint', args: ['--type-aware', '--deny-warnings', 'src', 'test'] },
        { name: 'format', program: 'oxfmt', args: ['--check', 'src', 'test'] },
        { name: 'dead code', program: 'knip', args: [] },
      ]

let failures = 0
for (const { name, program, args } of checks) {
  const started = performance.now()
  const { status } = spawnSync(join(bin, program), args, { cwd: root, stdio: 'inherit' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (status !== 0) failures++
}

rmSync(results, { force: true })
const vitest = spawnSync(join(bin, 'vitest'), ['run', '--config', 'test/vitest.config.ts', ...only], {
  cwd: root,
  stdio: 'inherit',
})
const counted = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : null
const failed =
  failures + (counted ? counted.numFailedTests : 0) + (counted && vitest.status === 0 ? 0 : Number(!counted))
const passed = checks.length - failures + (counted ? counted.numPassedTests : 0)
const skipped = counted ? counted.numPendingTests + counted.numTodoTests : 0
// A file that does not even load fails no test; the runner's own verdict counts it.
const broken = vitest.status !== 0 && failed === 0 ? 1 : 0

const { chromium } = await import('@playwright/test')

/** A browser for the tests that drive the built window: the system's, or the one Playwright was told to fetch. */
const hasChromium = () => {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  if (process.env.CHROMIUM || folders.some((folder) => names.some((name) => existsSync(join(folder, name)))))
    return true
  return existsSync(chromium.executablePath())
}

/** One run of Playwright; how many tests passed, failed and were left out. */
const drive = (projects, workers) => {
  const report = join(root, 'node_modules', '.cache', 'playwright-results.json')
  rmSync(report, { force: true })
  const { status } = spawnSync(
    join(bin, 'playwright'),
    [
      'test',
      '--config',
      'test/playwright.config.ts',
      '--workers',
      String(workers),
      ...projects.flatMap((name) => ['--project', name]),
    ],
    { cwd: root, stdio: 'inherit' },
  )
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats } = JSON.parse(readFileSync(report, 'utf8'))
  const wrong = stats.unexpected + stats.flaky
  return { passed: stats.expected, failed: status === 0 || wrong > 0 ? wrong : 1, skipped: stats.skipped }
}

/** Builds the window and drives it in a browser. */
const inBrowser = () => {
  if (!hasChromium()) {
    console.log(
      'skipped the browser tests: there is no Chromium (install it, or run "npx playwright install chromium")',
    )
    return [{ passed: 0, failed: 0, skipped: 1 }]
  }
  const build = spawnSync(join(bin, 'electron-vite'), ['build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  console.log(`${build.status === 0 ? 'ok    ' : 'FAILED'} build`)
  if (build.status !== 0) return [{ passed: 0, failed: 1, skipped: 0 }]
  // Frames and pixels of the parts are looked at one at a time; journeys mostly wait, and two of them go side by side.
  return [drive(['parts'], 1), drive(['web', 'desktop'], 2)]
}

const browser = only.length > 0 ? [] : inBrowser()
const sum = (of) => browser.reduce((total, one) => total + one[of], 0)
const allFailed = failed + broken + sum('failed')
console.log(`${passed + sum('passed')} passed, ${allFailed} failed, ${skipped + sum('skipped')} skipped`)
process.exit(vitest.status === 0 && allFailed === 0 ? 0 : 1)
