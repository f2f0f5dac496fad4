import type {
  AttemptId,
  DescriptionId,
  Identity,
  IdentityId,
  JobId,
  PromptVersionId,
  RunId,
  Sha256,
  SideNoteId,
  SubjectId,
} from '../../contract/index.ts'
import type { PromptOrigin, SideNote } from '../../contract/api/index.ts'

/** A wording as it is named and kept. */
export interface Wording {
  readonly version: string
  readonly text: string
}

/** A version of a template as somebody saved, imported or tried it. */
export interface KeptVersion extends Wording {
  readonly id: PromptVersionId
  readonly template: string
  readonly note: string
  readonly author: string
  readonly madeAt: string
  /** Null: written from the bundled default, or from nothing. */
  readonly parent: PromptVersionId | null
  readonly origin: PromptOrigin
  readonly archived: boolean
}

/** What was last chosen for a template, in the library or for one identity. */
export interface Choice {
  readonly template: string
  readonly identity: IdentityId | null
  readonly means: 'version' | 'default' | 'library'
  /** Null unless a version is meant. */
  readonly version: KeptVersion | null
  /** The bundled default when it was chosen. */
  readonly defaultThen: string
  readonly by: string
  readonly at: string
}

/** What can be asked about prompts without holding the library. */
export interface PromptReader {
  /** A wording by its name; null where it was never kept. */
  readonly text: (version: string) => string | null
  /** Newest first, archived ones too. */
  readonly versions: (template: string) => readonly KeptVersion[]
  readonly version: (id: PromptVersionId) => KeptVersion | null
  /** The newest choice for each template, in the library and for each identity. */
  readonly choices: () => readonly Choice[]
  readonly choice: (template: string, identity: IdentityId | null) => Choice | null
  /** The known identity with exactly this content; null when there is none. */
  readonly identityLike: (identity: Identity) => IdentityId | null
}

export interface NewVersion extends Wording {
  readonly template: string
  readonly note: string
  readonly author: string
  readonly parent: PromptVersionId | null
  readonly origin: PromptOrigin
}

export interface NewChoice {
  readonly template: string
  readonly identity: IdentityId | null
  readonly means: Choice['means']
  readonly version: PromptVersionId | null
  /** The bundled default of today. */
  readonly defaultNow: Wording
  readonly by: string
}

/** Versions of prompts, and which of them are current. */
export interface PromptShelf extends PromptReader {
  /** Keeps wordings under their names; what is there is not written again. */
  readonly keep: (wordings: readonly Wording[]) => Promise<void>
  readonly add: (version: NewVersion) => Promise<PromptVersionId>
  readonly annotate: (id: PromptVersionId, note: string) => Promise<void>
  readonly archive: (id: PromptVersionId, archived: boolean) => Promise<void>
  readonly choose: (choice: NewChoice) => Promise<void>
}

/** A recreation prompt that somebody edited. */
export interface KeptDescription {
  readonly id: DescriptionId
  readonly scene: Sha256
  readonly text: string
  readonly author: string
  readonly madeAt: string
  /** Stands in for the describe step in the next run from this scene. At most one of a scene does. */
  readonly inUse: boolean
}

/** What a describe step said of a scene. */
export interface SaidOfScene {
  readonly scene: Sha256
  readonly attempt: AttemptId
  readonly run: RunId
  readonly job: JobId
  readonly model: string
  readonly text: string
  /** The version of the describe prompt that was asked with; null where it is not known. */
  readonly version: string | null
  readonly at: string
  readonly subject: SubjectId | null
  readonly identity: IdentityId
}

export interface Descriptions {
  /** The newest answer for each scene of an identity and each wording of the question, newest first. */
  readonly said: (identity: IdentityId) => readonly SaidOfScene[]
  /** Newest first. */
  readonly of: (scene: Sha256) => readonly KeptDescription[]
  /** Those in use, by scene. */
  readonly inUse: (scenes: readonly Sha256[]) => ReadonlyMap<Sha256, string>
  /** Keeps one and puts it in use. */
  readonly add: (description: {
    readonly scene: Sha256
    readonly text: string
    readonly author: string
  }) => Promise<DescriptionId>
  /** Null: the describe step's own answer is used again. */
  readonly use: (scene: Sha256, id: DescriptionId | null) => Promise<void>
}

export interface NewSideNote {
  /** Null: it concerns every identity. */
  readonly identity: IdentityId | null
  readonly kind: SideNote['kind']
  readonly text: string
  readonly image?: Sha256
  readonly prompt?: { readonly template: string; readonly version: string }
  readonly author: string
}

/** What was tried and what was seen, an identity at a time. */
export interface SideNotes {
  /** Newest first, `limit` at most, those that hold the words; removed ones are left out. */
  readonly of: (identity: IdentityId, limit: number, words?: string) => readonly SideNote[]
  readonly add: (note: NewSideNote) => Promise<SideNoteId>
  readonly edit: (id: SideNoteId, text: string, by: string) => Promise<void>
  readonly remove: (id: SideNoteId, by: string) => Promise<void>
}
