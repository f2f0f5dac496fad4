import { z } from 'zod'
import { Problem } from '../problem.ts'
import { method } from './base.ts'

/** How a backup stands. */
export const BackupState = z.object({
  id: z.string(),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Where it is written: a folder, or a file that ends in `.zip`. */
  to: z.string(),
  phase: z.enum(['database', 'pictures', 'finishing']),
  /** Of this phase: pages of the database, or pictures. */
  done: z.int(),
  total: z.int(),
  bytes: z.int(),
  /** One sentence for people once it is over. */
  says: z.string().nullable(),
  problem: Problem.nullable(),
})
export type BackupState = Readonly<z.infer<typeof BackupState>>

export const backups = {
  /** Writes the whole library to a new folder or zip while work goes on; tells how far it is as `backup` events. */
  start: method.input(z.strictObject({ to: z.string().min(1).max(4000) })).output(BackupState),
  cancel: method.output(z.void()),
  /** The one under way, or the last one of this session. */
  state: method.output(BackupState.nullable()),
  /** A name for the next one, beside the library. */
  suggest: method.output(z.object({ folder: z.string(), zip: z.string() })),
}
