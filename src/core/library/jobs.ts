import type { Database } from 'better-sqlite3'
import type { JobId } from '../../contract/index.ts'
import { type JobRow, jsonOrNull } from './rows.ts'
import { sealOf } from './seal.ts'
import type { Job } from './types.ts'

export type JobChange = Partial<Pick<Job, 'state' | 'attempt' | 'image' | 'mimeType' | 'text' | 'cached' | 'problem'>>

export interface Lease {
  /** Milliseconds since 1970. */
  readonly until: number | null
  readonly session: number | null
}

export interface JobRows {
  readonly get: (job: JobId) => JobRow
  /** Fields not given stay as in the row just read; a lease given replaces the one there was. To be run inside a transaction. */
  readonly change: (row: JobRow, change: JobChange, lease?: Lease) => void
}

/** Reading and changing single jobs. A job that does not exist is a bug of the caller and throws. */
export const openJobRows = (database: Database): JobRows => {
  const read = database.prepare<[number], JobRow>('SELECT * FROM jobs WHERE id = ?')
  const update = database.prepare<[JobRow]>(
    `UPDATE jobs SET state = @state, released = @released, attempt_id = @attempt_id, image = @image,
       mime_type = @mime_type, text = @text, cached = @cached, problem = @problem,
       lease_until = @lease_until, lease_session = @lease_session, seal = @seal
     WHERE id = @id`,
  )

  const get = (job: JobId): JobRow => {
    const row = read.get(job)
    if (row === undefined) throw new Error(`There is no job ${job} in this library.`)
    return row
  }

  return {
    get,
    change: (row, change, lease) => {
      const state = change.state ?? row.state
      const changed: JobRow = {
        ...row,
        state,
        released: state === 'ready' || state === 'running' ? 1 : row.released,
        attempt_id: given(change.attempt, row.attempt_id),
        image: given(change.image, row.image),
        mime_type: given(change.mimeType, row.mime_type),
        text: given(change.text, row.text),
        cached: change.cached === undefined ? row.cached : Number(change.cached),
        problem: change.problem === undefined ? row.problem : jsonOrNull(change.problem),
        lease_until: lease === undefined ? row.lease_until : lease.until,
        lease_session: lease === undefined ? row.lease_session : lease.session,
      }
      update.run({ ...changed, seal: sealOf({ ...changed }) })
    },
  }
}

const given = <T>(changed: T | undefined, before: T): T => (changed === undefined ? before : changed)
