import { useEffect, useState } from 'react'
import type { LiveJob } from '../../../contract/api/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { strategyTitle, VIEW_NAMES } from '../../ui/naming.ts'
import styles from './job-card.module.css'

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

type Told = { readonly icon: IconName; readonly says: string; readonly more: string }

const tell = (job: LiveJob, seconds: number): Told => {
  const { problem, waiting } = job
  if (waiting)
    return {
      icon: 'queued',
      says: `${waiting.httpStatus ?? 'Busy'}, again in ${seconds} s`,
      more: waiting.reason,
    }
  switch (job.state) {
    case 'held':
      return { icon: 'queued', says: 'Queued', more: 'Waits for what it is made from.' }
    case 'ready':
      return { icon: 'queued', says: 'Queued', more: '' }
    case 'running':
      return { icon: 'play', says: job.attempt > 1 ? `Attempt ${job.attempt}` : 'Being made', more: '' }
    case 'blocked':
      return { icon: 'blocked', says: 'Blocked', more: problem ? `${problem.message} ${problem.next}` : '' }
    case 'failed':
      return { icon: 'failed', says: 'Failed', more: problem ? `${problem.message} ${problem.next}` : '' }
    case 'cancelled':
      return { icon: 'stop', says: 'Cancelled', more: '' }
    case 'succeeded':
    case 'skipped':
      return { icon: 'done', says: 'Done', more: '' }
  }
}

/** What a job makes, in few words. */
const workOf = (job: LiveJob): string => {
  if (job.step === 'describe') return 'describing the scene'
  if (job.step === 'nearest-view') return 'choosing the view'
  if (job.step === 'canvas') return 'preparing the canvas'
  if (job.step === 'masked') return "painting out the scene's face"
  if (job.step === 'composite') return 'laying the face over the scene'
  if (job.view) return VIEW_NAMES[job.view]
  return job.strategy ? strategyTitle(job.strategy) : `variant ${job.variant}`
}

/** Work under way, or ended without a picture: its state, the reason, and what can be done about it. */
export const JobCard = ({ job }: { readonly job: LiveJob }) => {
  const { client, ask } = useStudio()
  const seconds = useSecondsUntil(job.waiting?.until ?? null)
  const { icon, says, more } = tell(job, seconds)
  const state = job.waiting ? 'waiting' : job.state
  return (
    <li className={styles.job} data-state={state} aria-label={`${workOf(job)}: ${says}. ${more}`}>
      <div className={styles.body}>
        <p className={styles.says}>
          <Icon name={icon} size={14} />
          {says}
        </p>
        {job.waiting && <p className={styles.attempt}>after attempt {job.attempt}</p>}
        {more !== '' && (
          <p className={styles.reason} dir="auto" title={more}>
            {more}
          </p>
        )}
      </div>
      {state === 'running' && <span className={styles.busy} aria-hidden="true" />}
      <footer className={styles.foot}>
        <span title={workOf(job)}>{workOf(job)}</span>
        {job.can.cancel && (
          <IconButton
            icon="close"
            name={`Cancel: ${workOf(job)}`}
            onClick={() => void ask.attempt(() => client.runs.cancelJob({ job: job.job }))}
          />
        )}
        {job.can.retry && (
          <Button
            className={styles.again}
            aria-label={`Run again: ${workOf(job)}`}
            onClick={() => void ask.attempt(() => client.runs.retryJob({ job: job.job }))}
          >
            Again
          </Button>
        )}
      </footer>
    </li>
  )
}
