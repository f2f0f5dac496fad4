import type { Plan } from '../../../contract/index.ts'
import { count, dollars } from '../../ui/figures.ts'
import styles from './panel.module.css'
import { jobTitle, type together } from './trying.ts'

const WILL: Readonly<Record<Plan['jobs'][number]['will'], string>> = {
  request: 'a request',
  cached: 'stored already',
  local: 'on this machine',
  standby: 'only if needed',
}

type Summed = ReturnType<typeof together>

/** What a side asks for, in words. */
const asks = ({ requests, cached }: Summed): string =>
  requests === 0 ? 'stored already' : `${count(requests, 'request')}${cached > 0 ? `, ${cached} stored already` : ''}`

/** Equal lines are told once, with how many there are. */
const counted = (
  plan: Summed,
): readonly { readonly title: string; readonly will: string; readonly times: number }[] => {
  const lines = plan.jobs
    .filter(({ will }) => will === 'request' || will === 'local')
    .map((job) => ({ title: jobTitle(job), will: WILL[job.will] }))
  const groups = Map.groupBy(lines, ({ title, will }) => `${title} ${will}`)
  return [...groups.values()].flatMap((same) => (same[0] ? [{ ...same[0], times: same.length }] : []))
}

const SHOWN = 8

/** What a try asks for and costs, before anything is sent. */
export const TryPlan = ({
  plan,
  now,
  engine,
}: {
  readonly plan: Summed
  /** The same with the words that are current: what is not there yet has to be made, to be compared with. */
  readonly now: Summed
  readonly engine: string
}) => {
  const requests = plan.requests + now.requests
  const cost = plan.costUsd + now.costUsd
  const most = plan.costUsdAtMost + now.costUsdAtMost
  const lines = counted(plan)
  return (
    <div className={styles.plan} role="group" aria-label="What it asks for and costs">
      <p className={styles.strong}>
        {requests === 0 ? 'No request: everything is stored already' : count(requests, 'request')} ·{' '}
        {most > cost ? `${dollars(cost)} to ${dollars(most)}` : dollars(cost)} · {engine}
      </p>
      {requests > 0 && (
        <p className={styles.quiet}>
          New words: {asks(plan)}. Current words: {asks(now)}
          {now.requests > 0 && ', to have something to compare with'}.
        </p>
      )}
      <ul className={styles.jobs}>
        {lines.slice(0, SHOWN).map(({ title, will, times }) => (
          <li key={`${title} ${will}`}>
            <span>
              {title}
              {times > 1 && ` × ${times}`}
            </span>
            <span className={styles.quiet}>{will}</span>
          </li>
        ))}
        {lines.length > SHOWN && <li>and {lines.length - SHOWN} more</li>}
      </ul>
    </div>
  )
}
