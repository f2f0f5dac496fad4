import {
  type EngineName,
  type IdentityId,
  type JobId,
  ok,
  type Plan,
  ProblemError,
  type Result,
  type RunDone,
  type RunEvent,
  type RunId,
  type RunSpec,
  type RunSpecInput,
  type Sha256,
  type SubjectId,
} from '../contract/index.ts'
import type { Engine } from './engines/engine.ts'
import { sha256OfJson } from './engines/keys.ts'
import { type ModelTable, readModelTable } from './engines/models.ts'
import { type EngineDeps, openEngine } from './engines/open.ts'
import { readFacts } from './imaging/facts.ts'
import { type Imaging, openImaging } from './imaging/imaging.ts'
import { openLibrary, readLibrary } from './library/open.ts'
import type { Cast } from './library/app.ts'
import type { ShelfReader } from './library/shelves.ts'
import type { Library, LibraryReader, NewJob, Run } from './library/types.ts'
import { type Traffic, openTraffic } from './pipeline/traffic.ts'
import { type Look, openLook } from './pipeline/looking.ts'
import { mayBeCompared } from './app/consent.ts'
import { openPhotoGate, type PhotoGate } from './app/photo-gate.ts'
import { openLocalWork } from './pipeline/local-work.ts'
import { planRun } from './pipeline/planning.ts'
import { parseSpec, type PreparedRun, prepareRun } from './pipeline/prepare.ts'
import { openSlots } from './pipeline/slots.ts'
import { type RunControl, workOffRun } from './pipeline/runner.ts'
import type { WorkParts } from './pipeline/work.ts'
import { templatesOf } from './pipeline/templates.ts'
import { openBook } from './prompts/book.ts'
import type { Prompts } from './prompts/catalog.ts'
import { type Current, currentFrom, namedIn, renderWith, useOf } from './prompts/current.ts'
import type { Vision } from './vision/types.ts'

/** What a host hands to the studio. */
export interface StudioDeps extends EngineDeps {
  readonly libraryFolder: string
  /** Who holds the library, told to a second process that wants it. */
  readonly holder: string
  /** Templates that stand in for bundled ones of the same name. */
  readonly promptFolder?: string
  readonly now?: () => Date
  /** The studio's eyes, closed with it; absent, pictures are only judged as pictures. */
  readonly vision?: Vision
}

export interface RunOptions {
  readonly signal?: AbortSignal
  readonly onEvent?: (event: RunEvent) => void
  /** Whom the run is for, where the host knows subjects and identities by their numbers. */
  readonly cast?: Cast
  /** Goes on with this very run, whatever other runs have an equal spec. */
  readonly resume?: RunId
  /** Of the run gone on with, takes up this job alone, with what it needs and what needs it. */
  readonly only?: JobId
  /** Given a hand on single jobs, once, before the first of them starts. */
  readonly onControl?: (control: RunControl) => void
}

/** The studio without a screen: what every host offers, each in its own way. */
export interface Studio {
  readonly library: Library
  readonly imaging: Imaging
  /** Null where the host gave none. */
  readonly vision: Vision | null
  /** What was measured in pictures, measured now where it was not; null without eyes. */
  readonly look: Look | null
  /** The bundled prompts, and those of the folder named at the start. */
  readonly prompts: Prompts
  /** Which prompt is current, in the library or for an identity. */
  readonly currentPrompt: Current<IdentityId>
  readonly models: ModelTable
  /** Judges photos, stores those that pass, and gives the verdict on each. */
  readonly takePhotos: Imaging['intake']
  /** Judges photos without storing them. */
  readonly photoGate: PhotoGate
  /**
   * What a run would do and cost. Sends nothing.
   * @param drafts wordings that the spec names and nobody has kept yet, by their names
   */
  readonly plan: (spec: RunSpecInput, drafts?: ReadonlyMap<string, string>) => Result<Plan>
  /** Runs or, where an equal run was interrupted, goes on with it; resolves when nothing is left that can be done. */
  readonly run: (spec: RunSpecInput, options?: RunOptions) => Promise<Result<RunDone>>
  /** The spec with everything filled in, the wordings that are current for its identities too. */
  readonly settle: (spec: RunSpecInput, cast?: Cast) => Result<RunSpec>
  /** The name that equal specs share: an open run with it is the same run. */
  readonly nameOf: (spec: RunSpecInput) => Result<Sha256>
  /** Opens the engine anew for the next run, since its key has changed; runs under way keep the one they have. */
  readonly renewEngine: (name: EngineName) => void
  /** How many requests all runs together may have under way, from now on. */
  readonly setPlaces: (places: number) => void
  /** While held, no run sends anything new; what is under way goes on. */
  readonly setHeld: (held: boolean) => void
  /** Ends engines, picture work and eyes: what waits for them is rejected, what is under way may end. */
  readonly stopWork: () => Promise<void>
  /** The same, and closes the library. */
  readonly close: () => Promise<void>
}

