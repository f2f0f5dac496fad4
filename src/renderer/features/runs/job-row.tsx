import { useEffect, useState } from 'react'
import type { LiveJob } from '../../../contract/api/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { type Movable, useReordering } from './reordering.ts'
import styles from './queue.module.css'
import { workOf } from './wording.ts'

const TICK_MS = 250

/** Whole seconds until a moment, counted down while shown. */
const useSecondsUntil = (until: string | null): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (until === null) return
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [until])
  return until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
}

const ICONS: Readonly<Partial<Record<LiveJob['state'], IconName>>> = {
  running: 'play',
  blocked: 'blocked',
  failed: 'failed',
  cancelled: 'stop',
}

/** How a piece of work stands, in few words. */
const saysOf = ({ state, waiting, attempt, problem }: LiveJob, seconds: number, paused: boolean): string => {
  if (state === 'running' && waiting) {
    const when = paused && seconds === 0 ? 'waits until you go on' : `again in ${seconds} s`
    return `${waiting.reason}${waiting.httpStatus === null ? '' : ` (${waiting.httpStatus})`}, ${when}`
  }
  if (state === 'running') return attempt > 0 ? 'being made' : 'about to be asked for'
  if (state === 'ready') return 'queued'
  return problem ? `${problem.message} ${problem.next}` : state
}

/** A piece of work in the queue. `at`: its place among all of its run. */
export const JobRow = ({
  job,
  at,
  of,
  style,
  order,
}: {
  readonly job: LiveJob
  readonly at: number
  readonly of: number
  readonly style: React.CSSProperties
  readonly order: Movable
}) => {
  const { client, ask } = useStudio()
  const seconds = useSecondsUntil(job.waiting?.until ?? null)
  const paused = useMirror((mirror) => mirror.settings?.paused === true)
  const identity = useMirror((mirror) => mirror.identities.find(({ id }) => id === job.identity)?.identity.name)
  const { over, handle, target } = useReordering(order)
  const what = `${workOf(job)}, variant ${job.variant}`
  const says = saysOf(job, seconds, paused)
  const waits = order.id !== null
  return (
    <li
      className={styles.job}
      style={style}
      data-state={job.waiting ? 'waiting' : job.state}
      data-drop={over ?? undefined}
      data-job={job.job}
      aria-label={`${what}: ${says}`}
      aria-posinset={at + 1}
      aria-setsize={of}
      tabIndex={waits ? 0 : undefined}
      aria-keyshortcuts={waits ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
      {...handle}
      {...target}
    >
      <Icon name={job.waiting ? 'queued' : (ICONS[job.state] ?? 'queued')} size={13} />
      <span className={styles.what}>{what}</span>
      <span className={styles.whose} dir="auto">
        {identity ?? ''}
      </span>
      <span className={styles.attempt}>{job.attempt > 0 ? `attempt ${job.attempt}` : ''}</span>
      <span className={styles.how} dir="auto" title={says}>
        {says}
      </span>
      {job.can.retry && (
        <Button
          look="quiet"
          aria-label={`Run again: ${what}`}
          onClick={() => void ask.attempt(() => client.runs.retryJob({ job: job.job }))}
        >
          Run again
        </Button>
      )}
      {job.can.cancel && (
        <IconButton
          icon="close"
          name={`Cancel: ${what}`}
          side="left"
          onClick={() => void ask.attempt(() => client.runs.cancelJob({ job: job.job }))}
        />
      )}
    </li>
  )
}
