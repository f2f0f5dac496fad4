import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type LiveRun, QUEUE_PAGE, type Queue as QueueFacts, type QueueRun } from '../../../contract/api/index.ts'
import type { RunId } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { count, dollars } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import { moved, useReordering } from './reordering.ts'
import styles from './queue.module.css'
import { Work } from './work.tsx'

/** While work goes on the queue is read again no more often than this. */
const PAUSE_MS = 250
/** Pieces of work that are read beyond those in sight, before they come into it. */
const MARGIN = 40

type Read = {
  readonly queue: QueueFacts | null
  /** Reads it at once. */
  readonly read: () => Promise<void>
  /** Which of a run's work is in sight. */
  readonly see: (run: RunId, first: number, last: number) => void
}

/** The queue as it now is: of each run the work that is in sight, and some around it. */
const useQueue = (): Read => {
  const { client, ask } = useStudio()
  const work = useMirror((mirror) => mirror.work)
  const paused = useMirror((mirror) => mirror.settings?.paused)
  const [queue, setQueue] = useState<QueueFacts | null>(null)
  const newest = useRef(0)
  const windows = useRef(new Map<RunId, number>())
  const read = useCallback(async (): Promise<void> => {
    const asked = ++newest.current
    const begin = [...windows.current].map(([run, from]) => ({ run, from }))
    const found = await ask.attempt(() => client.queue.get({ windows: begin }))
    // An answer that was overtaken by a later question says what was.
    if (!found || asked !== newest.current) return
    setQueue(found)
    for (const run of windows.current.keys())
      if (!found.runs.some((one) => one.run.run === run)) windows.current.delete(run)
  }, [client, ask])
  useEffect(() => {
    const timer = setTimeout(() => void read(), queue === null ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
    // The queue itself must not have it read again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [work, paused, read])
  const see = useCallback(
    (run: RunId, first: number, last: number): void => {
      const from = windows.current.get(run) ?? 0
      const isThere = first >= from + (from === 0 ? 0 : MARGIN) && last < from + QUEUE_PAGE - MARGIN
      if (isThere) return
      const next = Math.max(0, Math.floor((first + last - QUEUE_PAGE) / 2))
      if (next === from) return
      windows.current.set(run, next)
      void read()
    },
    [read],
  )
  return { queue, read, see }
}

/** Everything that is queued or under way, with the means to change it. */
export const Queue = () => {
  const { client, ask } = useStudio()
  const { queue, read, see } = useQueue()
  const scroll = useRef<HTMLOListElement>(null)
  const paused = useMirror((mirror) => mirror.settings?.paused === true)
  const runs = queue?.runs ?? []
  const waiting = runs.reduce((sum, { total }) => sum + total, 0)
  const order = async (ids: readonly RunId[]): Promise<void> => {
    await ask.attempt(() => client.queue.orderRuns({ runs: ids }))
    await read()
  }
  return (
    <section className={styles.queue} aria-label="Queue">
      <header className={styles.head}>
        <h2>Queue</h2>
        <span className={styles.quiet} role="status">
          {paused
            ? 'Paused: nothing new is sent until you go on.'
            : runs.length === 0
              ? 'Nothing is queued.'
              : `${count(runs.length, 'run')}, ${count(waiting, 'piece')} of work`}
        </span>
        <span className={styles.space} />
        {runs.length > 1 && <span className={styles.hint}>Drag, or Alt ↑ ↓, to change the order</span>}
        <Button look={paused ? 'main' : 'plain'} onClick={() => void ask.set({ paused: !paused })}>
          <Icon name={paused ? 'play' : 'pause'} size={12} />
          {paused ? 'Go on' : 'Pause all'}
        </Button>
      </header>
      {runs.length > 0 && (
        <ol ref={scroll} className={styles.runs} aria-label="Queued runs">
          {runs.map((run, at) => (
            <RunBlock
              key={run.run.run}
              queued={run}
              at={at}
              runs={runs}
              scroll={scroll}
              onOrder={order}
              onChanged={read}
              onSee={see}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

const saysOf = ({ jobs, requests, costUsd, budgetUsd, engine, status }: LiveRun): string =>
  [
    status === 'interrupted' ? 'interrupted' : null,
    `${jobs.done} of ${jobs.total} done`,
    jobs.lost > 0 ? `${jobs.lost} without a picture` : null,
    count(requests, 'request'),
    dollars(costUsd) + (budgetUsd === null ? '' : ` of at most ${dollars(budgetUsd)}`),
    engine,
  ]
    .filter((part) => part !== null)
    .join(' · ')

const RunBlock = ({
  queued,
  at,
  runs,
  scroll,
  onOrder,
  onChanged,
  onSee,
}: {
  readonly queued: QueueRun
  readonly at: number
  readonly runs: readonly QueueRun[]
  readonly scroll: RefObject<HTMLOListElement | null>
  readonly onOrder: (ids: readonly RunId[]) => Promise<void>
  readonly onChanged: () => Promise<void>
  readonly onSee: Read['see']
}) => {
  const { ask, view } = useStudio()
  const { run } = queued
  const [folded, setFolded] = useState(false)
  const subject = useMirror((mirror) => mirror.subjects.find(({ id }) => id === run.subject)?.traits.name)
  const identities = useMirror((mirror) => mirror.identities)
  const names = run.identities.flatMap((id) => identities.find((other) => other.id === id)?.identity.name ?? [])
  const whose = run.sample ? 'the sample pictures' : names.join(', ')
  const reordering = useReordering({
    kind: 'run',
    id: run.run,
    above: runs[at - 1]?.run.run ?? null,
    below: runs[at + 1]?.run.run ?? null,
    onMove: (one, side, of) => {
      const order = moved<number>(
        runs.map((other) => other.run.run),
        one,
        side,
        of,
      )
      void onOrder(order.flatMap((id) => runs.find((other) => other.run.run === id)?.run.run ?? []))
    },
  })
  return (
    <li className={styles.run} data-drop={reordering.over ?? undefined} {...reordering.target}>
      <div
        className={styles.runHead}
        tabIndex={0}
        role="group"
        aria-label={`Run ${run.run}, ${at + 1} of ${runs.length}: ${subject ?? 'a subject'}, ${whose}`}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        {...reordering.handle}
      >
        <IconButton
          icon="chevron"
          className={folded ? styles.folded : undefined}
          name={folded ? `Show the work of run ${run.run}` : `Hide the work of run ${run.run}`}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        />
        <strong className={styles.cut} dir="auto">
          {subject ?? 'A subject'}
        </strong>
        <span className={styles.cut} dir="auto">
          {whose}
        </span>
        <span className={styles.says}>{saysOf(run)}</span>
        <span className={styles.space} />
        <Button
          look="quiet"
          onClick={() => view.setState((state) => ({ runs: { ...state.runs, filter: { run: run.run } } }))}
        >
          Its requests
        </Button>
        {run.status === 'running' ? (
          <Button aria-label={`Cancel run ${run.run}`} onClick={() => void ask.cancelRun(run.run)}>
            Cancel
          </Button>
        ) : (
          <Button aria-label={`Go on with run ${run.run}`} onClick={() => void ask.resumeRun(run.run)}>
            Go on
          </Button>
        )}
      </div>
      {!folded && <Work queued={queued} scroll={scroll} onChanged={onChanged} onSee={onSee} />}
    </li>
  )
}