/**
 * Settings that change how a run is worked off and not what it makes are left out: raising the spend cap or waiting
 * longer goes on with the same run.
 */
const hashOfSpec = ({ settings, ...rest }: RunSpec): Sha256 => {
  const { checks, regenerations, limits, imageSize } = settings
  const changed = Object.keys(limits).length > 0 ? { limits } : {}
  return sha256OfJson({ ...rest, settings: { checks, regenerations, ...changed, imageSize } })
}

/** The spec with the wordings it is to be made with written into it; one that names some already keeps them. */
const withPrompts = (
  spec: RunSpec,
  current: Current<IdentityId>,
  identities: readonly (IdentityId | null)[],
): RunSpec => (spec.prompts ? spec : { ...spec, prompts: useOf(templatesOf(spec), current, identities) })

const NO_PROMPTS = { all: {}, identities: [] }

const startRun = async (
  library: Library,
  spec: RunSpec,
  hash: Sha256,
  jobs: readonly NewJob[],
  cast: Cast | undefined,
): Promise<RunId> => {
  await Promise.all([
    library.saveSubject(spec.subject),
    ...spec.identities.map(async (identity) => await library.saveIdentity(identity)),
  ])
  return await library.createRun(spec, hash, jobs, cast)
}

/** Opens a library for reading only: other processes may hold it. */
export const openReader = (folder: string): Result<ShelfReader> => readLibrary({ folder })

/**
 * What a run would do and cost, without holding the library or even having one; nothing is created, no key is needed.
 * @param library null when there is none yet: nothing is cached
 */
export const planOnly = async (
  input: RunSpecInput,
  library: LibraryReader | null,
  deps: Omit<StudioDeps, 'libraryFolder' | 'holder'>,
): Promise<Result<Plan>> => {
  const spec = parseSpec(input)
  if (!spec.ok) return spec
  const table = readModelTable()
  if (!table.ok) return table
  const prompts = openBook(deps.promptFolder)
  if (!prompts.ok) return prompts
  const engine = openEngine(
    spec.value.engine,
    { ...deps, apiKey: () => 'planning-sends-nothing' },
    table.value,
    library,
  )
  if (!engine.ok) return engine
  try {
    const current = currentFrom(prompts.value, library?.prompts ?? null)
    const identities = spec.value.identities.map((identity) => library?.prompts.identityLike(identity) ?? null)
    const settled = withPrompts(spec.value, current, identities)
    const render = renderWith(
      settled.prompts ?? NO_PROMPTS,
      prompts.value,
      (version) => library?.prompts.text(version) ?? null,
    )
    if (!render.ok) return render
    const prepared = prepareRun(settled, engine.value, (sha256) => library?.pictureFacts(sha256) ?? null)
    if (!prepared.ok) return prepared
    return ok(planRun({ ...prepared.value, eyes: deps.vision !== undefined, library, render: render.value }))
  } finally {
    await engine.value.close()
  }
}

/** Whom a run is for, where that person agreed to have faces compared. */
const comparedIn =
  ({ casting, people }: Library) =>
  (run: RunId): SubjectId | null => {
    const { subject } = casting.of(run)
    const known = subject === null ? null : people.subject(subject)
    return known && mayBeCompared(known) ? known.id : null
  }

