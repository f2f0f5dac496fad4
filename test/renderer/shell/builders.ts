import type { Board, Card, Lane, LiveJob, LiveRun, Origin, Review } from '../../../src/contract/api/index.ts'
import { AttemptId, IdentityId, JobId, RunId, Sha256, SubjectId } from '../../../src/contract/index.ts'

/** A hash that is easy to tell from others. */
export const hash = (name: string): Sha256 =>
  Sha256.parse(
    Array.from(name, (letter) => letter.codePointAt(0)?.toString(16))
      .join('')
      .padEnd(64, '0'),
  )

export const SUBJECT = SubjectId.parse(1)
export const IDENTITY = IdentityId.parse(1)

export const aReview = (name: string, more: Partial<Review> = {}): Review => ({
  sha256: hash(name),
  stars: 0,
  flag: null,
  label: null,
  approved: null,
  notes: [],
  ...more,
})

export const from = (role: Origin['role'], ...names: readonly string[]): readonly Origin[] =>
  names.map((name) => ({ role, sha256: hash(name) }))

export const aCard = (name: string, step: Card['step'], more: Partial<Card> = {}): Card => ({
  sha256: hash(name),
  step,
  subject: SUBJECT,
  identity: IDENTITY,
  view: null,
  strategy: null,
  rung: null,
  variant: 1,
  engine: 'simulator',
  model: 'simulator-1',
  run: RunId.parse(1),
  job: JobId.parse(1),
  attempt: AttemptId.parse(1),
  width: 896,
  height: 1200,
  mimeType: 'image/png',
  madeAt: '2026-11-22T12:00:00.000Z',
  check: { verdict: 'pass', says: null },
  madeFrom: [],
  review: aReview(name),
  ...more,
})

export const aJob = (number: number, more: Partial<LiveJob> = {}): LiveJob => ({
  run: RunId.parse(1),
  job: JobId.parse(number),
  path: `conductor/scene-${number}`,
  step: 'scene',
  subject: SUBJECT,
  identity: IDENTITY,
  strategy: null,
  rung: null,
  view: null,
  variant: number,
  state: 'running',
  attempt: 1,
  waiting: null,
  problem: null,
  image: null,
  cached: false,
  madeFrom: [],
  can: { cancel: true, retry: false },
  ...more,
})

export const aRun = (more: Partial<LiveRun> = {}): LiveRun => ({
  run: RunId.parse(1),
  subject: SUBJECT,
  identities: [IDENTITY],
  engine: 'simulator',
  status: 'running',
  sample: false,
  startedAt: '2026-11-22T12:00:00.000Z',
  endedAt: null,
  jobs: { total: 3, done: 1, running: 1, waiting: 0, lost: 0 },
  requests: 1,
  cached: 0,
  costUsd: 0,
  budgetUsd: null,
  problems: [],
  ...more,
})

const aLane = (step: Card['step'], cards: readonly Card[], jobs: readonly LiveJob[]): Lane => ({
  step,
  cards,
  total: cards.length,
  jobs,
  jobsTotal: jobs.length,
  prompt: null,
  readiness: [],
})

export const aBoard = (cards: readonly Card[], jobs: readonly LiveJob[] = []): Board => ({
  subject: SUBJECT,
  identity: IDENTITY,
  views: aLane('views', [], []),
  scenes: aLane(
    'scene',
    cards.filter(({ step }) => step === 'scene'),
    jobs,
  ),
  portraits: aLane(
    'portrait',
    cards.filter(({ step }) => step === 'portrait'),
    [],
  ),
  finals: aLane(
    'final',
    cards.filter(({ step }) => step === 'final'),
    [],
  ),
  seq: 1,
})
