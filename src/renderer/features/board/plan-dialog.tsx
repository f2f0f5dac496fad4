import { useEffect, useMemo, useState } from 'react'
import type { Plan, Preflight, Problem } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import type { LaneStep } from '../../app/view.ts'
import { problemOf } from '../../studio/problems.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { count, dollars } from '../../ui/figures.ts'
import { STEP_NAMES, strategyTitle, VIEW_NAMES } from '../../ui/naming.ts'
import { laneRequest, sendsAway } from './lane-request.ts'
import styles from './plan-dialog.module.css'

type Known = { readonly plan: Plan } | { readonly problem: Problem } | null

const WILL = {
  cached: 'stored already',
  request: 'a request',
  local: 'on this machine',
  standby: 'only if needed',
} as const

/** What a run would do and cost, before anything is sent; then sends it. */
export const PlanDialog = ({ lane, onClose }: { readonly lane: LaneStep; readonly onClose: () => void }) => {
  const { client, ask, mirror, view } = useStudio()
  const settings = useMirror((state) => state.settings)
  const subject = useView((state) => state.subject)
  const request = useMemo(() => laneRequest(mirror.getState(), view.getState(), lane), [mirror, view, lane])
  const [known, setKnown] = useState<Known>(null)

  useEffect(() => {
    let gone = false
    if (request)
      client.runs.plan(request).then(
        (plan) => gone || setKnown({ plan }),
        (error: unknown) => gone || setKnown({ problem: problemOf(error) }),
      )
    return () => {
      gone = true
    }
  }, [client, request])

  const plan = known && 'plan' in known ? known.plan : null
  const [starting, setStarting] = useState(false)
  const off = starting
    ? 'It is being started.'
    : plan
      ? null
      : known
        ? 'It cannot run as it is.'
        : 'The plan is being made.'

  const run = async (): Promise<void> => {
    if (!request || !plan || subject === null || starting) return
    setStarting(true)
    const start = (): void => void ask.start(request)
    if (sendsAway(settings) && settings) {
      const question = await ask.attempt(() =>
        client.subjects.consentQuestion({ id: subject, engine: settings.engine }),
      )
      if (!question) {
        setStarting(false)
        return
      }
      if (question.needed && !question.given) {
        view.setState({ open: { what: 'consent', subject, next: start } })
        return
      }
    }
    onClose()
    start()
  }

  return (
    <Dialog
      title={`Run: ${STEP_NAMES[lane].many.toLowerCase()}`}
      width={480}
      onClose={onClose}
      onConfirm={() => void run()}
      foot={
        <>
          <span className={styles.hint}>Ctrl Enter runs</span>
          <Button onClick={onClose}>Not now</Button>
          <Button look="main" off={off} onClick={() => void run()} autoFocus>
            {plan && plan.requests === 0 ? 'Run' : plan ? `Run ${count(plan.requests, 'request')}` : 'Run'}
          </Button>
        </>
      }
    >
      <div className={styles.plan}>
        {known === null && <p role="status">Working out what would run …</p>}
        {known && 'problem' in known && (
          <p className={styles.problem} role="alert">
            {known.problem.message} {known.problem.next}
          </p>
        )}
        {plan && <Figures plan={plan} engine={settings?.engine ?? 'simulator'} />}
        {plan && <Preflights plan={plan} />}
        {plan && <Jobs plan={plan} />}
      </div>
    </Dialog>
  )
}

const Figures = ({ plan, engine }: { readonly plan: Plan; readonly engine: string }) => (
  <>
    <dl className={styles.figures}>
      <div>
        <dt>Requests</dt>
        <dd>{plan.requestsAtMost > plan.requests ? `${plan.requests} to ${plan.requestsAtMost}` : plan.requests}</dd>
      </div>
      <div>
        <dt>Stored already</dt>
        <dd>{plan.cached}</dd>
      </div>
      <div>
        <dt>Cost</dt>
        <dd>
          {plan.costUsdAtMost > plan.costUsd
            ? `${dollars(plan.costUsd)} to ${dollars(plan.costUsdAtMost)}`
            : dollars(plan.costUsd)}
        </dd>
      </div>
      <div>
        <dt>Engine</dt>
        <dd>{engine}</dd>
      </div>
    </dl>
    {plan.requestsAtMost > plan.requests && (
      <p className={styles.note}>
        The higher figures hold if every strategy of the ladder is needed. Asking again after 503 costs nothing more.
      </p>
    )}
    {plan.warnings.map((warning) => (
      <p key={warning} className={styles.warning}>
        {warning}
      </p>
    ))}
  </>
)

/** What is likely to go wrong with requests, before they are sent; the same words once, with how many it is about. */
const Preflights = ({ plan }: { readonly plan: Plan }) => {
  const found = new Map<string, { readonly preflight: Preflight; readonly about: Set<string> }>()
  for (const { preflight, strategy, step } of plan.jobs) {
    if (!preflight) continue
    const known = found.get(preflight.says) ?? { preflight, about: new Set<string>() }
    known.about.add(strategy ? strategyTitle(strategy) : step)
    found.set(preflight.says, known)
  }
  if (found.size === 0) return null
  return (
    <ul className={styles.preflights} aria-label="Before it is sent">
      {[...found.values()].map(({ preflight, about }) => (
        <li key={preflight.says}>
          <Icon name="warn" size={14} />
          <p>
            <strong>{[...about].join(', ')}:</strong> {preflight.says}
            <span>{preflight.instead}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}

const Jobs = ({ plan }: { readonly plan: Plan }) => {
  // Of a step that is there several times each is told with its number, the first too.
  const several = new Set(plan.jobs.flatMap(({ step, variant }) => (variant > 1 ? [step] : [])))
  return (
    <ul className={styles.jobs} aria-label="What runs">
      {plan.jobs.slice(0, 60).map((job) => (
        <li key={job.path} data-will={job.will}>
          <span>
            {job.preflight && <Icon name="warn" size={12} />}
            {job.step}
            {job.view ? `, ${VIEW_NAMES[job.view]}` : ''}
            {job.strategy ? `, ${strategyTitle(job.strategy)}` : ''}
            {several.has(job.step) ? `, variant ${job.variant}` : ''}
          </span>
          <span>{WILL[job.will]}</span>
          <span>{job.will === 'request' || job.will === 'standby' ? dollars(job.estimateUsd) : ''}</span>
        </li>
      ))}
      {plan.jobs.length > 60 && <li>and {plan.jobs.length - 60} more</li>}
    </ul>
  )
}