/** Opens the studio on a library folder; the one place where its parts are put together. */
export const openStudio = async (deps: StudioDeps): Promise<Result<Studio>> => {
  const table = readModelTable()
  if (!table.ok) return table
  const prompts = openBook(deps.promptFolder)
  if (!prompts.ok) return prompts
  const opened = await openLibrary({ folder: deps.libraryFolder, holder: deps.holder })
  if (!opened.ok) return opened
  const library = opened.value
  const imaging = openImaging()
  const vision = deps.vision ?? null
  const photoGate = openPhotoGate(imaging, vision)
  const look =
    vision && openLook({ vision, picture: library.picture, shelf: library.faces, mayCompare: comparedIn(library) })
  const book = prompts.value
  const currentPrompt = currentFrom(book, library.prompts)
  const now = deps.now ?? (() => new Date())
  const engines = new Map<EngineName, Engine>()
  const retired: Engine[] = []
  const places = openSlots(1)
  const traffic = new Map<EngineName, Traffic>()

  const engineFor = (name: EngineName): Result<Engine> => {
    const there = engines.get(name)
    if (there) return ok(there)
    const made = openEngine(name, deps, table.value, library)
    if (made.ok) engines.set(name, made.value)
    return made
  }

  const trafficOf = (name: EngineName): Traffic => {
    const shared = traffic.get(name) ?? openTraffic(places)
    traffic.set(name, shared)
    return shared
  }

  const settle = (input: RunSpecInput, cast?: Cast): Result<RunSpec> => {
    const spec = parseSpec(input)
    if (!spec.ok) return spec
    const identities = spec.value.identities.map(
      (identity, index) => cast?.identities[index] ?? library.prompts.identityLike(identity),
    )
    return ok(withPrompts(spec.value, currentPrompt, identities))
  }

  const renderOf = (spec: RunSpec, drafts?: ReadonlyMap<string, string>) =>
    renderWith(spec.prompts ?? NO_PROMPTS, book, (version) => drafts?.get(version) ?? library.prompts.text(version))

  /** Keeps the words a run is made with, so that it can be gone on with and read whatever a release brings. */
  const keepWords = async (spec: RunSpec): Promise<void> => {
    const bundled = new Map(book.list().map(({ version, text }) => [version, text]))
    const wordings = namedIn(spec.prompts ?? NO_PROMPTS).flatMap(({ version }) => {
      const text = bundled.get(version)
      return text === undefined ? [] : [{ version, text }]
    })
    await library.prompts.keep(wordings)
  }

  const stopWork = async (): Promise<void> => {
    const all = [...engines.values(), ...retired, imaging, ...(vision ? [vision] : [])]
    await Promise.all(all.map(async (one) => await one.close()))
  }

  const prepare = (input: RunSpecInput, cast?: Cast): Result<PreparedRun> => {
    const spec = settle(input, cast)
    if (!spec.ok) return spec
    const engine = engineFor(spec.value.engine)
    return engine.ok ? prepareRun(spec.value, engine.value, (sha256) => library.pictureFacts(sha256)) : engine
  }

  return ok({
    library,
    imaging,
    vision,
    look,
    prompts: book,
    currentPrompt,
    models: table.value,
    photoGate,

    takePhotos: async (files) => {
      const verdict = await photoGate.judge(files)
      await Promise.all(
        verdict.taken.map(async ({ bytes, photo: { mimeType, width, height } }) => {
          await library.putPicture(bytes, { kind: 'reference', mimeType, width, height })
        }),
      )
      return verdict
    },

    plan: (input, drafts) => {
      const prepared = prepare(input)
      if (!prepared.ok) return prepared
      const render = renderOf(prepared.value.spec, drafts)
      return render.ok
        ? ok(planRun({ ...prepared.value, eyes: deps.vision !== undefined, library, render: render.value }))
        : render
    },

    run: async (
      input,
      { signal = new AbortController().signal, onEvent = () => {}, cast, resume, only, onControl } = {},
    ) => {
      const prepared = prepare(input, cast)
      if (!prepared.ok) return prepared
      const { spec, engine, jobs, models } = prepared.value
      const rendering = renderOf(spec)
      if (!rendering.ok) return rendering
      const render = rendering.value
      const specHash = hashOfSpec(spec)
      try {
        const open: Run | null = resume === undefined ? library.openRun(specHash) : library.run(resume)
        const plan = planRun({ ...prepared.value, eyes: deps.vision !== undefined, library, render })
        await keepWords(spec)
        const run = open ? open.id : await startRun(library, spec, specHash, jobs, cast)
        const lost = open ? (await library.resumeRun(run, only === undefined)).lost : 0
        onEvent({ event: 'planned', run, plan })
        onEvent({ event: 'started', run, resumed: open !== null, lost, jobs: plan.jobs.length })
        const parts: WorkParts = {
          library,
          engine,
          render,
          readFacts,
          judge: imaging.judge,
          ...(look ? { look } : {}),
          workLocally: openLocalWork({ imaging, vision }),
          now,
          traffic: trafficOf(engine.name),
          place: library.casting.placeOf(run),
        }
        const { left, ...told } = await workOffRun(run, spec, models, signal, onEvent, parts, { onControl, only })
        if (!left) await library.endRun(run, told.status)
        const done: RunDone = { event: 'done', run, ...told }
        onEvent(done)
        return ok(done)
      } catch (error) {
        if (error instanceof ProblemError) return { ok: false, problem: error.problem }
        throw error
      }
    },

    settle,

    nameOf: (input) => {
      const spec = settle(input)
      return spec.ok ? ok(hashOfSpec(spec.value)) : spec
    },

    setPlaces: places.setPlaces,
    setHeld: places.setHeld,

    renewEngine: (name) => {
      const engine = engines.get(name)
      if (engine) retired.push(engine)
      engines.delete(name)
    },

    stopWork,
    close: async () => {
      await stopWork()
      library.close()
    },
  })
}
