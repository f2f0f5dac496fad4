import { z } from 'zod'
import type {
  AttemptId,
  EngineName,
  IdentityId,
  JobId,
  RunId,
  Sha256,
  StrategyName,
  SubjectId,
  ViewName,
} from '../../contract/index.ts'
import { type Card, type CardStep, type CheckBadge, Note, Origin, type Review } from '../../contract/api/index.ts'

export const Origins = z.array(Origin).readonly()
const Notes = z.array(Note).readonly()

export interface ReviewColumns {
  readonly stars: number | null
  readonly flag: Review['flag']
  readonly label: Review['label']
  readonly approved_by: string | null
  readonly approved_at: string | null
  readonly notes: string | null
}

export interface CardRow extends ReviewColumns {
  readonly image: Sha256
  readonly step: CardStep
  readonly subject_id: SubjectId | null
  readonly identity_id: IdentityId | null
  readonly view: ViewName | null
  readonly strategy: StrategyName | null
  readonly rung: number | null
  readonly variant: number
  readonly engine: EngineName | 'local'
  readonly model: string
  readonly run_id: RunId
  readonly job_id: JobId
  readonly attempt_id: AttemptId
  readonly verdict: CheckBadge['verdict']
  readonly says: string | null
  readonly origins: string
  readonly made_at: string
  readonly cached: number | null
  readonly width: number
  readonly height: number
  readonly mime_type: string
}

export const CARD_COLUMNS = `
  c.image, c.step, c.subject_id, c.identity_id, c.view, c.strategy, c.rung, c.variant, c.engine, c.model, c.run_id,
  c.job_id, c.attempt_id, c.verdict, c.says, c.origins, c.made_at,
  (SELECT cached FROM jobs WHERE id = c.job_id) AS cached, p.width, p.height, p.mime_type,
  v.stars, v.flag, v.label, v.approved_by, v.approved_at, v.notes`

export const CARD_TABLES = 'cards c JOIN pictures p ON p.sha256 = c.image LEFT JOIN reviews v ON v.image = c.image'

const NOTHING: ReviewColumns = {
  stars: null,
  flag: null,
  label: null,
  approved_by: null,
  approved_at: null,
  notes: null,
}

/** What was said of a picture; nothing at all where there is no row. */
export const toReview = (sha256: Sha256, row: ReviewColumns = NOTHING): Review => ({
  sha256,
  stars: row.stars ?? 0,
  flag: row.flag,
  label: row.label,
  approved: row.approved_by === null || row.approved_at === null ? null : { by: row.approved_by, at: row.approved_at },
  notes: row.notes === null ? [] : Notes.parse(JSON.parse(row.notes)),
})

export const toCard = (row: CardRow): Card => ({
  sha256: row.image,
  step: row.step,
  subject: row.subject_id,
  identity: row.identity_id,
  view: row.view,
  strategy: row.strategy,
  rung: row.rung,
  variant: row.variant,
  engine: row.engine,
  model: row.model,
  run: row.run_id,
  job: row.job_id,
  attempt: row.attempt_id,
  width: row.width,
  height: row.height,
  mimeType: row.mime_type,
  madeAt: row.made_at,
  cached: row.cached === 1,
  check: { verdict: row.verdict, says: row.says },
  madeFrom: Origins.parse(JSON.parse(row.origins)),
  review: toReview(row.image, row),
})
