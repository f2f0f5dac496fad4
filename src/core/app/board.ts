import {
  type Board,
  type CardStep,
  type Lane,
  LANE_PAGE,
  type LiveJob,
  type Readiness,
} from '../../contract/api/index.ts'
import {
  DEFAULT_LADDER,
  failed,
  type IdentityId,
  ok,
  type Result,
  type Sha256,
  type SubjectId,
} from '../../contract/index.ts'
import type { KnownIdentity, KnownSubject } from '../library/app.ts'
import type { Job } from '../library/types.ts'
import type { TemplateName } from '../prompts/purposes.ts'
import type { Studio } from '../studio.ts'
import { consentOf } from './consent.ts'
import { toLiveJob } from './live-run.ts'
import type { Runs } from './runs.ts'
import type { AppSettings } from './settings.ts'

export interface BoardParts {
  readonly studio: Studio
  readonly settings: AppSettings
  readonly runs: Pick<Runs, 'liveJob'>
  readonly hasKey: () => boolean
  readonly isSeeding: () => boolean
  readonly seq: () => number
}

interface Picked {
  readonly scenes: readonly Sha256[]
  readonly portraits: readonly Sha256[]
}

/** What ended without a picture in older runs than these is history. */
const RUNS_SHOWN = 5

/** The lane a job belongs to: whatever a strategy does on its way belongs to the final. */
const laneOf = ({ step, slot }: Pick<Job, 'step' | 'slot'>): CardStep | null =>
  slot !== null ? 'final' : step === 'views' || step === 'scene' || step === 'portrait' ? step : null

/** One subject × one identity: what there is in each lane, what is under way, and what stands in the way. */
export const boardOf = (
  { studio, settings, runs, hasKey, isSeeding, seq }: BoardParts,
  wanted: { readonly subject: SubjectId; readonly identity: IdentityId; readonly picked?: Picked | undefined },
): Result<Board> => {
  const { library } = studio
  const subject = library.people.subject(wanted.subject)
  const identity = library.people.identity(wanted.identity)
  if (!subject || !identity)
    return failed(
      'board-missing',
      'This subject or this identity is not in the library.',
      'Choose others from the lists at the left.',
    )
  const number = seq()
  const jobs = unresolvedJobs(studio, runs, subject.id, identity.id)
  const picked = wanted.picked ?? flagged(studio, subject.id, identity.id)

  const lane = (step: CardStep, template: TemplateName): Lane => {
    const filter =
      step === 'views'
        ? { subject: subject.id, steps: [step] }
        : { subject: subject.id, identity: identity.id, steps: [step] }
    const { total, cards } = library.cards.query(filter, { offset: 0, limit: LANE_PAGE })
    const all = jobs.filter((job) => job.lane === step).map(({ live }) => live)
    const { name, version } = studio.currentPrompt(template, step === 'views' ? null : identity.id)
    return {
      step,
      cards,
      total,
      jobs: all.slice(0, LANE_PAGE),
      jobsTotal: all.length,
      prompt: { template: name, version },
      readiness: [
        ...standing(subject, identity, settings.get().engine, hasKey(), isSeeding()),
        ...picksMissing(step, picked),
      ],
    }
  }

  return ok({
    subject: subject.id,
    identity: identity.id,
    views: lane('views', 'views'),
    scenes: lane('scene', 'scene'),
    portraits: lane('portrait', 'portrait'),
    finals: lane('final', `final-${DEFAULT_LADDER[0]}`),
    seq: number,
  })
}

const flagged = ({ library }: Studio, subject: SubjectId, identity: IdentityId): Picked => {
  const of = (step: CardStep): readonly Sha256[] =>
    library.cards
      .query({ subject, identity, steps: [step], flag: 'pick' }, { offset: 0, limit: LANE_PAGE })
      .cards.map(({ sha256 }) => sha256)
  return { scenes: of('scene'), portraits: of('portrait') }
}

/** What the newest runs have to show beside pictures; what a later run was to make anew is told by that run alone. */
const unresolvedJobs = (
  { library }: Studio,
  runs: BoardParts['runs'],
  subject: SubjectId,
  identity: IdentityId,
): readonly { readonly lane: CardStep | null; readonly live: LiveJob }[] => {
  const seen = new Set<string>()
  const found: { readonly lane: CardStep | null; readonly live: LiveJob }[] = []
  for (const run of library.casting.newest(subject, identity, RUNS_SHOWN)) {
    // A question about a picture has nothing to show in a lane; it is told where it was asked.
    if (run.spec.judge || run.spec.upTo === 'describe' || run.spec.upTo === 'nearest-view') continue
    const facts = library.casting.of(run.id)
    const key = facts.identities.find(({ id }) => id === identity)?.key ?? ''
    const { jobs, paths, sends } = library.casting.unresolved(run.id, key)
    const nameOf = (path: string): string => JSON.stringify([path, run.spec.picks, run.spec.engine])
    const all = jobs.length === 0 ? [] : library.jobs(run.id)
    const byPath = new Map(all.map((job) => [job.path, job]))
    for (const job of jobs) {
      if (seen.has(nameOf(job.slot ?? job.path))) continue
      const live =
        runs.liveJob(run.id, job.id) ??
        toLiveJob(job, facts, (path) => byPath.get(path), { sends: sends.get(job.id) ?? 0, waiting: null })
      found.push({ lane: laneOf(job), live })
    }
    for (const path of paths) seen.add(nameOf(path))
  }
  return found
}

/** What holds for every lane. */
const standing = (
  subject: KnownSubject,
  identity: KnownIdentity,
  engine: 'simulator' | 'gemini' | 'replay',
  hasKey: boolean,
  isSeeding: boolean,
): readonly Readiness[] => {
  const found: Readiness[] = []
  if (subject.archived || identity.archived)
    found.push({
      code: 'archived',
      level: 'note',
      says: `${subject.archived ? subject.subject.traits.name : identity.identity.name} is archived.`,
    })
  if (isSeeding)
    found.push({ code: 'seeding', level: 'note', says: 'The samples are being made; this can be cancelled.' })
  if (!subject.subject.photos.some(({ pose }) => pose === 'profile'))
    found.push({
      code: 'needs-profile',
      level: 'note',
      says: 'There is no profile photo: the side of the face is guessed.',
    })
  if (engine === 'simulator')
    found.push({
      code: 'simulator',
      level: 'note',
      says: hasKey ? 'Using the simulator.' : 'No API key: using the simulator.',
    })
  if (engine === 'gemini' && !hasKey)
    found.push({ code: 'no-key', level: 'stop', says: 'Gemini needs an API key: paste one in the settings.' })
  if (engine === 'gemini' && !consentOf(subject, engine))
    found.push({
      code: 'needs-consent',
      // Not in the way: whoever runs is asked, and nothing is sent before the answer.
      level: 'note',
      says: `Nobody has agreed yet that photos of ${subject.subject.traits.name} go to Google: you are asked before a run.`,
    })
  return found
}

const picksMissing = (step: CardStep, picked: Picked): readonly Readiness[] => {
  if (step === 'portrait' && picked.scenes.length === 0)
    return [{ code: 'needs-scene', level: 'stop', says: 'Needs a picked scene.' }]
  if (step === 'final' && picked.portraits.length === 0 && picked.scenes.length === 0)
    return [{ code: 'needs-portrait', level: 'stop', says: 'Needs a picked portrait.' }]
  return []
}
