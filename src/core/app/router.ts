import { implement, type Router } from '@orpc/server'
import {
  contract,
  type Hello,
  type HostKind,
  type KeyState,
  type PictureFilter,
  type PictureSort,
  type Review,
  type Reviewed,
} from '../../contract/api/index.ts'
import { failed, type IdentityId, type Result, type RunId, type Sha256, type SubjectId } from '../../contract/index.ts'
import type { PhotoFile } from '../imaging/photo-file.ts'
import type { Studio } from '../studio.ts'
import { backupMethods, type Backups } from './backups.ts'
import { limitTable } from '../vision/checks/limits.ts'
import { boardOf } from './board.ts'
import { consentQuestion } from './consent.ts'
import type { Events } from './events.ts'
import { exportMethods } from './export-methods.ts'
import type { Exports } from './exports.ts'
import { faceMethods } from './face-methods.ts'
import type { Faces } from './faces.ts'
import type { Flipping } from './flipping.ts'
import type { SecondOpinions } from './second-opinion.ts'
import { given, tellProblems } from './failures.ts'
import { checklistOf } from './hello.ts'
import { historyMethods } from './history-methods.ts'
import { type Identities } from './identities.ts'
import type { Keys } from './keys.ts'
import { factsOf, lineageOf, unknownPicture } from './lineage.ts'
import { changed, wordsFor } from './review-words.ts'
import type { PromptDesk } from './prompt-desk.ts'
import { promptMethods } from './prompt-methods.ts'
import { queueMethods } from './queue-methods.ts'
import { restoreMethods, type Restores } from './restores.ts'
import type { Runs } from './runs.ts'
import { type AppSettings, choicesOf } from './settings.ts'
import type { Subjects } from './subjects.ts'
import { trialMethods } from './trials.ts'

export interface AppParts {
  readonly host: HostKind
  readonly version: string
  readonly studio: Studio
  readonly settings: AppSettings
  readonly keys: Keys
  readonly events: Events
  readonly runs: Runs
  readonly subjects: Subjects
  readonly identities: Identities
  readonly faces: Faces
  readonly flipping: Flipping
  readonly opinions: SecondOpinions
  readonly exports: Exports
  readonly backups: Backups
  readonly restores: Restores
  readonly desk: PromptDesk
  /** The samples' run while it is under way. */
  readonly seeding: () => RunId | null
  /** To be called when the key is another: what was opened with the old one is opened anew. */
  readonly keyChanged: () => void
  readonly now: () => Date
}

/** Who reviews where nobody has said so. */
export const NOBODY = 'somebody'

const filesOf = async (files: readonly File[]): Promise<readonly PhotoFile[]> =>
  await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))

/** Figures are worked out over the whole library: only where somebody asks by them. */
const isByFigures = (filter: PictureFilter, sort: PictureSort): boolean =>
  sort === 'likeness' ||
  sort === 'scene-kept' ||
  filter.likenessAtLeast !== undefined ||
  filter.sceneKeptAtLeast !== undefined

const runOf = (result: Result<RunId>) => ({ run: given(result) })

/** Implements the whole contract; needs no context. */
export type AppRouter = Router<typeof contract, Record<string, never>>

