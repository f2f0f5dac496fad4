import type { Card, RunRequest, Settings } from '../../contract/api/index.ts'
import {
  DEFAULT_LADDER,
  failed,
  type Identity,
  ok,
  type Picks,
  type Result,
  type RunSettings,
  type RunSpec,
  type RunSpecInput,
  type Sha256,
  type SubjectId,
  type ViewName,
} from '../../contract/index.ts'
import type { AppLibrary, Cast, KnownSubject } from '../library/app.ts'
import { versionOf } from '../prompts/catalog.ts'
import { FLIP_MODEL } from './flipping.ts'

/** A run as the engine takes it, and whom it is for. */
export interface ComposedRun {
  readonly spec: RunSpecInput
  readonly cast: Cast
  readonly subject: KnownSubject
}

const gone = (what: string): Result<never> =>
  failed(`${what}-missing`, `This ${what} is not in the library any more.`, 'Reload the window to see those there are.')

/** The scene each portrait was matched to, as far as it is known. */
const scenesOf = (portraits: readonly Sha256[], { cards }: AppLibrary): ReadonlyMap<Sha256, Sha256> =>
  new Map(
    cards.of(portraits).flatMap((card) => {
      const scene = card.madeFrom.find(({ role }) => role === 'scene')
      return scene ? [[card.sha256, scene.sha256] as const] : []
    }),
  )

const NO_SCENE = failed(
  'needs-scene',
  'Portraits are matched to a scene, and none is chosen.',
  'Choose one or more scenes, or make everything.',
)
const NO_SCENE_ASKED = failed(
  'needs-scene',
  'This step is asked about a scene, and none is chosen.',
  'Choose one or more scenes.',
)
const NO_PORTRAIT = failed(
  'needs-portrait',
  'Finals are made from a portrait and its scene, and none is chosen.',
  'Choose one or more portraits, or make everything.',
)

const picksFor = ({ make, from }: RunRequest, library: AppLibrary): Result<Picks> => {
  const scenes = [...new Set(from.scenes)]
  const portraits = [...new Set(from.portraits)]
  switch (make) {
    case 'views':
    case 'scenes':
      return ok({})
    case 'descriptions':
    case 'nearest-views':
      return scenes.length === 0 ? NO_SCENE_ASKED : ok({ scene: scenes })
    case 'portraits':
      return scenes.length === 0 ? NO_SCENE : ok({ scene: scenes })
    case 'finals':
    case 'everything': {
      if (portraits.length === 0) {
        if (scenes.length > 0) return ok({ scene: scenes })
        return make === 'finals' ? NO_PORTRAIT : ok({})
      }
      const own = scenesOf(portraits, library)
      const all = [...new Set([...own.values(), ...(own.size < portraits.length ? scenes : [])])]
      if (all.length === 0) return NO_SCENE
      return ok({ scene: all, portrait: portraits, sceneOf: Object.fromEntries(own) })
    }
  }
}

/** Flipped views are looked for among so many of the newest. */
const MOST_VIEWS = 50

/** Views that somebody had flipped, as long as they are the newest of their kind and nobody rejected them. */
const flippedViews = (subject: SubjectId, { cards }: AppLibrary): NonNullable<Picks['views']> => {
  const newest = new Map<ViewName, Card>()
  const found = cards.query({ subject, steps: ['views'] }, { offset: 0, limit: MOST_VIEWS })
  for (const card of found.cards)
    if (card.view !== null && card.review.flag !== 'reject' && !newest.has(card.view)) newest.set(card.view, card)
  return Object.fromEntries(
    [...newest].flatMap(([view, { sha256, model }]) => (model === FLIP_MODEL ? [[view, sha256] as const] : [])),
  )
}

/** Edited recreation prompts stand for the describe step wherever their scene is chosen. */
const described = (picks: Picks, library: AppLibrary): Picks => {
  const words = library.descriptions.inUse(picks.scene ?? [])
  return words.size === 0 ? picks : { ...picks, descriptions: Object.fromEntries(words) }
}

/** The spec with drafts in place of what is current, for every identity of the run. */
export const withDrafts = (
  spec: RunSpec,
  drafts: readonly { readonly template: string; readonly text: string }[],
): RunSpec => {
  if (drafts.length === 0) return spec
  const tried = Object.fromEntries(
    drafts.map(({ template, text }) => [template, versionOf(text.replaceAll('\r\n', '\n'))]),
  )
  const { all = {}, identities = [] } = spec.prompts ?? {}
  return {
    ...spec,
    prompts: {
      all: { ...all, ...tried },
      identities: identities.map((own) =>
        Object.fromEntries(Object.entries(own).filter(([template]) => !(template in tried))),
      ),
    },
  }
}

const UP_TO = {
  views: 'views',
  scenes: 'scene',
  portraits: 'portrait',
  descriptions: 'describe',
  'nearest-views': 'nearest-view',
} as const

/** Puts a request of the app together with what the library and the settings say. Nothing is sent or stored. */
export const composeRun = (request: RunRequest, settings: Settings, library: AppLibrary): Result<ComposedRun> => {
  const subject = library.people.subject(request.subject)
  if (!subject) return gone('subject')
  const identities: Identity[] = []
  for (const id of request.identities) {
    const known = library.people.identity(id)
    if (!known) return gone('identity')
    identities.push(known.identity)
  }
  const chosen = picksFor(request, library)
  if (!chosen.ok) return chosen
  // Who asks the step itself wants to hear it, not what somebody wrote in its place.
  const worded = request.make === 'descriptions' ? chosen.value : described(chosen.value, library)
  // Who asks for views wants others.
  const views = request.make === 'views' ? {} : flippedViews(request.subject, library)
  const picks = Object.keys(views).length === 0 ? worded : { ...worded, views }
  const engine = request.engine ?? settings.engine
  const { make, strategies = DEFAULT_LADDER } = request
  const model = request.model ?? modelFor(engine, request, settings.model, settings)
  const textModel = request.textModel ?? modelFor(engine, request, settings.textModel, settings)
  const { retry, concurrency, budgetUsd, checks, regenerations, limits, imageSize } = settings
  const spec: RunSpecInput = {
    subject: subject.subject,
    identities,
    recipe: 'matched-portrait',
    ladder: strategies,
    variants: request.variants,
    engine,
    picks,
    settings: { retry, concurrency, budgetUsd, checks, regenerations, limits, imageSize, ...said(request.settings) },
    ...(make === 'finals' || make === 'everything' ? {} : { upTo: UP_TO[make] }),
    ...(model === undefined ? {} : { model }),
    ...(textModel === undefined ? {} : { textModel }),
    ...(request.style === undefined ? {} : { style: request.style }),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
  }
  return ok({ spec, subject, cast: { subject: subject.id, identities: request.identities } })
}

/** What is said at all: a field that is there and undefined says nothing. */
const said = (settings: RunRequest['settings']): Partial<RunSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))

/** A model of the settings belongs to the engine of the settings; another engine has its own default. */
const modelFor = (
  engine: Settings['engine'],
  request: RunRequest,
  model: string | null,
  settings: Settings,
): string | undefined =>
  model === null || (request.engine !== undefined && engine !== settings.engine) ? undefined : model
