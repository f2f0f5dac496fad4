import { createStore, type StoreApi } from 'zustand/vanilla'
import type {
  BackupState,
  Board,
  Choices,
  ExportState,
  Hello,
  IdentityRecord,
  KeyState,
  LiveRun,
  RestoreState,
  Review,
  Settings,
  SubjectRecord,
  UndoState,
} from '../../contract/api/index.ts'
import type { Problem, RunId, Sha256 } from '../../contract/index.ts'

export type Connection = 'connecting' | 'connected' | 'lost'

/** Something people are told in passing. Problems stay until they are put away. */
export type Notice = {
  readonly id: number
  readonly kind: 'problem' | 'done'
  readonly message: string
  readonly next: string
}

/** What the studio last said. The window holds nothing of its own in it: all of it can be asked for again. */
export type Mirror = {
  /** The number of the newest event: an answer with a smaller one was given before it. */
  readonly seq: number
  readonly connection: Connection
  /** Why the studio does not let this page in; null when it does. */
  readonly locked: string | null
  readonly hello: Hello | null
  readonly settings: Settings | null
  readonly choices: Choices | null
  readonly key: KeyState | null
  readonly subjects: readonly SubjectRecord[]
  readonly identities: readonly IdentityRecord[]
  /** False until both lists were read once. */
  readonly peopleKnown: boolean
  readonly runs: ReadonlyMap<RunId, LiveRun>
  readonly board: Board | null
  /** The newest review of each picture that was heard of since the window opened. */
  readonly reviews: ReadonlyMap<Sha256, Review>
  /** Reviews as they will be once the studio has confirmed them; painted in the meantime. */
  readonly painted: ReadonlyMap<Sha256, Review>
  readonly undo: UndoState
  /** Review actions that the studio has not answered yet. */
  readonly reviewing: number
  /** Goes up whenever a list of pictures may have changed. */
  readonly pictures: number
  /** Goes up whenever a run moved on: requests were made, or the queue is another. */
  readonly work: number
  /** Goes up whenever prompts, descriptions of scenes or side notes may have changed. */
  readonly prompts: number
  /** Exports of this session, as far as they were heard of. */
  readonly exports: ReadonlyMap<string, ExportState>
  readonly backup: BackupState | null
  readonly restore: RestoreState | null
  readonly notices: readonly Notice[]
}

export const EMPTY_MIRROR: Mirror = {
  seq: 0,
  connection: 'connecting',
  locked: null,
  hello: null,
  settings: null,
  choices: null,
  key: null,
  subjects: [],
  identities: [],
  peopleKnown: false,
  runs: new Map(),
  board: null,
  reviews: new Map(),
  painted: new Map(),
  undo: { undo: null, redo: null },
  reviewing: 0,
  pictures: 0,
  work: 0,
  prompts: 0,
  exports: new Map(),
  backup: null,
  restore: null,
  notices: [],
}

export const openMirror = (): StoreApi<Mirror> => createStore<Mirror>(() => EMPTY_MIRROR)

let lastNotice = 0

/** Tells people something; the same words twice are told once. */
export const tell = (mirror: StoreApi<Mirror>, notice: Omit<Notice, 'id'>): void =>
  mirror.setState((state) => ({
    notices: [
      ...state.notices.filter(({ message, next }) => message !== notice.message || next !== notice.next).slice(-3),
      { ...notice, id: ++lastNotice },
    ],
  }))

export const tellProblem = (mirror: StoreApi<Mirror>, { message, next }: Problem): void =>
  tell(mirror, { kind: 'problem', message, next })

export const putAway = (mirror: StoreApi<Mirror>, id: number): void =>
  mirror.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }))
