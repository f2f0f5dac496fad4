import './tokens.css'
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { pictureAt } from '../../viewer/composition.ts'
import { sameMap } from '../../viewer/details.ts'
import { frameOf } from '../../viewer/frame.ts'
import type { Point } from '../../viewer/geometry.ts'
import { openLook, relaid } from '../../viewer/look.ts'
import type { PictureStatus } from '../../viewer/picture.ts'
import { useStageSize } from '../../viewer/stage-size.ts'
import { Stage } from '../../viewer/stage.tsx'
import type { Viewer } from '../../viewer/viewer.ts'
import { Captions, MissingNotes } from './captions.tsx'
import styles from './compare.module.css'
import { Differences } from './differences/differences.tsx'
import { Filmstrip } from './filmstrip.tsx'
import { commanding } from './commanding.ts'
import { faceLockNote, lockedByFace, noFaces } from './face-lock.ts'
import { useKeys } from './keys-held.ts'
import { modeOf } from './modes/index.ts'
import type { Scene } from './modes/mode.ts'
import type { ComparePicture } from './picture.ts'
import { amountOf, asA, asB, inMode, openCompare, remaining, withAmount, withPictures, without } from './state.ts'
import { Teaching } from './teaching.tsx'
import { Toolbar } from './toolbar.tsx'
import { useBeat } from './beat.ts'

export type CompareProps = {
  /** What is compared, any number; two to twelve are shown side by side, more in the survey. */
  readonly pictures: readonly ComparePicture[]
  /** The mode to begin with; side by side unless told. */
  readonly mode?: string
  /** Called by Esc and the close button, when there is somewhere to go back to. */
  readonly onLeave?: () => void
  /** Told when the picture that people look at (B) changes, e.g. for the inspector. */
  readonly onLookAt?: (sha256: string) => void
  /** What people said of a picture, drawn small beside its name. */
  readonly marksOf?: (sha256: string) => ReactNode
  readonly onViewer?: (viewer: Viewer | null) => void
  readonly onSettled?: () => void
}

const STILL = '(prefers-reduced-motion: reduce)'

/** The pictures with A and B in each other's place. */
const exchanged = (pictures: readonly ComparePicture[], a: ComparePicture, b: ComparePicture) =>
  pictures.map((picture) => (picture === a ? b : picture === b ? a : picture))

/** Two to twelve pictures, and every way to look at them against each other; without any, how to begin. */
export const Compare = (props: CompareProps) =>
  props.pictures.length === 0 ? (
    <section className={styles.compare} aria-label="Compare">
      <Teaching />
    </section>
  ) : (
    <Comparison {...props} />
  )

