import { useCallback, useEffect, useRef, useState } from 'react'
import type { LiveJob, LiveRun, Queue as QueueFacts, QueueRun } from '../../../contract/api/index.ts'
import type { JobId, RunId } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { count, dollars } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import { moved, useReordering } from './reordering.ts'
import { JobRow } from './job-row.tsx'
import styles from './queue.module.css'

/** While work goes on the queue is read again no more often than this. */
const PAUSE_MS = 250

/** The queue as it now is, and how to have it read at once. */
const useQueue = (): readonly [QueueFacts | null, () => Promise<void>] => {
  const { client, ask } = useStudio()
  const work = useMirror((mirror) => mirror.work)
  const paused = useMirror((mirror) => mirror.settings?.paused)
  const [queue, setQueue] = useState<QueueFacts | null>(null)
  const newest = useRef(0)
  const read = useCallback(async (): Promise<void> => {
    const asked = ++newest.current
    const found = await ask.attempt(() => client.queue.get())
    // An answer that was overtaken by a later question says what was.
    if (found && asked === newest.current) setQueue(found)
  }, [client, ask])
  useEffect(() => {
    const timer = setTimeout(() => void read(), queue === null ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
    // The queue itself must not have it read again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [work, paused, read])
  return [queue, read]
}

/** Everything that is queued or under way, with the means to change it. */
export const Queue = () => {
  const { client, ask } = useStudio()
  const [queue, read] = useQueue()
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
        <ol className={styles.runs} aria-label="Queued runs">
          {runs.map((run, at) => (
            <RunBlock key={run.run.run} queued={run} at={at} runs={runs} onOrder={order} onChanged={read} />
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
  queued: { run, jobs, total },
  at,
  runs,
  onOrder,
  onChanged,
}: {
  readonly queued: QueueRun
  readonly at: number
  readonly runs: readonly QueueRun[]
  readonly onOrder: (ids: readonly RunId[]) => Promise<void>
  readonly onChanged: () => Promise<void>
}) => {
  const { client, ask, view } = useStudio()
  const [folded, setFolded] = useState(false)
  const subject = useMirror((mirror) => mirror.subjects.find(({ id }) => id === run.subject)?.traits.name)
  const identities = useMirror((mirror) => mirror.identities)
  const names = run.identities.flatMap((id) => identities.find((other) => other.id === id)?.identity.name ?? [])
  const whose = run.sample ? 'the sample pictures' : names.join(', ')
  const reordering = useReordering('run', at, runs.length, (from, to) => {
    void onOrder(
      moved(
        runs.map((one) => one.run.run),
        from,
        to,
      ),
    )
  })
  const ready = jobs.filter(({ state }) => state === 'ready')
  const orderJobs = async (from: number, to: number): Promise<void> => {
    const ids: readonly JobId[] = moved(
      ready.map(({ job }) => job),
      from,
      to,
    )
    await ask.attempt(() => client.queue.orderJobs({ run: run.run, jobs: ids }))
    await onChanged()
  }
  return (
    <li className={styles.run} data-drop={reordering.isOver || undefined} {...reordering.target}>
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
      {!folded && (
        <ol className={styles.jobs} aria-label={`Work of run ${run.run}`}>
          {jobs.map((job: LiveJob) => (
            <JobRow key={job.job} job={job} at={ready.indexOf(job)} of={ready.length} onMove={orderJobs} />
          ))}
          {total > jobs.length && (
            <li className={styles.more}>and {count(total - jobs.length, 'more piece')} of work</li>
          )}
        </ol>
      )}
    </li>
  )
}
