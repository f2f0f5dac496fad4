import type { RefObject } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { Composition } from '../../viewer/composition.ts'
import type { Frame } from '../../viewer/frame.ts'
import type { Point } from '../../viewer/geometry.ts'
import { dragged, type Look, type Spot, toggled, zoomed, zoomedTo } from '../../viewer/look.ts'
import { spotAt } from '../../viewer/spot.ts'
import type { StageSize } from '../../viewer/stage-size.ts'
import { type Command, commandOf, isTakenBy } from '../compare/keys.ts'

/** CSS pixels that a press of an arrow key moves. */
const PAN = 80

/** What zooms and moves the picture beside the pointer: the command for 100 % and the keys that Compare has for it. */
export const looking = ({
  look,
  frame,
  composition,
  size,
  pointer,
}: {
  readonly look: StoreApi<Look>
  readonly frame: Frame
  readonly composition: Composition
  readonly size: StageSize
  readonly pointer: RefObject<Point | null>
}): { readonly toggle: () => void; readonly onKey: (event: KeyboardEvent) => void } => {
  const middle: Point = { x: size.width / 2, y: size.height / 2 }
  const change = (next: (now: Look, at: Spot) => Look, at: Point = pointer.current ?? middle): void => {
    const spot = spotAt(composition, frame, at, false) ?? spotAt(composition, frame, middle, false)
    if (spot) look.setState((now) => next(now, spot))
  }
  const pan = (x: number, y: number): void =>
    change((now, at) => dragged(now, at, { x: x * PAN * size.density, y: y * PAN * size.density }), middle)

  const act: Partial<Record<Command, () => void>> = {
    fit: () => look.setState({ camera: 'fit' }),
    actual: () => change((now, at) => zoomedTo(now, at, 1)),
    double: () => change((now, at) => zoomedTo(now, at, 2)),
    'zoom-in': () => change((now, at) => zoomed(now, at, Math.SQRT2)),
    'zoom-out': () => change((now, at) => zoomed(now, at, Math.SQRT1_2)),
    'pan-left': () => pan(1, 0),
    'pan-right': () => pan(-1, 0),
    'pan-up': () => pan(0, 1),
    'pan-down': () => pan(0, -1),
  }
  return {
    toggle: () => change(toggled),
    onKey: (event) => {
      if (event.defaultPrevented || isTakenBy(event.target, event)) return
      const command = commandOf(event)
      const found = command === null ? undefined : act[command]
      if (!found) return
      event.preventDefault()
      found()
    },
  }
}