const Comparison = (props: CompareProps) => {
  const { pictures: given, onLookAt } = props
  const [store] = useState(() =>
    openCompare(
      given.map(({ sha256 }) => sha256),
      { ...(props.mode && { mode: props.mode }), still: matchMedia(STILL).matches },
    ),
  )
  const [look] = useState(openLook)
  const kept = useStore(store)
  const [statuses, noteStatus] = useReducer(
    (before: Readonly<Record<string, PictureStatus>>, [sha256, status]: readonly [string, PictureStatus]) =>
      before[sha256] === status ? before : { ...before, [sha256]: status },
    {},
  )
  const element = useRef<HTMLDivElement>(null)
  const pointer = useRef<Point | null>(null)
  const size = useStageSize(element)

  const order = useMemo(() => given.map(({ sha256 }) => sha256), [given])
  // Another selection counts from its first rendering on, not only when the store has heard of it.
  const state = useMemo(() => withPictures(order)(kept), [kept, order])
  useEffect(() => {
    store.setState(withPictures(order))
  }, [store, order])
  const told = useRef(onLookAt)
  told.current = onLookAt
  useEffect(() => {
    told.current?.(state.b)
  }, [state.b])

  const known = useMemo(() => new Map(given.map((picture) => [picture.sha256, picture])), [given])
  const pictures = useMemo(
    () => remaining(state).flatMap((sha256) => known.get(sha256) ?? []),
    [known, state.order, state.removed],
  )
  const registration = useMemo(() => (state.faceLock ? lockedByFace(given) : null), [given, state.faceLock])
  const frame = useMemo(() => frameOf(given, registration), [given, registration])
  // Whoever looks closely at B keeps it where it is when faces are locked or let go; the others come to it.
  const laid = useRef({ frame, order })
  useLayoutEffect(() => {
    const { frame: before, order: names } = laid.current
    laid.current = { frame, order }
    const [from, to] = [before, frame].map(({ placements }) => placements.get(state.b))
    if (before !== frame && names.join() === order.join() && from && to && !sameMap(from, to))
      look.setState((now) => relaid(now, from, to))
  }, [frame, order, look, state.b])
  const mode = modeOf(state.mode)
  const amount = amountOf(state, mode)
  const beat = useBeat(mode.pace && state.beating && pictures.length > 1 ? mode.pace(amount) : null)
  const a = known.get(state.a) ?? pictures[0]
  const b = known.get(state.b) ?? a

  const scene = useMemo((): Scene | null => {
    if (!a || !b) return null
    const [first, second] = state.flipped ? [b, a] : [a, b]
    const placed = state.flipped ? exchanged(pictures, a, b) : pictures
    return { stage: size, density: size.density, pictures: placed, a: first, b: second, amount, beat }
  }, [a, b, pictures, size, amount, beat, state.flipped])
  const composition = useMemo(
    () => (scene && size.width > 0 ? mode.arrange(scene) : { panes: [] }),
    [mode, scene, size.width],
  )
  const ahead = useMemo(() => {
    const at = order.indexOf(state.b)
    return [order[at + 1], order[at - 1], order[at + 2]].flatMap((sha256) => sha256 ?? [])
  }, [order, state.b])
  const shown = useMemo(() => {
    const names = new Set(composition.panes.flatMap(({ layers }) => layers.map(({ sha256 }) => sha256)))
    return pictures.filter(({ sha256 }) => names.has(sha256)).map(({ sha256 }) => sha256)
  }, [composition, pictures]).join(' ')
  const compared = useMemo(() => shown.split(' ').flatMap((sha256) => known.get(sha256) ?? []), [shown, known])

  const faceless = noFaces(given)
  const mismatches = given
    .filter(({ facts }) => facts.checks?.some(({ verdict }) => verdict !== 'pass') === true)
    .map(({ sha256 }) => sha256)
  const run = commanding({
    store,
    look,
    frame,
    composition,
    pointer,
    size,
    leave: props.onLeave,
    mismatches,
    noFaces: faceless,
  })
  // The stage is one canvas: which of its pictures a menu is about is known just before the menu asks.
  useEffect(() => {
    const { current } = element
    const tell = (): void => {
      const at = pointer.current
      if (current) current.dataset['picture'] = (at && pictureAt(composition, at)?.sha256) ?? state.b
    }
    current?.addEventListener('contextmenu', tell)
    return () => current?.removeEventListener('contextmenu', tell)
  }, [composition, state.b])
  const flip = useCallback((flipped: boolean) => store.setState({ flipped }), [store])
  useKeys(run, flip)

  if (!a || !b || !scene) return null

  const single = pictures.length === 1
  const note = state.faceLock
    ? faceLockNote(compared, mode.shows === 'pair' ? { a, b } : null, registration)
    : single
      ? null
      : (mode.note?.({ ...scene, a, b }) ?? null)
  const { Overlay } = mode
  const change = store.setState
  return (
    <section className={styles.compare} aria-label="Compare">
      <Toolbar
        mode={mode}
        setting={mode.setting(pictures.length)}
        amount={amount}
        beating={state.beating}
        factsShown={state.factsShown}
        faceLock={state.faceLock}
        noFaces={faceless}
        count={pictures.length}
        look={look}
        flipped={state.flipped}
        removed={state.removed.length}
        leavable={props.onLeave !== undefined}
        chooseMode={(id) => change(inMode(id))}
        setAmount={(next) => change(withAmount(next))}
        flip={flip}
        run={run}
      />
      <Stage
        element={element}
        size={size}
        pictures={given}
        frame={frame}
        composition={composition}
        ahead={ahead}
        look={look}
        pointer={pointer}
        label={single ? a.title : `${mode.name}: A ${a.title}, B ${b.title}`}
        onStatus={(sha256, status) => noteStatus([sha256, status])}
        {...(props.onViewer && { onViewer: props.onViewer })}
        {...(props.onSettled && { onSettled: props.onSettled })}
      >
        <Captions
          composition={composition}
          density={size.density}
          pictures={known}
          frame={frame}
          look={look}
          statuses={statuses}
          a={single ? '' : state.a}
          b={single ? '' : state.b}
          removable={mode.id === 'survey'}
          remove={(sha256) => change(without(sha256))}
          pin={(sha256) => change(asA(sha256))}
          choose={(sha256) => change(asB(sha256))}
          marksOf={props.marksOf}
        />
        <MissingNotes composition={composition} density={size.density} pictures={known} statuses={statuses} />
        {Overlay && !single && (
          <Overlay scene={scene} composition={composition} setAmount={(next) => change(withAmount(next))} />
        )}
      </Stage>
      {note && (
        <p className={styles.note} role="status">
          {note}
        </p>
      )}
      {single && (
        <p className={styles.note} role="status">
          {state.removed.length > 0
            ? `${a.title} is the one that is left. Shift+Z brings the others back, one by one.`
            : 'One picture alone: choose one more on the Board (Ctrl-click) to compare it with.'}
        </p>
      )}
      {pictures.length > 2 && (
        <Filmstrip
          pictures={pictures}
          a={state.a}
          b={state.b}
          pin={(sha256) => change(asA(sha256))}
          choose={(sha256) => change(asB(sha256))}
        />
      )}
      {state.factsShown && !single && <Differences shown={compared} a={a} b={b} />}
    </section>
  )
}
