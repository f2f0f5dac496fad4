import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { LineageNode } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { useInsights } from '../../app/insights.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { titleOf } from '../../ui/naming.ts'
import { TradeOff } from '../trade-off/trade-off.tsx'
import { useChosenFinal, useLineage } from './chosen-final.ts'
import { Finals } from './finals.tsx'
import { useLineageKeys } from './keys.ts'
import { LikenessNote } from './likeness-note.tsx'
import styles from './lineage-screen.module.css'
import { Row } from './row.tsx'
import { likenessAlong, nearestIn, type Role, stepsOf } from './steps.ts'
import { Untold } from './untold.tsx'

const NO_NODES: readonly LineageNode[] = []

/** The way of a person from the photos to a final, and where on it they were lost. */
export const LineageScreen = () => {
  const { view } = useStudio()
  const identities = useMirror((mirror) => mirror.identities)
  const focus = useView((state) => state.focus)
  const { finals, total, final, choose } = useChosenFinal()
  const nodes = useLineage(final?.sha256 ?? null) ?? NO_NODES
  const [whole, setWhole] = useState(false)
  const [picked, setPicked] = useState<Partial<Record<Role, Sha256>>>({})
  const region = useRef<HTMLElement>(null)

  const steps = useMemo(() => stepsOf(nodes), [nodes])
  const measured = useInsights(useMemo(() => nodes.map(({ sha256 }) => sha256), [nodes]))
  const along = useMemo(() => likenessAlong(steps, measured), [steps, measured])
  const yaw = final ? (measured.get(final.sha256)?.analysis?.faces[0]?.yaw ?? null) : null
  const shown = steps.map(
    ({ role, pictures }) =>
      pictures.find(({ sha256 }) => sha256 === picked[role]) ?? nearestIn(pictures, measured, yaw),
  )

  // The final is what keys and the inspector mean until a step is chosen.
  useEffect(() => {
    const { focus: now } = view.getState()
    if (final && !nodes.some(({ sha256 }) => sha256 === now))
      view.setState({ focus: final.sha256, selection: [final.sha256] })
  }, [view, final, nodes])

  const look = useCallback((sha256: Sha256): void => view.setState({ focus: sha256, selection: [sha256] }), [view])
  const pick = (role: Role, sha256: Sha256): void => {
    setPicked((before) => ({ ...before, [role]: sha256 }))
    look(sha256)
  }

  useLineageKeys({
    step: (by) => {
      const there = shown.flatMap((node) => node ?? [])
      const at = there.findIndex(({ sha256 }) => sha256 === focus)
      const next = there[Math.min(there.length - 1, Math.max(0, (at < 0 ? there.length - 1 : at) + by))]
      if (!next) return
      look(next.sha256)
      region.current?.querySelector<HTMLElement>(`[data-step="${next.role}"]`)?.focus()
    },
    another: (by) => {
      const step = steps.find(({ pictures }) => pictures.some(({ sha256 }) => sha256 === focus))
      if (!step || step.pictures.length < 2) return
      const at = step.pictures.findIndex(({ sha256 }) => sha256 === focus)
      const next = step.pictures[(at + by + step.pictures.length) % step.pictures.length]
      if (next) pick(step.role, next.sha256)
    },
    final: (by) => {
      const at = finals.findIndex(({ sha256 }) => sha256 === final?.sha256)
      const next = finals[at + by]
      if (next) choose(next.sha256)
    },
    whole: () => setWhole((before) => !before),
  })

  if (total === null || !final)
    return <Untold total={total} onBoard={() => view.setState({ screen: 'board', layout: 'lanes' })} />
  return (
    <section className={styles.screen} aria-label="Lineage" ref={region}>
      <header className={styles.head}>
        <h2 dir="auto">{titleOf(final, identities)}</h2>
        <p>Where was the person lost?</p>
        <span className={styles.space} />
        <Button aria-pressed={!whole} className={styles.lock} onClick={() => setWhole(!whole)}>
          {whole ? 'Whole pictures' : 'Registered by the eyes'}
          <kbd>F</kbd>
        </Button>
      </header>
      <Row
        steps={steps}
        along={along}
        shown={shown}
        measured={measured}
        whole={whole}
        focus={focus}
        onLook={look}
        onPick={pick}
      />
      <LikenessNote nodes={nodes} measured={measured} />
      <TradeOff chosen={final.sha256} onChoose={choose} />
      <Finals finals={finals} chosen={final.sha256} onChoose={choose} />
    </section>
  )
}
