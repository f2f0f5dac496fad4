import type { IdentityId, RunId, SubjectId } from '../../contract/index.ts'
import type { Casting } from './app.ts'
import { asking } from './problems.ts'
import { type RunRow, toRun } from './rows.ts'
import { sealedUpdate } from './sealing.ts'
import type { WritingParts } from './writing.ts'

interface FactsRow {
  readonly subject_id: SubjectId | null
  readonly sample: number | null
  readonly cancelled_at: string | null
}

/** Whom runs are for, and which of them still have work left. */
export const openCasting = ({ database, write, now }: Omit<WritingParts, 'reader'>): Casting => {
  const facts = database.prepare<[number], FactsRow>('SELECT subject_id, sample, cancelled_at FROM runs WHERE id = ?')
  const identities = database.prepare<[number], { readonly key: string; readonly id: IdentityId }>(
    'SELECT key, identity_id AS id FROM run_identities WHERE run_id = ?',
  )
  const open = database.prepare<[], RunRow>("SELECT * FROM runs WHERE status = 'open' ORDER BY id")
  const newest = database.prepare<[number, number, number], RunRow>(
    `SELECT r.* FROM runs r JOIN run_identities i ON i.run_id = r.id
     WHERE r.subject_id = ? AND i.identity_id = ? ORDER BY r.id DESC LIMIT ?`,
  )
  const cancel = sealedUpdate(database, 'runs', 'UPDATE runs SET cancelled_at = @at WHERE id = @run')
  const reopen = sealedUpdate(database, 'runs', "UPDATE runs SET status = 'open', ended_at = NULL WHERE id = @run")

  return {
    of: (run: RunId) =>
      asking(() => {
        const row = facts.get(run)
        return {
          subject: row?.subject_id ?? null,
          identities: identities.all(run),
          sample: row?.sample === 1,
          cancelled: row !== undefined && row.cancelled_at !== null,
        }
      }),
    open: () => asking(() => open.all().map(toRun)),
    newest: (subject, identity, limit) => asking(() => newest.all(subject, identity, limit).map(toRun)),
    setCancelled: (run, cancelled) =>
      write(() => {
        cancel({ run, at: cancelled ? now() : null })
      }),
    reopen: (run) =>
      write(() => {
        reopen({ run })
      }),
  }
}
