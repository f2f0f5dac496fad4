import type { Problem } from '../../../contract/index.ts'

export type BackupPhase = 'database' | 'pictures' | 'finishing'

/** How far a backup is; of the phase it is in. */
export interface BackupProgress {
  readonly phase: BackupPhase
  readonly done: number
  readonly total: number
  readonly bytes: number
}

/** What was written. */
export interface BackedUp {
  readonly to: string
  readonly pictures: number
  readonly bytes: number
  /** Recorded pictures that were missing or damaged and could not be taken along. */
  readonly missing: readonly string[]
}

/** What was put back. */
export interface Restored {
  readonly folder: string
  readonly pictures: number
  readonly attempts: number
  readonly bytes: number
  readonly missing: readonly string[]
  readonly createdAt: string
}

/** What is in a backup that was looked at, all of it verified. */
export interface Examined {
  readonly pictures: number
  readonly attempts: number
  readonly bytes: number
  readonly missing: readonly string[]
  readonly createdAt: string
  /** Names of the subjects, the newest first; archived ones are left out. */
  readonly subjects: readonly string[]
  readonly identities: readonly string[]
}

/** What the threads of backup and restore say. */
export type BackupMessage<T> =
  | { readonly kind: 'progress'; readonly progress: BackupProgress }
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: Problem }

export type BackupTask =
  | { readonly do: 'back-up'; readonly folder: string; readonly to: string }
  | { readonly do: 'examine'; readonly from: string; readonly scratch: string }
  | { readonly do: 'restore'; readonly from: string; readonly folder: string }
