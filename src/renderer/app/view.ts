import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ConsentFor, PictureFilter, PictureSort, RunRequestInput, Trial } from '../../contract/api/index.ts'
import type { IdentityId, PromptVersionId, RunId, Sha256, StrategyName, SubjectId } from '../../contract/index.ts'
import type { Draft as ExportDraft } from '../features/export/options.ts'
import { FIRST_RUNS, type RunsPlace } from '../features/runs/place.ts'

export type Screen = 'board' | 'compare' | 'lineage' | 'prompts' | 'runs' | 'export' | 'settings'
/** Screens that are about one subject and identity. */
export const withPeople = (screen: Screen): boolean =>
  screen === 'board' || screen === 'compare' || screen === 'lineage'

export type LaneStep = 'views' | 'scene' | 'portrait' | 'final'

/** A dialog that is open; one at a time. */
export type Open =
  | { readonly what: 'commands' }
  | { readonly what: 'keys' }
  | { readonly what: 'backup' }
  | { readonly what: 'restore' }
  | { readonly what: 'differs'; readonly pictures: readonly [Sha256, Sha256] }
  | { readonly what: 'subject'; readonly id: SubjectId | null; readonly files: readonly File[] }
  | { readonly what: 'identity'; readonly id: IdentityId | null }
  | { readonly what: 'plan'; readonly lane: LaneStep }
  | { readonly what: 'made-by'; readonly sha256: Sha256 }
  | {
      readonly what: 'consent'
      readonly subject: SubjectId
      /** What is asked for; absent: that photos go to the engine in the settings. */
      readonly engine?: ConsentFor
      readonly next: () => void
    }

/** What the Prompts screen shows. `branch`: words to go on from, put into the editor once. */
export type PromptPlace =
  | {
      readonly what: 'template'
      readonly template: string
      readonly branch: { readonly text: string; readonly parent: PromptVersionId | null } | null
    }
  | { readonly what: 'recreations'; readonly scene: Sha256 | null }
  | { readonly what: 'notes' }

/** A prompt that was tried: what was asked for with the new words and with those that were current, and what came of it. */
export type Tried = {
  readonly template: string
  /** The same with the words that were current and with the new ones; several where several people or scenes were chosen. */
  readonly asked: readonly { readonly before: RunRequestInput; readonly tried: RunRequestInput }[]
  readonly runs: readonly { readonly before: RunId; readonly tried: RunId }[]
  /** Null while it is under way. */
  readonly outcome: Trial | null
}

/** How things are looked at. Nothing here is a fact about the library. */
export type View = {
  readonly screen: Screen
  readonly layout: 'lanes' | 'grid'
  readonly subject: SubjectId | null
  readonly identity: IdentityId | null
  /** In the order they were chosen. */
  readonly selection: readonly Sha256[]
  /** The one that keys and the inspector mean. */
  readonly focus: Sha256 | null
  /** What the later lanes are narrowed to. */
  readonly picked: { readonly scenes: readonly Sha256[]; readonly portraits: readonly Sha256[] }
  readonly loupe: boolean
  /** The point that the next note is about: fractions of the picture's width and height. */
  readonly pin: { readonly sha256: Sha256; readonly x: number; readonly y: number } | null
  readonly inspector: boolean
  /** Whether subjects and identities stand on the left. */
  readonly people: boolean
  readonly filmstrip: boolean
  readonly left: number
  readonly right: number
  readonly variants: { readonly scene: number; readonly portrait: number; readonly final: number }
  /** Empty: the default ladder. */
  readonly ladder: readonly StrategyName[]
  readonly filter: PictureFilter
  readonly sort: PictureSort
  readonly cell: number
  readonly archived: boolean
  readonly open: Open | null
  readonly runs: RunsPlace
  readonly prompt: PromptPlace
  readonly tried: Tried | null
  /** What is set on the Export screen, while the window is open; null before it was first looked at. */
  readonly exporting: ExportDraft | null
  /** Where Compare goes back to. */
  readonly backTo: 'board' | 'prompts'
}

const FIRST: View = {
  screen: 'board',
  layout: 'lanes',
  subject: null,
  identity: null,
  selection: [],
  focus: null,
  picked: { scenes: [], portraits: [] },
  loupe: false,
  pin: null,
  inspector: true,
  people: true,
  filmstrip: true,
  left: 208,
  right: 272,
  variants: { scene: 2, portrait: 1, final: 1 },
  ladder: [],
  filter: {},
  sort: 'newest',
  cell: 168,
  archived: false,
  open: null,
  runs: FIRST_RUNS,
  prompt: { what: 'template', template: 'scene', branch: null },
  tried: null,
  exporting: null,
  backTo: 'board',
}

const PLACE = 'identity-studio.view'

type Kept = Pick<
  View,
  'screen' | 'layout' | 'subject' | 'identity' | 'inspector' | 'people' | 'left' | 'right' | 'cell' | 'variants'
>

const keptOf = (view: View): Kept => ({
  screen: view.screen === 'compare' ? 'board' : view.screen,
  layout: view.layout,
  subject: view.subject,
  identity: view.identity,
  inspector: view.inspector,
  people: view.people,
  left: view.left,
  right: view.right,
  cell: view.cell,
  variants: view.variants,
})

const read = (storage: Storage): Partial<Kept> => {
  try {
    // Written by this program only; a stranger's words would at worst lay out a window strangely.
    const kept: unknown = JSON.parse(storage.getItem(PLACE) ?? '{}')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}

/** The window's state of view. What should outlast a restart is kept in the given storage. */
export const openView = (storage: Storage): StoreApi<View> => {
  const view = createStore<View>(() => ({ ...FIRST, ...read(storage) }))
  let written = ''
  view.subscribe((state) => {
    const text = JSON.stringify(keptOf(state))
    if (text === written) return
    written = text
    storage.setItem(PLACE, text)
  })
  return view
}
