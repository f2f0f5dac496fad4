import type { Attempt, AttemptStatus, EngineName, Identity, StrategyName, SubjectTraits } from '../../contract/index.ts'

/** One picture on the sheet. */
export interface SheetPicture {
  /** Path from the sheet to the file, with forward slashes and not encoded: "finals/Conductor 1.png". */
  readonly path: string
  /** Pixels; they only keep the page from jumping while it loads. */
  readonly width: number
  readonly height: number
  /** A few words under the picture: "front", "profile left", "scene 2". */
  readonly caption: string
  /** The request it came from; null for a reference photo. */
  readonly attempt: Attempt | null
}

/** One strategy of a ladder and what became of it. */
export interface SheetRung {
  readonly strategy: StrategyName
  /** `standby`: never needed, an earlier rung gave the final. */
  readonly outcome: AttemptStatus | 'standby'
  /** Every request made for it, in order, those of its describe and canvas steps too. */
  readonly attempts: readonly Attempt[]
}

export interface SheetIdentity {
  readonly identity: Identity
  readonly scenes: readonly SheetPicture[]
  readonly portraits: readonly SheetPicture[]
  /** The first one is shown large. */
  readonly finals: readonly SheetPicture[]
  readonly ladder: readonly SheetRung[]
  /** Why something is missing, one sentence each. */
  readonly problems: readonly string[]
}

/** Everything a contact sheet shows. Text may hold anything; it is escaped where it is written. */
export interface ContactSheetData {
  readonly title: string
  /** ISO date and time. */
  readonly madeAt: string
  readonly engine: EngineName
  readonly subject: SubjectTraits
  readonly references: readonly SheetPicture[]
  readonly views: readonly SheetPicture[]
  readonly identities: readonly SheetIdentity[]
  readonly totals: {
    readonly requests: number
    readonly cached: number
    readonly costUsd: number
    /** Milliseconds from start to end; null when the run has not ended. */
    readonly durationMs: number | null
  }
  /** Warnings about the photos and the run, one sentence each. */
  readonly notes: readonly string[]
}
