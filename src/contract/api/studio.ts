import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { IdentityId, RunId, Sha256, SubjectId } from '../ids.ts'
import { EngineName } from '../names.ts'
import { BackupState } from './backups.ts'
import { method } from './base.ts'
import { CardStep } from './card.ts'
import { ExportState } from './exports.ts'
import { LiveJob, LiveRun } from './live.ts'
import { RestoreState } from './restores.ts'
import { Review } from './review.ts'
import { UndoState } from './reviews.ts'
import { KeyState, Settings } from './settings.ts'

export const HostKind = z.enum(['electron', 'web', 'test'])
export type HostKind = z.infer<typeof HostKind>

export const Hello = z.object({
  version: z.string(),
  host: HostKind,
  /** Changes with every start of the studio: numbers of events of another session mean nothing. */
  session: z.string(),
  seq: z.int(),
  library: z.object({ folder: z.string(), pictures: z.int(), bytes: z.int() }),
  engine: EngineName,
  key: KeyState,
  /** First steps, in order. Empty once all are done. */
  checklist: z
    .array(z.object({ item: z.enum(['photos', 'identity', 'key']), done: z.boolean(), says: z.string() }))
    .readonly(),
  /** The run that fills a new library with the samples, while it is under way. */
  seeding: RunId.nullable(),
})
export type Hello = Readonly<z.infer<typeof Hello>>

/** A picture that was just born, and where it belongs. */
export const PictureBorn = z.object({
  sha256: Sha256,
  step: CardStep,
  subject: SubjectId.nullable(),
  identity: IdentityId.nullable(),
})
export type PictureBorn = Readonly<z.infer<typeof PictureBorn>>

/**
 * What changed, each with a number one higher than the last. Changes of work come at most ten times a second and hold the
 * newest state of each job and run that moved; what a run that is new has queued is on the board. `refetch`: events were missed; what is shown must be asked for again.
 */
export const StudioEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), seq: z.int(), session: z.string() }),
  z.object({ type: z.literal('refetch'), seq: z.int(), session: z.string() }),
  z.object({
    type: z.literal('work'),
    seq: z.int(),
    jobs: z.array(LiveJob).readonly(),
    runs: z.array(LiveRun).readonly(),
    born: z.array(PictureBorn).readonly(),
  }),
  z.object({ type: z.literal('reviews'), seq: z.int(), reviews: z.array(Review).readonly(), state: UndoState }),
  z.object({ type: z.literal('subjects'), seq: z.int(), ids: z.array(SubjectId).readonly() }),
  z.object({ type: z.literal('identities'), seq: z.int(), ids: z.array(IdentityId).readonly() }),
  z.object({ type: z.literal('settings'), seq: z.int(), settings: Settings }),
  /** These pictures were measured, or what is found about them changed. */
  z.object({ type: z.literal('faces'), seq: z.int(), pictures: z.array(Sha256).readonly() }),
  /** Prompts, descriptions of scenes or side notes are others than before. */
  z.object({ type: z.literal('prompts'), seq: z.int() }),
  z.object({ type: z.literal('keys'), seq: z.int(), key: KeyState }),
  /** How far an export is; ten times a second at most. */
  z.object({ type: z.literal('export'), seq: z.int(), export: ExportState }),
  z.object({ type: z.literal('backup'), seq: z.int(), backup: BackupState }),
  z.object({ type: z.literal('restore'), seq: z.int(), restore: RestoreState }),
])
export type StudioEvent = Readonly<z.infer<typeof StudioEvent>>

export const studio = {
  hello: method.output(Hello),
  /**
   * Everything that happens from now on. A client that was away says which event it saw last: it gets those in between,
   * or `refetch` first when they are no longer there. The first event is always `hello` or `refetch`.
   */
  events: method
    .input(
      z
        .strictObject({ after: z.strictObject({ session: z.string().max(80), seq: z.int().min(0) }).optional() })
        .prefault({}),
    )
    .output(eventIterator(StudioEvent)),
}
