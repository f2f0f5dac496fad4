import type { Card, ReviewChange } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import { exportAgain } from '../features/export/exporting.ts'
import { mayStep, reviewOf } from '../studio/reviewing.ts'
import { isMismatch, verdictOf } from '../studio/verdict.ts'
import type { CommandId } from './keys.ts'
import { lanesInView } from './pictures-in-view.ts'
import { copyIds, copyRequest, saveOriginals } from './picture-files.ts'
import { flipPicture, isMirrored } from './picture-flip.ts'
import { branchFrom, usePromptOf } from './picture-prompts.ts'
import { selectAll } from './select-all.ts'
import { choose, pickedAfter } from './selecting.ts'
import { orderAround, stepFrom } from './shown.ts'
import type { Studio } from './studio.tsx'
import type { LaneStep } from './view.ts'

const stateOf = ({ mirror, view, grid }: Studio) => ({
  mirror: mirror.getState(),
  view: view.getState(),
  grid: grid.current,
})

/**
 * The pictures a review action means: the selection, which always holds the focus. In Compare many are selected and one is looked
 * at: that one.
 */
export const meant = ({ view, known }: Studio): readonly Card[] => {
  const { screen, selection, focus } = view.getState()
  return known.all(screen === 'compare' ? selection.filter((sha256) => sha256 === focus) : selection)
}

const NOTHING = 'Select a picture first.'

const needsPictures = (studio: Studio): string | null => (studio.view.getState().selection.length > 0 ? null : NOTHING)

/** The card in focus where a check says that it looks the wrong way round. */
const mirroredInFocus = ({ view, known, insights }: Studio): Card | null => {
  const { focus } = view.getState()
  const card = focus === null ? undefined : known.get(focus)
  return card && isMirrored(card, insights.measured.getState().get(card.sha256)?.checks ?? []) ? card : null
}

/** Why a command cannot be given now; null when it can. */
export const offReason = (studio: Studio, id: CommandId): string | null => {
  const mirror = studio.mirror.getState()
  const { selection, subject, identity, focus } = studio.view.getState()
  if (id === 'undo') return mayStep(mirror, 'undo') ? null : 'There is nothing to take back.'
  if (id === 'redo') return mayStep(mirror, 'redo') ? null : 'There is nothing to do again.'
  if (id === 'compare') return selection.length >= 2 ? null : 'Select two or more pictures to compare them.'
  if (id === 'differs') return selection.length === 2 ? null : 'Select two pictures to see what differs.'
  if (id === 'run') return subject !== null && identity !== null ? null : 'Choose a subject and an identity first.'
  if (id === 'next-mismatch' || id === 'previous-mismatch')
    return mismatchFrom(studio, id === 'next-mismatch' ? 1 : -1) === null ? 'No check warns of a picture here.' : null
  if (/^(?:made-by|use-prompt|branch-prompt|loupe|copy-request)$/.test(id)) return focus === null ? NOTHING : null
  if (id === 'flip') return mirroredInFocus(studio) ? null : 'No check says that this head looks the wrong way round.'
  if (/^(?:pick|reject|unflag|keep-one|stars-|label-|approve|note|save-original|copy-id)/.test(id))
    return needsPictures(studio)
  return null
}

/** Focus on a picture, with all that follows from it on the board. */
export const goTo = (studio: Studio, sha256: Sha256, how = { add: false, range: false }): void => {
  const { view, mirror, known } = studio
  const before = view.getState()
  const card = known.get(sha256)
  const order = orderAround(stateOf(studio), sha256)
  const portraits = mirror.getState().board?.portraits.cards ?? []
  const picks =
    card && before.layout === 'lanes' && !how.range ? pickedAfter(before, card, portraits, how) : before.picked
  view.setState({ ...choose(before, sha256, order, how), picked: picks })
}

