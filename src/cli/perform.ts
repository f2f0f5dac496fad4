import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem, RunEvent, RunSpecInput, Subject, SubjectTraits } from '../contract/index.ts'
import { failed, ok, type Result } from '../contract/index.ts'
import { openPhotoGate } from '../core/app/photo-gate.ts'
import { type Misbehaviour, parseMisbehaviour } from '../core/engines/simulator/misbehave.ts'
import { makeFolder } from '../core/export/files.ts'
import { openRunFolder } from '../core/export/run-folder.ts'
import { openImaging } from '../core/imaging/imaging.ts'
import type { PhotoFile } from '../core/imaging/photo-file.ts'
import type { IntakeVerdict } from '../core/imaging/types.ts'
import { openReader, openStudio, planOnly, type Studio, type StudioDeps } from '../core/studio.ts'
import { openVision } from '../core/vision/vision.ts'
import { cancelOnInterrupt } from './cancel.ts'
import { EXIT, type ExitCode, exitOfProblem, exitOfRun } from './exit.ts'
import type { Output } from './output.ts'
import { printDone, printPlan, printVerdict } from './reporting/print.ts'
import { openProgress } from './reporting/progress.ts'

/** Everything a run needs, read from the command line. */
export interface Job {
  readonly photos: readonly PhotoFile[]
  readonly traits: SubjectTraits
  readonly spec: Omit<RunSpecInput, 'subject'>
  readonly out: string
  readonly library: string
  readonly dryRun: boolean
  readonly prompts?: string
  readonly baseUrl?: string
  readonly misbehave?: string
}

/** The key lives in the environment; the studio takes nothing else from there. */
const apiKey = (): string | undefined => process.env['GEMINI_API_KEY']?.trim() || undefined

type Deps = Omit<StudioDeps, 'libraryFolder' | 'holder'>

const depsOf = (job: Job): Result<Deps> => {
  let misbehave: Misbehaviour | undefined
  if (job.misbehave !== undefined) {
    const parsed = parseMisbehaviour(job.misbehave)
    if (!parsed.ok) return parsed
    misbehave = parsed.value
  }
  return ok({
    apiKey,
    ...(job.baseUrl === undefined ? {} : { baseUrl: job.baseUrl }),
    ...(job.prompts === undefined ? {} : { promptFolder: job.prompts }),
    simulator: misbehave === undefined ? {} : { misbehave },
  })
}

const fail = (problem: Problem, output: Output): ExitCode => {
  output.problem(problem)
  return exitOfProblem(problem)
}

/** The subject as the run knows it; the photos are those that passed. */
const subjectOf = (job: Job, verdict: IntakeVerdict): Result<Subject> => {
  if (verdict.problem) return { ok: false, problem: verdict.problem }
  return ok({ traits: job.traits, photos: verdict.taken.map(({ photo }) => photo) })
}

const there = async (path: string): Promise<boolean> =>
  await access(path).then(
    () => true,
    () => false,
  )

/** Says what a run would do; creates nothing and sends nothing. */
const dryRun = async (job: Job, deps: Deps, output: Output): Promise<ExitCode> => {
  const imaging = openImaging()
  const vision = openVision()
  try {
    const verdict = await openPhotoGate(imaging, vision).judge(job.photos)
    printVerdict(verdict, output)
    const subject = subjectOf(job, verdict)
    if (!subject.ok) return fail(subject.problem, output)
    const reader = (await there(join(job.library, 'library.db'))) ? openReader(job.library) : null
    if (reader && !reader.ok) return fail(reader.problem, output)
    const plan = await planOnly({ ...job.spec, subject: subject.value }, reader?.value ?? null, { ...deps, vision })
    reader?.value.close()
    if (!plan.ok) return fail(plan.problem, output)
    printPlan(plan.value, output)
    return EXIT.done
  } finally {
    await imaging.close()
    await vision.close()
  }
}

const runIn = async (studio: Studio, job: Job, output: Output): Promise<ExitCode> => {
  const verdict = await studio.takePhotos(job.photos)
  printVerdict(verdict, output)
  const subject = subjectOf(job, verdict)
  if (!subject.ok) return fail(subject.problem, output)

  const { signal, release } = cancelOnInterrupt(() => output.line('\nStopping. What is finished is kept.'))
  const folder = openRunFolder(job.out, studio.library)
  const progress = openProgress(output, { ...job.spec, subject: subject.value })
  const onEvent = (event: RunEvent): void => {
    if (event.event !== 'done') output.fact(event)
    progress.onEvent(event)
    folder.onEvent(event)
  }
  const result = await studio.run({ ...job.spec, subject: subject.value }, { signal, onEvent })
  await progress.finish()
  release()
  if (!result.ok) return fail(result.problem, output)

  const written = await folder.finish(result.value)
  if (!written.ok) output.problem(written.problem)
  printDone(result.value, written.ok ? written.value : null, job, output)
  return written.ok ? exitOfRun(result.value.status) : EXIT.failed
}

/** Does what the command line asked for and gives back the exit code. */
export const performRun = async (job: Job, output: Output): Promise<ExitCode> => {
  const deps = depsOf(job)
  if (!deps.ok) return fail(deps.problem, output)
  if (job.dryRun) return await dryRun(job, deps.value, output)
  if (job.spec.engine === 'replay' && !(await there(join(job.library, 'library.db'))))
    return fail(
      failed(
        'library-missing',
        `There is no library in ${job.library}.`,
        'Replay answers from one: name it with --library.',
      ).problem,
      output,
    )
  const folder = await makeFolder(job.out)
  if (!folder.ok) return fail(folder.problem, output)
  const studio = await openStudio({
    ...deps.value,
    libraryFolder: job.library,
    holder: 'command line',
    vision: openVision(),
  })
  if (!studio.ok) return fail(studio.problem, output)
  try {
    return await runIn(studio.value, job, output)
  } finally {
    await studio.value.close()
  }
}
