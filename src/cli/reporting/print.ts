import { join } from 'node:path'
import type { Plan, PlannedJob, RunDone } from '../../contract/index.ts'
import type { WrittenRun } from '../../core/export/run-folder.ts'
import type { IntakeVerdict } from '../../core/imaging/types.ts'
import { usd } from '../../core/pipeline/purse.ts'
import type { Output } from '../output.ts'

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`

/** What was taken of the photos, what was refused and why, and what is missing. */
export const printVerdict = (verdict: IntakeVerdict, output: Output): void => {
  output.fact({
    event: 'photos',
    taken: verdict.taken.map(({ photo, warnings }) => ({ ...photo, warnings })),
    refused: verdict.refused.map(({ name, problem }) => ({ name, ...problem })),
    warnings: verdict.warnings,
  })
  output.line(`${count(verdict.taken.length, 'photo')} taken.`)
  for (const { name, warnings } of verdict.taken) for (const warning of warnings) output.line(`  ${name}: ${warning}`)
  for (const { name, problem } of verdict.refused) output.line(`  ${name} refused: ${problem.message} ${problem.next}`)
  for (const warning of verdict.warnings) output.line(`  ${warning}`)
  output.line()
}

const WILL: Readonly<Record<PlannedJob['will'], string>> = {
  cached: 'from the library',
  request: 'request',
  local: 'made here',
  standby: 'only if the rung before gives nothing',
}

/** The plan, job by job, and its sums. */
export const printPlan = (plan: Plan, output: Output): void => {
  output.fact({ event: 'plan', ...plan })
  for (const job of plan.jobs)
    output.line(
      `${job.path.padEnd(58)} ${WILL[job.will]}${job.estimateUsd > 0 ? `, about ${usd(job.estimateUsd)}` : ''}`,
    )
  const ahead = plan.jobs.flatMap(({ strategy, preflight }) =>
    preflight ? [`! ${strategy ?? 'This step'}: ${preflight.says} ${preflight.instead}`] : [],
  )
  for (const line of new Set(ahead)) output.line(line)
  output.line()
  const more = plan.requestsAtMost - plan.requests
  output.line(
    `${count(plan.requests, 'request')}, about ${usd(plan.costUsd)}; ${plan.cached} from the library.` +
      (more > 0 ? ` If every rung is needed ${more} more, ${usd(plan.costUsdAtMost)} in all.` : ''),
  )
  output.line('Nothing was sent.')
}

/** How the run ended, where everything lies, and what to do about what is missing. */
export const printDone = (
  done: RunDone,
  written: WrittenRun | null,
  job: { readonly out: string; readonly library: string },
  output: Output,
): void => {
  const files = new Map(written?.pictures.map(({ sha256, file }) => [sha256, join(job.out, file)]))
  output.fact({
    ...done,
    finals: done.finals.map((final) => ({ ...final, file: files.get(final.sha256) ?? null })),
    contactSheet: written ? join(job.out, written.contactSheet) : null,
  })
  output.line()
  for (const final of done.finals)
    output.line(
      `${final.identity}: ${files.get(final.sha256) ?? final.sha256}  (${final.strategy}, rung ${final.rung + 1})`,
    )
  for (const { message, next } of done.problems) output.line(`! ${message} ${next}`.trimEnd())
  if (written) output.line(`Contact sheet: ${join(job.out, written.contactSheet)}`)
  output.line(
    `${count(done.finals.length, 'final')}, ${count(done.requests, 'request')}, ${done.cached} from the library, ${usd(done.costUsd)}. Library: ${job.library}`,
  )
  if (done.status === 'cancelled') output.line('Cancelled. The same command goes on where it stopped.')
}
