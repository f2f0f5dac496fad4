import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'
import type { OpenedStudio } from './hosts.ts'

export type LaneTitle = 'Scenes' | 'Matched portraits' | 'Finals'

export const lane = (page: Page, title: LaneTitle): Locator => page.getByRole('region', { name: title, exact: true })

/** The pictures of a lane, as far as they are shown. */
export const cards = (page: Page, title: LaneTitle): Locator => lane(page, title).locator('[data-card]')

export const work = (page: Page, title: LaneTitle): Locator =>
  lane(page, title).getByRole('list', { name: 'work under way' }).getByRole('listitem')

/** Waits until nothing is under way any more. */
export const allDone = async (page: Page): Promise<void> =>
  await expect(page.getByText('Nothing is running')).toBeVisible({ timeout: 120_000 })

/** Presses "Run" in a lane and, in the plan that follows, runs it; gives what the plan said of its requests. */
export const runLane = async (page: Page, title: LaneTitle): Promise<string> => {
  await lane(page, title).getByRole('button', { name: 'Run', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const run = dialog.getByRole('button', { name: /^Run/ })
  await expect(run).not.toHaveAttribute('aria-disabled', 'true')
  const said = await dialog.locator('dl').innerText()
  await run.click()
  await expect(dialog).toBeHidden()
  return said
}

/** Serious and critical findings of axe, one line each. */
export const seriousFindings = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`),
    )
}

/** The page is the same in both hosts, and so are its colours: they are looked at in every theme in one of them. */
export const themesIn = ({ kind }: Pick<OpenedStudio, 'kind'>): readonly string[] =>
  kind === 'web' ? ['Darker', 'Lighter', 'Neutral grey'] : ['Neutral grey']

/** Waits until nothing fades or slides any more: colours in between are nobody's choice. */
export const settled = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const { document } = globalThis as unknown as {
      document: {
        getAnimations: () => {
          finished: Promise<unknown>
          effect: { getTiming: () => { iterations: number } } | null
        }[]
      }
    }
    const ending = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map(async ({ finished }) => await finished))
  })
}
