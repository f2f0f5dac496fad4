import type { RefObject } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import { type Composition, pictureAt } from '../../viewer/composition.ts'
import type { Frame } from '../../viewer/frame.ts'
import type { Point } from '../../viewer/geometry.ts'
import { dragged, locked, type Look, type Spot, toggled, zoomed, zoomedTo } from '../../viewer/look.ts'
import { spotAt } from '../../viewer/spot.ts'
import type { StageSize } from '../../viewer/stage-size.ts'
import type { Command } from './keys.ts'
import {
  amountStepped,
  asA,
  broughtBack,
  type CompareState,
  type CompareStore,
  nextMode,
  remaining,
  stepA,
  stepB,
  surveyToggled,
  swapped,
  without,
} from './state.ts'

export type Desk = {
  readonly store: CompareStore
  readonly look: StoreApi<Look>
  readonly frame: Frame
  readonly composition: Composition
  readonly pointer: RefObject<Point | null>
  readonly size: StageSize
  readonly leave: (() => void) | undefined
  /** Pictures that a check warns of or fails. */
  readonly mismatches: readonly string[]
  /** Why faces cannot be locked; null when they can. */
  readonly noFaces: string | null
}

const ZOOM_STEP = Math.SQRT2
/** CSS pixels that a press of an arrow key moves. */
const PAN = 80

/** Does commands on a comparison. The answer says whether there was something to do: if not, the key is left to others. */
export const commanding = (desk: Desk): ((command: Command) => boolean) => {
  const { store, look, frame, composition, size } = desk

  /** Under the pointer; without one, the middle of B's pane, else of the first. */
  const spot = (): Spot | null => {
    const at = desk.pointer.current
    const under = at && spotAt(composition, frame, at, false)
    if (under) return under
    const { b } = store.getState()
    const pane =
      composition.panes.find(({ layers }) => layers.some(({ sha256 }) => sha256 === b)) ?? composition.panes[0]
    if (!pane) return null
    const { x, y, width, height } = pane.rect
    return spotAt(composition, frame, { x: x + width / 2, y: y + height / 2 }, false)
  }

  const seen = (change: (now: Look, at: Spot) => Look): boolean => {
    const at = spot()
    if (!at) return false
    look.setState((now) => change(now, at))
    return true
  }
  const pan = (x: number, y: number): boolean =>
    seen((now, at) => dragged(now, at, { x: x * PAN * size.density, y: y * PAN * size.density }))
  const set = (change: Partial<CompareState> | ((state: CompareState) => Partial<CompareState>)): boolean => {
    store.setState(change)
    return true
  }
  /** The picture under the pointer, else B. */
  const meant = (): string => {
    const at = desk.pointer.current
    return (at && pictureAt(composition, at)?.sha256) ?? store.getState().b
  }

  const remove = (): boolean => {
    const state = store.getState()
    if (state.mode !== 'survey' || remaining(state).length < 2) return false
    return set(without(meant()))
  }

  /** The next picture with something wrong becomes B. */
  const toMismatch = (by: 1 | -1): boolean => {
    const state = store.getState()
    const order = remaining(state)
    const at = order.indexOf(state.b)
    const around = order.map((_, step) => order[(at + by * (step + 1) + order.length * 2) % order.length] ?? '')
    const found = around.find((sha256) => sha256 !== state.b && desk.mismatches.includes(sha256))
    return found !== undefined && set(found === state.a ? swapped : { b: found })
  }

  return (command) => {
    switch (command) {
      case 'next-b':
        return set(stepB(1))
      case 'previous-b':
        return set(stepB(-1))
      case 'next-a':
        return set(stepA(1))
      case 'previous-a':
        return set(stepA(-1))
      case 'pin': {
        // A pointer that rests on A itself cannot mean A: then B becomes it.
        const sha256 = meant()
        return set(asA(sha256 === store.getState().a ? store.getState().b : sha256))
      }
      case 'swap':
        return set(swapped)
      case 'next-mode':
        return set(nextMode(1))
      case 'previous-mode':
        return set(nextMode(-1))
      case 'survey':
        return set(surveyToggled)
      case 'more':
        return set(amountStepped(1))
      case 'less':
        return set(amountStepped(-1))
      case 'beat':
        return set(({ beating }) => ({ beating: !beating }))
      case 'toggle-zoom':
        return seen(toggled)
      case 'fit':
        look.setState({ camera: 'fit' })
        return true
      case 'actual':
        return seen((now, at) => zoomedTo(now, at, 1))
      case 'double':
        return seen((now, at) => zoomedTo(now, at, 2))
      case 'zoom-in':
        return seen((now, at) => zoomed(now, at, ZOOM_STEP))
      case 'zoom-out':
        return seen((now, at) => zoomed(now, at, 1 / ZOOM_STEP))
      case 'pan-left':
        return pan(1, 0)
      case 'pan-right':
        return pan(-1, 0)
      case 'pan-up':
        return pan(0, 1)
      case 'pan-down':
        return pan(0, -1)
      case 'lock':
        look.setState(locked)
        return true
      case 'face-lock': {
        if (desk.noFaces !== null && !store.getState().faceLock) return false
        look.setState(locked)
        return set(({ faceLock }) => ({ faceLock: !faceLock }))
      }
      case 'next-mismatch':
        return toMismatch(1)
      case 'previous-mismatch':
        return toMismatch(-1)
      case 'remove':
        return remove()
      case 'bring-back':
        if (store.getState().removed.length === 0) return false
        return set(broughtBack)
      case 'facts':
        return set(({ factsShown }) => ({ factsShown: !factsShown }))
      case 'leave':
        desk.leave?.()
        return desk.leave !== undefined
    }
  }
}
