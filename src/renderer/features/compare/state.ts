import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Mode } from './modes/mode.ts'
import { MODES, modeOf } from './modes/index.ts'

/** What people have set in a comparison: view state only, the pictures themselves come from outside. */
export type CompareState = {
  /** Every picture given, by sha256, in order. */
  readonly order: readonly string[]
  /** Taken away in the survey, the latest last. */
  readonly removed: readonly string[]
  readonly a: string
  readonly b: string
  readonly mode: string
  /** Where N goes back to. */
  readonly before: string
  readonly amounts: Readonly<Record<string, number>>
  readonly flipped: boolean
  readonly beating: boolean
  readonly factsShown: boolean
  /** Pictures lie over each other by their faces. */
  readonly faceLock: boolean
}

export type CompareStore = StoreApi<CompareState>
type Change = (state: CompareState) => CompareState

/** The pictures still in the comparison. */
export const remaining = ({ order, removed }: Pick<CompareState, 'order' | 'removed'>): readonly string[] =>
  order.filter((sha256) => !removed.includes(sha256))

/** A and B made valid for what is left: two different pictures as long as there are two. */
const settled: Change = (state) => {
  const left = remaining(state)
  const a = left.includes(state.a) ? state.a : (left.find((sha256) => sha256 !== state.b) ?? left[0] ?? '')
  const b = left.includes(state.b) && state.b !== a ? state.b : (left.find((sha256) => sha256 !== a) ?? a)
  return { ...state, a, b }
}

export const openCompare = (
  order: readonly string[],
  start: { readonly mode?: string; readonly still?: boolean },
): CompareStore =>
  createStore<CompareState>(() =>
    settled({
      order,
      removed: [],
      a: '',
      b: '',
      mode: start.mode ?? MODES[0].id,
      before: MODES[0].id,
      amounts: {},
      flipped: false,
      // People who asked for less motion start the blinking themselves.
      beating: start.still !== true,
      factsShown: true,
      faceLock: false,
    }),
  )

/** Takes over another selection; what is in both keeps its place. */
export const withPictures =
  (order: readonly string[]): Change =>
  (state) =>
    settled({ ...state, order, removed: state.removed.filter((sha256) => order.includes(sha256)) })

const stepped = (state: CompareState, from: string, other: string, by: 1 | -1): string => {
  const left = remaining(state).filter((sha256) => sha256 !== other)
  if (left.length === 0) return from
  const next = (left.indexOf(from) + by + left.length) % left.length
  return left[next] ?? from
}

/** The next or previous picture as B (or A), round and round, never the one the other letter has. */
export const stepB =
  (by: 1 | -1): Change =>
  (state) => ({ ...state, b: stepped(state, state.b, state.a, by) })
export const stepA =
  (by: 1 | -1): Change =>
  (state) => ({ ...state, a: stepped(state, state.a, state.b, by) })

export const swapped: Change = (state) => ({ ...state, a: state.b, b: state.a })

/** Makes a picture A (or B); where the other letter had it, the two change places. */
export const asA =
  (sha256: string): Change =>
  (state) =>
    sha256 === state.b ? swapped(state) : { ...state, a: sha256 }
export const asB =
  (sha256: string): Change =>
  (state) =>
    sha256 === state.a ? swapped(state) : { ...state, b: sha256 }

/** Takes a picture out of the survey. The last one stays: it is the winner. */
export const without =
  (sha256: string): Change =>
  (state) =>
    remaining(state).length < 2 ? state : settled({ ...state, removed: [...state.removed, sha256] })

/** Brings back the picture that was taken away last. */
export const broughtBack: Change = (state) => settled({ ...state, removed: state.removed.slice(0, -1) })

export const inMode =
  (id: string): Change =>
  (state) => ({ ...state, mode: id, before: state.mode === 'survey' ? state.before : state.mode })

/** Into the survey, or back to where one was. */
export const surveyToggled: Change = (state) => inMode(state.mode === 'survey' ? state.before : 'survey')(state)

/** The next mode in the list, round and round. */
export const nextMode =
  (by: 1 | -1): Change =>
  (state) => {
    const at = MODES.indexOf(modeOf(state.mode))
    return inMode((MODES[(at + by + MODES.length) % MODES.length] ?? MODES[0]).id)(state)
  }

/** A mode's setting as it is now, within its bounds for so many pictures; 0 where it has none. */
export const amountOf = (state: CompareState, mode: Mode): number => {
  const setting = mode.setting(remaining(state).length)
  return setting ? Math.min(setting.most, Math.max(setting.least, state.amounts[mode.id] ?? setting.initial)) : 0
}

export const withAmount =
  (amount: number): Change =>
  (state) => ({ ...state, amounts: { ...state.amounts, [state.mode]: amount } })

/** The setting a step further or back, rounded so that many steps do not drift. */
export const amountStepped =
  (by: 1 | -1): Change =>
  (state) => {
    const mode = modeOf(state.mode)
    const setting = mode.setting(remaining(state).length)
    if (!setting) return state
    const next = Number((amountOf(state, mode) + by * setting.step).toFixed(4))
    return withAmount(Math.min(setting.most, Math.max(setting.least, next)))(state)
  }
