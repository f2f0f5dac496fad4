import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { QueueRun } from '../../../contract/api/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { JobRow } from './job-row.tsx'
import styles from './queue.module.css'
import type { Side } from './reordering.ts'

const HEIGHT = 26

/** All the work of a run that is not done; only what is in sight is there. */
export const Work = ({
  queued: { run, jobs, from, total, firstWaiting, waiting },
  scroll,
  onChanged,
  onSee,
}: {
  readonly queued: QueueRun
  readonly scroll: RefObject<HTMLElement | null>
  readonly onChanged: () => Promise<void>
  readonly onSee: (run: QueueRun['run']['run'], first: number, last: number) => void
}) => {
  const { client, ask } = useStudio()
  const list = useRef<HTMLOListElement>(null)
  /** Where it begins in what is scrolled: other runs stand above it, and change. */
  const [above, setAbove] = useState(0)
  const [dragged, setDragged] = useState<number | null>(null)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- after every draw: anything above may have changed
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0))

  const rangeExtractor = useCallback(
    (range: Range): number[] => {
      const shown = defaultRangeExtractor(range)
      // What is being dragged stays, or the drag would end when it is scrolled out of sight.
      return dragged === null || shown.includes(dragged) ? shown : [...shown, dragged].toSorted((a, b) => a - b)
    },
    [dragged],
  )
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => HEIGHT,
    scrollMargin: above,
    overscan: 6,
    rangeExtractor,
  })
  const shown = rows.getVirtualItems()
  const first = shown[0]?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => onSee(run.run, first, last), [onSee, run.run, first, last, total])

  /** What waits at a place among all, as far as it is known. */
  const waitingAt = (index: number): number | null =>
    index >= firstWaiting && index < firstWaiting + waiting ? (jobs[index - from]?.job ?? null) : null
  const move = async (one: number, side: Side, of: number): Promise<void> => {
    const job = jobs.find((other) => other.job === one)?.job
    const place = jobs.find((other) => other.job === of)?.job
    if (job === undefined || place === undefined) return
    await ask.attempt(() => client.queue.moveJob({ run: run.run, job, side, of: place }))
    await onChanged()
  }

  return (
    <ol ref={list} className={styles.jobs} aria-label={`Work of run ${run.run}`} style={{ height: total * HEIGHT }}>
      {shown.map(({ index, start }) => {
        const job = jobs[index - from]
        const style = { transform: `translateY(${start - above}px)`, height: HEIGHT }
        return job ? (
          <JobRow
            key={job.job}
            job={job}
            at={index}
            of={total}
            style={style}
            order={{
              kind: `job-${run.run}`,
              id: waitingAt(index),
              above: waitingAt(index - 1),
              below: waitingAt(index + 1),
              onMove: (one, side, of) => void move(one, side, of),
              onDrag: (isDragged) => setDragged(isDragged ? index : null),
            }}
          />
        ) : (
          <li key={`place ${index}`} className={styles.blank} style={style} aria-hidden="true" />
        )
      })}
    </ol>
  )
}