/** The contract, over the parts of one open studio. */
export const routerOf = (parts: AppParts): AppRouter => {
  const { studio, settings, keys, events, runs, subjects, identities } = parts
  const { library } = studio
  const { people, cards, reviews } = library
  const os = implement(contract).use(async ({ next }) => await tellProblems(async () => await next()))
  const author = (): string => settings.get().author || NOBODY
  const hasKey = (): boolean => keys.state().present
  const isSeeding = (): boolean => parts.seeding() !== null

  const hello = (): Hello => ({
    version: parts.version,
    host: parts.host,
    session: events.session,
    seq: events.seq(),
    library: { folder: library.folder, ...library.size() },
    engine: settings.get().engine,
    key: keys.state(),
    checklist: checklistOf(people, keys.state()),
    seeding: parts.seeding(),
  })

  const subject = (id: SubjectId) => given(subjects.get(id))
  const subjectMoved = <T>(id: SubjectId, value: T): T => {
    events.tell({ type: 'subjects', ids: [id] })
    return value
  }
  const identityMoved = <T>(id: IdentityId, value: T): T => {
    events.tell({ type: 'identities', ids: [id] })
    return value
  }
  const keyMoved = (state: KeyState): KeyState => {
    parts.keyChanged()
    events.tell({ type: 'keys', key: state })
    return state
  }
  const knownSubject = (id: SubjectId) => {
    const known = people.subject(id)
    if (known) return known
    return given<never>(failed('subject-missing', 'This subject is not in the library.', 'Reload the window.'))
  }

  const reviewed = (changedOnes: readonly Review[]): Reviewed => {
    const state = reviews.state()
    if (changedOnes.length > 0) events.tell({ type: 'reviews', reviews: changedOnes, state })
    return { reviews: changedOnes, state }
  }
  /** An action that was undone or done again may have been one on side notes. */
  const stepped = (changedOnes: readonly Review[]): Reviewed => {
    const state = reviews.state()
    events.tell({ type: 'reviews', reviews: changedOnes, state })
    events.tell({ type: 'prompts' })
    return { reviews: changedOnes, state }
  }
  const act = async (
    pictures: readonly Sha256[],
    says: string,
    change: (before: Review, by: string, at: string) => Review,
  ): Promise<Reviewed> => {
    const by = author()
    const at = parts.now().toISOString()
    return reviewed(await reviews.act(pictures, { says, by, change: (before) => change(before, by, at) }))
  }

  return os.router({
    studio: {
      hello: os.studio.hello.handler(hello),
      events: os.studio.events.handler(async function* ({ input, signal }) {
        yield* events.follow(input.after, signal)
      }),
    },
    subjects: {
      list: os.subjects.list.handler(({ input }) => subjects.list(input.archived)),
      get: os.subjects.get.handler(({ input }) => subject(input.id)),
      judge: os.subjects.judge.handler(async ({ input }) => await subjects.judge(await filesOf(input.photos))),
      create: os.subjects.create.handler(async ({ input }) => {
        const saved = given(await subjects.create(input.traits, await filesOf(input.photos), input.poses))
        return subjectMoved(saved.subject.id, saved)
      }),
      update: os.subjects.update.handler(async ({ input }) => {
        const add = input.add === undefined ? undefined : await filesOf(input.add)
        return subjectMoved(input.id, given(await subjects.update({ ...input, add })))
      }),
      archive: os.subjects.archive.handler(async ({ input }) => {
        await people.archiveSubject(input.id, true)
        return subjectMoved(input.id, subject(input.id))
      }),
      restore: os.subjects.restore.handler(async ({ input }) => {
        await people.archiveSubject(input.id, false)
        return subjectMoved(input.id, subject(input.id))
      }),
      consentQuestion: os.subjects.consentQuestion.handler(({ input }) =>
        consentQuestion(knownSubject(input.id), input.engine),
      ),
      giveConsent: os.subjects.giveConsent.handler(async ({ input }) => {
        const { says } = consentQuestion(knownSubject(input.id), input.engine)
        await people.giveConsent(input.id, input.engine, input.by, says)
        return subjectMoved(input.id, subject(input.id))
      }),
      withdrawConsent: os.subjects.withdrawConsent.handler(async ({ input }) => {
        await people.withdrawConsent(input.id, input.engine)
        return subjectMoved(input.id, subject(input.id))
      }),
    },
    identities: {
      list: os.identities.list.handler(({ input }) => identities.list(input.archived)),
      get: os.identities.get.handler(({ input }) => given(identities.get(input.id))),
      create: os.identities.create.handler(async ({ input }) => {
        const made = given(await identities.create(input.identity))
        return identityMoved(made.id, made)
      }),
      update: os.identities.update.handler(async ({ input }) =>
        identityMoved(input.id, given(await identities.update(input.id, input.identity))),
      ),
      duplicate: os.identities.duplicate.handler(async ({ input }) => {
        const made = given(await identities.duplicate(input.id))
        return identityMoved(made.id, made)
      }),
      archive: os.identities.archive.handler(async ({ input }) =>
        identityMoved(input.id, given(await identities.archive(input.id, true))),
      ),
      restore: os.identities.restore.handler(async ({ input }) =>
        identityMoved(input.id, given(await identities.archive(input.id, false))),
      ),
    },
    board: {
      get: os.board.get.handler(({ input }) => {
        return given(boardOf({ studio, settings, runs, hasKey, isSeeding, seq: events.seq }, input))
      }),
    },
    pictures: {
      query: os.pictures.query.handler(({ input: { filter, ...window } }) => ({
        ...cards.query(filter, window, isByFigures(filter, window.sort) ? parts.faces.figures() : undefined),
        offset: window.offset,
      })),
      card: os.pictures.card.handler(({ input }) => cards.of([input.sha256])[0] ?? given(unknownPicture(input.sha256))),
      cards: os.pictures.cards.handler(({ input }) => cards.of(input.pictures)),
      facts: os.pictures.facts.handler(({ input }) =>
        input.pictures.map((picture) => given(factsOf(library, picture))),
      ),
      lineage: os.pictures.lineage.handler(({ input }) => given(lineageOf(library, input.sha256))),
    },
    runs: {
      plan: os.runs.plan.handler(({ input }) => given(runs.plan(input))),
      start: os.runs.start.handler(async ({ input }) => runOf(await runs.start(input))),
      resume: os.runs.resume.handler(async ({ input }) => runOf(await runs.resume(input.run))),
      cancel: os.runs.cancel.handler(async ({ input }) => {
        given(await runs.cancel(input.run))
      }),
      cancelJob: os.runs.cancelJob.handler(async ({ input }) => {
        given(await runs.cancelJob(input.job))
      }),
      retryJob: os.runs.retryJob.handler(async ({ input }) => runOf(await runs.retryJob(input.job))),
      active: os.runs.active.handler(() => runs.active()),
      get: os.runs.get.handler(
        ({ input }) =>
          runs.get(input.run) ??
          given(failed('run-missing', 'There is no such run in this library.', 'Reload the window.')),
      ),
    },
    reviews: {
      change: os.reviews.change.handler(
        async ({ input: { pictures, set } }) =>
          await act(pictures, wordsFor(set, new Set(pictures).size), (before, by, at) => changed(before, set, by, at)),
      ),
      keepOne: os.reviews.keepOne.handler(async ({ input: { keep, reject } }) => {
        const rejected = reject.filter((picture) => picture !== keep)
        return await act([keep, ...rejected], `keeping one of ${rejected.length + 1}`, (before) => ({
          ...before,
          flag: before.sha256 === keep ? 'pick' : 'reject',
        }))
      }),
      undo: os.reviews.undo.handler(async () => stepped(await reviews.undo())),
      redo: os.reviews.redo.handler(async () => stepped(await reviews.redo())),
      state: os.reviews.state.handler(() => reviews.state()),
      of: os.reviews.of.handler(({ input }) => reviews.of(input.pictures)),
    },
    settings: {
      get: os.settings.get.handler(() => settings.get()),
      set: os.settings.set.handler(async ({ input }) => {
        const now = await settings.set(input)
        studio.setPlaces(now.concurrency)
        studio.setHeld(now.paused)
        events.tell({ type: 'settings', settings: now })
        return now
      }),
      choices: os.settings.choices.handler(() => choicesOf(studio)),
      limits: os.settings.limits.handler(() => limitTable(settings.get().limits)),
    },
    keys: {
      state: os.keys.state.handler(() => keys.state()),
      set: os.keys.set.handler(async ({ input }) => keyMoved(await keys.set(input.key))),
      clear: os.keys.clear.handler(async () => keyMoved(await keys.clear())),
      test: os.keys.test.handler(async () => ({ says: given(await keys.test()) })),
    },
    prompts: promptMethods({
      studio,
      desk: parts.desk,
      author,
      changed: () => events.tell({ type: 'prompts' }),
      undoChanged: () => events.tell({ type: 'reviews', reviews: [], state: reviews.state() }),
    }),
    trials: trialMethods(library),
    exports: exportMethods(parts.exports, library, events),
    backups: backupMethods(parts.backups),
    restores: restoreMethods(parts.restores),
    history: historyMethods(studio),
    queue: queueMethods(runs, settings),
    faces: faceMethods(parts.faces, parts.flipping, parts.opinions),
  })
}
