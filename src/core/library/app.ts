import type { AttemptId, Identity, IdentityId, JobId, RunId, Sha256, Subject, SubjectId } from '../../contract/index.ts'
import type {
  Card,
  CardStep,
  Consent,
  ConsentFor,
  PictureFilter,
  PictureSort,
  Review,
  UndoState,
} from '../../contract/api/index.ts'
import type { FaceShelf } from './face-shelf.ts'
import type { Descriptions, PromptShelf, SideNotes } from './prompt-shelf.ts'
import type { Job, Run } from './types.ts'

/** Whom a run is for; the samples' own run is marked. */
export interface Cast {
  readonly subject: SubjectId
  /** In the order of the spec's identities. */
  readonly identities: readonly IdentityId[]
  readonly sample?: boolean
}

export interface KnownSubject {
  readonly id: SubjectId
  readonly subject: Subject
  readonly archived: boolean
  readonly sample: boolean
  readonly createdAt: string
  readonly changedAt: string
  readonly consents: readonly Consent[]
}

export interface KnownIdentity {
  readonly id: IdentityId
  readonly identity: Identity
  readonly archived: boolean
  readonly sample: boolean
  readonly createdAt: string
  readonly changedAt: string
}

/** Subjects and identities as people mean them: the same one however often its words change. */
export interface People {
  /** Newest change first. */
  readonly subjects: () => readonly KnownSubject[]
  readonly subject: (id: SubjectId) => KnownSubject | null
  readonly addSubject: (subject: Subject, sample?: boolean) => Promise<SubjectId>
  readonly changeSubject: (id: SubjectId, subject: Subject) => Promise<void>
  readonly archiveSubject: (id: SubjectId, archived: boolean) => Promise<void>
  /** In the order they were made. */
  readonly identities: () => readonly KnownIdentity[]
  readonly identity: (id: IdentityId) => KnownIdentity | null
  readonly addIdentity: (identity: Identity, sample?: boolean) => Promise<IdentityId>
  readonly changeIdentity: (id: IdentityId, identity: Identity) => Promise<void>
  readonly archiveIdentity: (id: IdentityId, archived: boolean) => Promise<void>
  readonly giveConsent: (id: SubjectId, engine: ConsentFor, by: string, text: readonly string[]) => Promise<void>
  readonly withdrawConsent: (id: SubjectId, engine: ConsentFor) => Promise<void>
}

export interface CardPage {
  readonly total: number
  readonly cards: readonly Card[]
}

/** What was measured of pictures, 0 to 1, by picture; one that was not measured is not in it. */
export interface MeasuredFigures {
  readonly likeness: ReadonlyMap<Sha256, number>
  readonly sceneKept: ReadonlyMap<Sha256, number>
}

/** Pictures with what a grid shows and asks of them. */
export interface Cards {
  /**
   * A window of the pictures that match, each once; `newest` unless told.
   * @param measured what filter and order by figures go by; without it nothing counts as measured
   */
  readonly query: (
    filter: PictureFilter,
    window: { readonly sort?: PictureSort; readonly offset: number; readonly limit: number },
    measured?: MeasuredFigures,
  ) => CardPage
  /** Cards of these pictures, in the order asked for; pictures without one are left out. */
  readonly of: (pictures: readonly Sha256[]) => readonly Card[]
  /** Where the picture belongs: as a step of which subject and identity. */
  readonly places: (
    picture: Sha256,
  ) => readonly { readonly step: CardStep; readonly subject: SubjectId | null; readonly identity: IdentityId | null }[]
  /** The attempt whose answer a picture is; null for one that was not made by a step people look at. */
  readonly attemptOf: (picture: Sha256) => AttemptId | null
}

/** A change as it is stored: what the pictures' reviews were and are, and what the menu calls it. */
export interface ReviewAction {
  readonly says: string
  readonly by: string
  readonly change: (before: Review) => Review
}

export interface Reviews {
  readonly of: (pictures: readonly Sha256[]) => readonly Review[]
  /** One action on several pictures, in one commit. Gives back how each now is; a picture that is not there is a problem. */
  readonly act: (pictures: readonly Sha256[], action: ReviewAction) => Promise<readonly Review[]>
  /** Takes back the newest action, on a review or on a side note; an empty list when it was none on reviews. */
  readonly undo: () => Promise<readonly Review[]>
  readonly redo: () => Promise<readonly Review[]>
  readonly state: () => UndoState
}

export interface RunFacts {
  readonly subject: SubjectId | null
  readonly identities: readonly { readonly key: string; readonly id: IdentityId }[]
  readonly sample: boolean
  readonly cancelled: boolean
}

/** How far a run is, a ladder counted as one piece of work. */
export interface RunTally {
  readonly total: number
  readonly done: number
  readonly running: number
  readonly waiting: number
  readonly lost: number
  readonly requests: number
  readonly cached: number
}

/** Whom runs were for, and which are left to be done. */
export interface Casting {
  readonly of: (run: RunId) => RunFacts
  /** Runs with work left, oldest first. */
  readonly open: () => readonly Run[]
  /** The newest runs for a pair, newest first. */
  readonly newest: (subject: SubjectId, identity: IdentityId, limit: number) => readonly Run[]
  /**
   * What a run still has to show for an identity beside its pictures: work that is queued, under way, or ended without one.
   * A ladder is one piece of work, told by the job it is at; `paths` are those of all that it was to make.
   */
  readonly unresolved: (
    run: RunId,
    key: string,
  ) => {
    readonly jobs: readonly Job[]
    readonly paths: ReadonlySet<string>
    readonly sends: ReadonlyMap<JobId, number>
  }
  readonly tally: (run: RunId) => RunTally
  /** The newest second opinion that was answered or refused, by the path of its job; null when there is none. */
  readonly newestOpinion: (path: string) => Job | null
  /** The run that a job is part of; null when there is no such job. */
  readonly runOf: (job: JobId) => RunId | null
  /** Marks a run as cancelled by somebody, or takes the mark away. */
  readonly setCancelled: (run: RunId, cancelled: boolean) => Promise<void>
  /** The place of a run among the runs, the smaller first; 0 unless somebody ordered them. */
  readonly placeOf: (run: RunId) => number
  /** Puts these runs in this order, in front of all others. */
  readonly orderRuns: (runs: readonly RunId[]) => Promise<void>
  /** Puts these jobs of a run in this order, in front of its others. */
  readonly orderJobs: (run: RunId, jobs: readonly JobId[]) => Promise<void>
  /** Opens a run that has ended, so that it can be gone on with. */
  readonly reopen: (run: RunId) => Promise<void>
}

/** The part of a library that the app needs and a command line does not. */
export interface AppLibrary {
  readonly people: People
  readonly cards: Cards
  readonly reviews: Reviews
  readonly prompts: PromptShelf
  readonly descriptions: Descriptions
  readonly sideNotes: SideNotes
  readonly casting: Casting
  readonly faces: FaceShelf
  readonly settings: {
    readonly get: () => Readonly<Record<string, unknown>>
    readonly set: (values: Readonly<Record<string, unknown>>) => Promise<void>
  }
  /** How many pictures there are, and their bytes. */
  readonly size: () => { readonly pictures: number; readonly bytes: number }
}
