import { z } from 'zod'
import { Problem } from '../problem.ts'
import { method } from './base.ts'

/** What is in a backup, all of it verified. */
export const BackupContents = z.object({
  createdAt: z.iso.datetime(),
  bytes: z.int(),
  pictures: z.int(),
  /** Requests ever made. */
  attempts: z.int(),
  /** Names, the one changed last first; archived ones are left out. */
  subjects: z.array(z.string()).readonly(),
  identities: z.array(z.string()).readonly(),
  /** Recorded pictures that were lost already when it was made. */
  missing: z.int(),
})
export type BackupContents = Readonly<z.infer<typeof BackupContents>>

/** How a restore stands: a backup is looked at first, and then put back. */
export const RestoreState = z.object({
  id: z.string(),
  doing: z.enum(['look', 'restore']),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** The backup, a folder or a zip. */
  from: z.string(),
  /** The folder of the new library; null while the backup is only looked at. */
  folder: z.string().nullable(),
  /** Files that are verified, of all. */
  done: z.int(),
  total: z.int(),
  bytes: z.int(),
  /** Known once it was looked at. */
  contents: BackupContents.nullable(),
  problem: Problem.nullable(),
  /** Whether this host can open the new library in place of this one. */
  canOpen: z.boolean(),
})
export type RestoreState = Readonly<z.infer<typeof RestoreState>>

const path = z.string().trim().min(1).max(4000)

export const restores = {
  /** Verifies a backup and tells what is in it; puts nothing back. How far it is comes as `restore` events. */
  look: method.input(z.strictObject({ from: path })).output(RestoreState),
  /** Puts the backup that was looked at last into a new or empty folder, verifying it once more on the way. */
  start: method.input(z.strictObject({ folder: path })).output(RestoreState),
  cancel: method.output(z.void()),
  /** The one under way, or the last one of this session. */
  state: method.output(RestoreState.nullable()),
  /** A folder for the next one, beside the library. */
  suggest: method.output(z.object({ folder: z.string() })),
  /** Opens the library that was put back last, in place of this one. The window is to be loaded anew after it. */
  open: method.output(z.void()),
}
