import type { Attempt, FinalMade, RunDone, Sha256 } from '../../contract/index.ts'
import type { Job, Run } from '../library/types.ts'
import { ladderOf } from '../pipeline/recipes/index.ts'
import type { ContactSheetData, SheetIdentity, SheetPicture, SheetRung } from './contact-sheet-data.ts'

/** What a sheet of a run is made from. */
export interface SheetParts {
  readonly run: Run
  readonly jobs: readonly Job[]
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  /** Where each job's picture lies, by the job's path; photos by `photo/<number>`. */
  readonly files: ReadonlyMap<string, string>
  readonly done: RunDone
  readonly sizeOf: (sha256: Sha256) => { readonly width: number; readonly height: number } | null
  /** The keys that stand for the identities in the jobs, in the spec's order. */
  readonly keys: readonly string[]
}

/** `three-quarter-left` as people write it. */
const words = (text: string): string => text.replaceAll('-', ' ').replace('three quarter', 'three-quarter')

const rungsOf = ({ run, attempts }: SheetParts, key: string): readonly SheetRung[] => {
  const { recipe, ladder } = run.spec
  return ladderOf(recipe, ladder).map(({ name }): SheetRung => {
    const own = attempts.filter(({ identity, strategy }) => identity === key && strategy === name)
    const last = own.at(-1)
    return { strategy: name, outcome: last?.status ?? 'standby', attempts: own }
  })
}

/** The contact sheet's data from what the library knows of a run. */
export const sheetOfRun = (parts: SheetParts): ContactSheetData => {
  const { run, jobs, attempts, files, done, sizeOf, keys } = parts
  const { spec } = run
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]))

  const pictureOf = (job: Job, caption: string): readonly SheetPicture[] => {
    const path = files.get(job.path)
    if (path === undefined || job.image === null) return []
    const { width, height } = sizeOf(job.image) ?? { width: 0, height: 0 }
    const attempt = job.attempt === null ? null : (byId.get(job.attempt) ?? null)
    return [{ path, width, height, caption, attempt }]
  }
  const made = (key: string | null, step: Job['step']): readonly Job[] =>
    jobs.filter((job) => job.identity === key && job.step === step)

  const identityOf = (key: string, index: number): readonly SheetIdentity[] => {
    const identity = spec.identities[index]
    if (!identity) return []
    const wanted = new Set(done.finals.map(({ attempt }: FinalMade) => attempt))
    const finals = made(key, 'final').filter(({ attempt }) => attempt !== null && wanted.has(attempt))
    return [
      {
        identity,
        scenes: made(key, 'scene').flatMap((job) => pictureOf(job, `scene ${job.variant}`)),
        portraits: made(key, 'portrait').flatMap((job) => pictureOf(job, `portrait ${job.variant}`)),
        finals: finals.flatMap((job) => pictureOf(job, words(job.strategy ?? 'final'))),
        ladder: rungsOf(parts, key),
        problems: done.problems
          .filter(({ message }) => message.startsWith(`${key}/`))
          .map(({ message, next }) => `${message} ${next}`.trimEnd()),
      },
    ]
  }

  const ended = run.endedAt ?? attempts.at(-1)?.endedAt ?? null
  return {
    title: `${spec.subject.traits.name}: ${spec.identities.map(({ name }) => name).join(', ')}`,
    madeAt: run.startedAt,
    engine: spec.engine,
    subject: spec.subject.traits,
    references: spec.subject.photos.flatMap(({ width, height, pose }, index) => {
      const path = files.get(`photo/${index + 1}`)
      return path === undefined ? [] : [{ path, width, height, caption: pose, attempt: null }]
    }),
    views: made(null, 'views').flatMap((job) => pictureOf(job, words(job.view ?? 'view'))),
    identities: keys.flatMap(identityOf),
    totals: {
      requests: done.requests,
      cached: done.cached,
      costUsd: done.costUsd,
      durationMs: ended === null ? null : Date.parse(ended) - Date.parse(run.startedAt),
    },
    notes: done.problems
      .filter(({ message }) => !keys.some((key) => message.startsWith(`${key}/`)))
      .map(({ message, next }) => `${message} ${next}`.trimEnd()),
  }
}