const step = (studio: Studio, direction: 'next' | 'previous' | 'down' | 'up', range = false): void => {
  const to = stepFrom(stateOf(studio), direction)
  if (to === null) return
  // A range that grows keeps what it has; choosing alone starts anew.
  if (range)
    studio.view.setState((view) => ({
      selection: [...view.selection.filter((other) => other !== to), to],
      focus: to,
    }))
  else goTo(studio, to)
  document.querySelector<HTMLElement>(`[data-card="${to}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** The next picture, round and round, that a check warns of or fails: in all lanes, or in the grid. */
const mismatchFrom = (studio: Studio, by: 1 | -1): Sha256 | null => {
  const { mirror, view, grid } = stateOf(studio)
  const { known, insights } = studio
  const measured = insights.measured.getState()
  const order =
    view.layout === 'grid' ? grid.order : lanesInView(mirror, view).flatMap((lane) => lane.map(({ sha256 }) => sha256))
  const at = view.focus === null ? -1 : order.indexOf(view.focus)
  const from = at < 0 && by < 0 ? 0 : at
  const around = order.map((_, far) => order[(from + by * (far + 1) + order.length * 2) % order.length])
  const isWrong = (sha256: Sha256): boolean => {
    const card = known.get(sha256)
    return card !== undefined && isMismatch(verdictOf(card, measured.get(sha256)))
  }
  return around.find((sha256) => sha256 !== undefined && sha256 !== view.focus && isWrong(sha256)) ?? null
}

/** Looks at another picture, without picking it for the lanes that follow. */
const toMismatch = (studio: Studio, by: 1 | -1): void => {
  const to = mismatchFrom(studio, by)
  if (to === null) return
  studio.view.setState({ focus: to, selection: [to] })
  document.querySelector<HTMLElement>(`[data-card="${to}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

const change = (studio: Studio, what: ReviewChange): void => {
  void studio.review.change(meant(studio), what)
}

const approve = (studio: Studio): void => {
  const state = studio.mirror.getState()
  const cards = meant(studio)
  const all = cards.every((card) => reviewOf(state, card).approved !== null)
  change(studio, { approved: !all })
}

const keepOne = (studio: Studio): void => {
  const { focus } = studio.view.getState()
  const keep = focus === null ? undefined : studio.known.get(focus)
  if (!keep) return
  const rest = orderAround(stateOf(studio), keep.sha256).filter((sha256) => sha256 !== keep.sha256)
  void studio.review.keepOne(keep, studio.known.all(rest))
}

const back = ({ view }: Studio): void =>
  view.setState((state) => {
    if (state.loupe) return { loupe: false }
    if (state.screen === 'compare') return { screen: state.backTo, backTo: 'board' }
    if (state.screen !== 'board') return { screen: 'board' }
    return { selection: [], focus: null, picked: { scenes: [], portraits: [] } }
  })

/** The lane that the focus stands in; the first one that can be run otherwise. */
const laneInFocus = ({ view, known }: Studio): LaneStep => {
  const { focus, picked } = view.getState()
  const card = focus === null ? undefined : known.get(focus)
  // A picked picture is looked at in order to go on from it.
  if (card?.step === 'scene' && picked.scenes.includes(card.sha256)) return 'portrait'
  if (card?.step === 'portrait' && picked.portraits.includes(card.sha256)) return 'final'
  return card?.step ?? 'scene'
}

const withFocus = (studio: Studio, act: (studio: Studio, sha256: Sha256) => Promise<void>): void => {
  const { focus } = studio.view.getState()
  if (focus !== null) void act(studio, focus)
}

/** Every command, by its name in the table of keys. */
const ACTIONS: Record<CommandId, (studio: Studio) => void> = {
  grid: ({ view }) => view.setState({ screen: 'board', layout: 'grid', loupe: false }),
  lanes: ({ view }) => view.setState({ screen: 'board', layout: 'lanes', loupe: false }),
  loupe: ({ view }) => view.setState((state) => ({ screen: 'board', loupe: !state.loupe })),
  compare: ({ view }) => view.setState({ screen: 'compare', loupe: false, backTo: 'board' }),
  differs: ({ view }) =>
    view.setState(({ selection: [one, other] }) =>
      one !== undefined && other !== undefined ? { open: { what: 'differs', pictures: [one, other] } } : {},
    ),
  lineage: ({ view }) => view.setState({ screen: 'lineage', loupe: false }),
  'trade-off': ({ view }) => {
    view.setState({ screen: 'lineage', loupe: false })
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-trade-off]')?.focus())
  },
  'next-mismatch': (studio) => toMismatch(studio, 1),
  'previous-mismatch': (studio) => toMismatch(studio, -1),
  prompts: ({ view }) => view.setState({ screen: 'prompts', loupe: false }),
  'made-by': ({ view }) =>
    view.setState(({ focus }) => (focus === null ? {} : { open: { what: 'made-by', sha256: focus } })),
  'use-prompt': (studio) => withFocus(studio, usePromptOf),
  'branch-prompt': (studio) => withFocus(studio, branchFrom),
  flip: (studio) => {
    const card = mirroredInFocus(studio)
    if (card) void flipPicture(studio, card)
  },
  'save-original': (studio) => void saveOriginals(studio, meant(studio)),
  'copy-id': (studio) =>
    void copyIds(
      studio,
      meant(studio).map(({ sha256 }) => sha256),
    ),
  'copy-request': (studio) => withFocus(studio, copyRequest),
  'side-notes': ({ view }) => view.setState({ screen: 'prompts', prompt: { what: 'notes' }, loupe: false }),
  runs: ({ view }) => view.setState({ screen: 'runs', loupe: false }),
  pause: ({ ask, mirror }) => void ask.set({ paused: mirror.getState().settings?.paused !== true }),
  settings: ({ view }) => view.setState({ screen: 'settings' }),
  back,
  pick: (studio) => change(studio, { flag: 'pick' }),
  reject: (studio) => change(studio, { flag: 'reject' }),
  unflag: (studio) => change(studio, { flag: null }),
  'keep-one': keepOne,
  'stars-0': (studio) => change(studio, { stars: 0 }),
  'stars-1': (studio) => change(studio, { stars: 1 }),
  'stars-2': (studio) => change(studio, { stars: 2 }),
  'stars-3': (studio) => change(studio, { stars: 3 }),
  'stars-4': (studio) => change(studio, { stars: 4 }),
  'stars-5': (studio) => change(studio, { stars: 5 }),
  'label-red': (studio) => label(studio, 'red'),
  'label-yellow': (studio) => label(studio, 'yellow'),
  'label-green': (studio) => label(studio, 'green'),
  'label-blue': (studio) => label(studio, 'blue'),
  'label-purple': (studio) => label(studio, 'purple'),
  approve,
  note: ({ view }) => {
    view.setState({ inspector: true })
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-note]')?.focus())
  },
  undo: (studio) => void studio.review.undo(),
  redo: (studio) => void studio.review.redo(),
  next: (studio) => step(studio, 'next'),
  previous: (studio) => step(studio, 'previous'),
  down: (studio) => step(studio, 'down'),
  up: (studio) => step(studio, 'up'),
  'next-add': (studio) => step(studio, 'next', true),
  'previous-add': (studio) => step(studio, 'previous', true),
  'select-all': (studio) => void selectAll(studio),
  zoom: () => document.querySelector<HTMLElement>('[data-loupe]')?.dispatchEvent(new Event('studio-zoom')),
  people: ({ view }) => view.setState((state) => ({ people: !state.people })),
  inspector: ({ view }) => view.setState((state) => ({ inspector: !state.inspector })),
  commands: ({ view }) => view.setState({ open: { what: 'commands' } }),
  keys: ({ view }) => view.setState({ open: { what: 'keys' } }),
  run: (studio) =>
    studio.view.setState({
      screen: 'board',
      layout: 'lanes',
      loupe: false,
      open: { what: 'plan', lane: laneInFocus(studio) },
    }),
  export: ({ view }) => view.setState({ screen: 'export', loupe: false }),
  'export-again': (studio) => void exportAgain(studio),
  backup: ({ view }) => view.setState({ open: { what: 'backup' } }),
  restore: ({ view }) => view.setState({ open: { what: 'restore' } }),
  'new-subject': ({ view }) => view.setState({ open: { what: 'subject', id: null, files: [] } }),
  'new-identity': ({ view }) => view.setState({ open: { what: 'identity', id: null } }),
}

/** A label given a second time is taken off, as in other picture programs. */
const label = (studio: Studio, colour: 'red' | 'yellow' | 'green' | 'blue' | 'purple'): void => {
  const state = studio.mirror.getState()
  const all = meant(studio).every((card) => reviewOf(state, card).label === colour)
  change(studio, { label: all ? null : colour })
}

/** Does what a command says, unless something stands in its way. */
export const give = (studio: Studio, id: CommandId): void => {
  const off = offReason(studio, id)
  if (off === null) ACTIONS[id](studio)
  // Who looks for what is wrong wants to hear that nothing is.
  else if (id === 'next-mismatch' || id === 'previous-mismatch') studio.ask.done(off)
}
