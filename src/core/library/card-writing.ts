import type { Database } from 'better-sqlite3'
import type { CheckFinding } from '../../contract/index.ts'
import { CardStep } from '../../contract/api/index.ts'
import { originsOf } from './origins.ts'
import { ATTEMPT_COLUMNS, ATTEMPT_TABLES, type AttemptRow, type JobRow, JobInputs } from './rows.ts'
import { type Bindings, sealedInsert, sealedUpdate } from './sealing.ts'

/** What a card needs beside what {@link ATTEMPT_COLUMNS} tell, to be asked for with them. */
export const CARD_COLUMNS = `j.path, j.inputs, r.subject_id,
  (SELECT identity_id FROM run_identities WHERE run_id = j.run_id AND key = j.identity) AS identity_id`

/** An ended attempt, and where its picture belongs. */
export interface MadeRow extends AttemptRow {
  readonly path: string
  readonly inputs: string
  readonly subject_id: number | null
  readonly identity_id: number | null
}

interface PlacedRow {
  readonly step: string
  readonly subject_id: number | null
  readonly identity_id: number | null
  readonly attempt_id: number
  readonly engine: string
  readonly model: string
  readonly verdict: string
  readonly says: string | null
  readonly made_at: string
}

interface ReviewedRow {
  readonly stars: number
  readonly flag: string | null
  readonly label: string | null
  readonly approved_at: string | null
  readonly changed_at: string
}

const COLUMNS =
  'image, step, subject_id, identity_id, view, strategy, rung, variant, engine, model, run_id, job_id, attempt_id, verdict, ' +
  'says, origins, made_at, firsts, stars, flag, label, approved, reviewed_at'

export interface CardWriting {
  /** Puts the picture of an ended attempt among the cards, where it belongs there. To be run inside a transaction. */
  readonly record: (row: MadeRow) => void
  /** Tells what was found in a picture that became a card before it was judged. To be run inside a transaction. */
  readonly judged: (row: MadeRow) => void
  /** All cards anew, from the attempts there are. */
  readonly rebuild: () => void
}

/**
 * A step's answer that people look at: views, scenes, portraits and finals, also those that failed their checks. What a
 * strategy makes on its way to a final is not.
 */
const isShown = ({ step, path }: MadeRow): boolean =>
  CardStep.safeParse(step).success && (step !== 'final' || path.endsWith('/final'))

/** Keeps `cards` in step with the attempts. */
export const openCardWriting = (database: Database): CardWriting => {
  const placed = database.prepare<[string], PlacedRow>(
    `SELECT step, subject_id, identity_id, attempt_id, engine, model, verdict, says, made_at
     FROM cards WHERE image = ? ORDER BY id`,
  )
  const review = database.prepare<[string], ReviewedRow>(
    'SELECT stars, flag, label, approved_at, changed_at FROM reviews WHERE image = ?',
  )
  const insert = sealedInsert(database, 'cards', COLUMNS)
  const judge = sealedUpdate(
    database,
    'cards',
    'UPDATE cards SET verdict = @verdict, says = @says WHERE image = @image AND attempt_id = @attempt',
  )
  const source = database.prepare<[number, string], Pick<JobRow, 'image' | 'slot' | 'inputs'>>(
    'SELECT image, slot, inputs FROM jobs WHERE run_id = ? AND path = ?',
  )
  const sourceIn = (run: number) => (path: string) => {
    const job = source.get(run, path)
    return job && { ...job, inputs: inputsOf(job.inputs) }
  }

  const record = (row: MadeRow): void => {
    const { image } = row
    if (image === null || !isShown(row)) return
    const others = placed.all(image)
    const isThere = others.some(
      ({ step, subject_id, identity_id }) =>
        step === row.step && subject_id === row.subject_id && identity_id === row.identity_id,
    )
    if (isThere) return
    // The same picture at another place: it was born once, and what is told of its birth stays true.
    const born = others[0] ?? {
      attempt_id: row.id,
      engine: row.engine,
      model: row.model,
      made_at: row.ended_at ?? row.started_at,
      ...worstOf(row.checks),
    }
    const said = review.get(image)
    insert({
      image,
      step: row.step,
      subject_id: row.subject_id,
      identity_id: row.identity_id,
      view: row.view,
      strategy: row.strategy,
      rung: row.rung,
      variant: row.variant,
      engine: born.engine,
      model: born.model,
      run_id: row.run_id,
      job_id: row.job_id,
      attempt_id: born.attempt_id,
      verdict: born.verdict,
      says: born.says,
      origins: JSON.stringify(originsOf(inputsOf(row.inputs), sourceIn(row.run_id))),
      made_at: born.made_at,
      firsts: firstsOf(row, others),
      ...reviewColumns(said),
    })
  }

  return {
    record,
    judged: ({ id, image, checks }) => {
      if (image !== null) judge({ attempt: id, image, ...worstOf(checks) })
    },
    rebuild: () => {
      const pictured = database
        .prepare<[], number>('SELECT id FROM attempts WHERE image IS NOT NULL ORDER BY id')
        .pluck()
      const made = database.prepare<[number], MadeRow>(
        `SELECT ${ATTEMPT_COLUMNS}, ${CARD_COLUMNS} FROM ${ATTEMPT_TABLES} WHERE a.id = ?`,
      )
      database.exec('DELETE FROM cards')
      for (const attempt of pictured.all()) {
        const row = made.get(attempt)
        if (row !== undefined) record(row)
      }
    },
  }
}

const inputsOf = (inputs: string) => JobInputs.parse(JSON.parse(inputs))

const firstsOf = (row: MadeRow, others: readonly PlacedRow[]): number =>
  (others.length === 0 ? 1 : 0) +
  (others.some(({ subject_id }) => subject_id === row.subject_id) ? 0 : 2) +
  (others.some(({ identity_id }) => identity_id === row.identity_id) ? 0 : 4)

const reviewColumns = (said: ReviewedRow | undefined): Bindings => ({
  stars: said?.stars ?? 0,
  flag: said?.flag ?? null,
  label: said?.label ?? null,
  approved: said === undefined || said.approved_at === null ? 0 : 1,
  reviewed_at: said?.changed_at ?? null,
})

/** The worst finding of the checks; `none` when nothing was checked. */
const worstOf = (checks: string | null): { readonly verdict: string; readonly says: string | null } => {
  if (checks === null) return { verdict: 'none', says: null }
  const findings: readonly Pick<CheckFinding, 'verdict' | 'says'>[] = JSON.parse(checks)
  const worst = findings.find(({ verdict }) => verdict === 'fail') ?? findings.find(({ verdict }) => verdict === 'warn')
  return worst ? { verdict: worst.verdict, says: worst.says } : { verdict: 'pass', says: null }
}
