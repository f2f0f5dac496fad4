import type {
  Board,
  Card,
  Lane,
  LiveJob,
  LiveRun,
  Origin,
  PictureInsight,
  Review,
} from '../../../src/contract/api/index.ts'
import { type Face, AttemptId, IdentityId, JobId, RunId, Sha256, SubjectId } from '../../../src/contract/index.ts'

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
  cached: false,
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

/** A face from the front, a fifth of a picture of 1000 x 1000 pixels wide. */
export const aFace = (more: Partial<Face> = {}): Face => ({
  x: 400,
  y: 300,
  w: 200,
  h: 260,
  widthPercent: 20,
  yaw: 0,
  pitch: 0,
  roll: 0,
  poseConfidence: 0.9,
  confidence: 0.95,
  smile: 0.2,
  eyesOpen: 0.8,
  sharpness: 0.7,
  light: { side: 'left', balance: -0.2, warmth: 4 },
  landmarks: {
    leftEye: { x: 450, y: 400 },
    rightEye: { x: 550, y: 400 },
    nose: { x: 500, y: 450 },
    mouth: { x: 500, y: 505 },
    chin: { x: 500, y: 560 },
    leftEar: null,
    rightEar: null,
  },
  ...more,
})

export const anInsight = (
  name: string,
  { faces = [], ...more }: Partial<PictureInsight> & { readonly faces?: readonly Face[] } = {},
): PictureInsight => ({
  sha256: hash(name),
  analysis: { analyser: 'test', width: 1000, height: 1000, faces, background: { white: 0 }, palette: [] },
  checks: [],
  second: [],
  likeness: null,
  sceneKept: null,
  eyes: null,
  ...more,
})
