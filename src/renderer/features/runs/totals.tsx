import { useEffect, useState } from 'react'
import type { HistoryFilter, HistorySum, HistoryTotals } from '../../../contract/api/index.ts'
import { StepName, StrategyName } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { count, dollars } from '../../ui/figures.ts'
import { strategyTitle } from '../../ui/naming.ts'
import { DayChart } from './day-chart.tsx'
import styles from './totals.module.css'
import { span, STEP_TITLES } from './wording.ts'

/** While work goes on sums are read again no more often than this. */
const PAUSE_MS = 1000

const useTotals = (filter: HistoryFilter): HistoryTotals | null => {
  const { client, ask } = useStudio()
  const work = useMirror((mirror) => mirror.work)
  const [totals, setTotals] = useState<{ readonly filter: HistoryFilter; readonly found: HistoryTotals } | null>(null)
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(
      () => {
        void ask
          .attempt(() => client.history.totals({ filter }))
          .then((found) => wanted && found && setTotals({ filter, found }))
      },
      totals?.filter === filter ? PAUSE_MS : 0,
    )
    return () => {
      wanted = false
      clearTimeout(timer)
    }
    // What was found must not have it read again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, ask, filter, work])
  return totals?.found ?? null
}

/** A final's strategy or a step, as people read it. */
const kindTitle = (kind: StepName | StrategyName): string => {
  const step = StepName.safeParse(kind)
  return step.success ? STEP_TITLES[step.data] : `Final, ${strategyTitle(StrategyName.parse(kind))}`
}

const percent = (part: number, { requests }: HistorySum): string =>
  requests === 0 ? '' : `${((100 * part) / requests).toFixed(part > 0 && part / requests < 0.1 ? 1 : 0)} %`

/** What the listed requests came to: in all, by day, and by strategy. */
export const Totals = ({ filter }: { readonly filter: HistoryFilter }) => {
  const totals = useTotals(filter)
  if (!totals) return null
  const { all, days, kinds } = totals
  return (
    <section className={styles.totals} aria-label="Totals">
      <dl className={styles.all}>
        <Sum
          name="Requests"
          value={all.requests.toLocaleString('en')}
          note={`${count(all.cached, 'answer')} stored already`}
        />
        <Sum name="Blocked" value={all.blocked.toLocaleString('en')} note={percent(all.blocked, all)} />
        <Sum name="Failed" value={all.failed.toLocaleString('en')} note={percent(all.failed, all)} />
        <Sum
          name="Outcome unknown"
          value={all.unknown.toLocaleString('en')}
          note={all.unknown > 0 ? 'maybe billed' : ''}
        />
        <Sum
          name="Cost"
          value={dollars(all.costUsd)}
          note={all.succeeded > 0 ? `${dollars(all.costUsd / all.succeeded)} an answer` : ''}
        />
        <Sum
          name="Time"
          value={span(all.ms)}
          note={all.requests > 0 ? `${span(all.ms / all.requests)} a request` : ''}
        />
      </dl>
      {days.length > 0 && <DayChart days={days} />}
      {kinds.length > 0 && (
        <div className={styles.kinds} tabIndex={0} role="group" aria-label="By strategy and step">
          <table>
            <thead>
              <tr>
                <th scope="col">Strategy or step</th>
                <th scope="col">Requests</th>
                <th scope="col">Blocked</th>
                <th scope="col">Failed</th>
                <th scope="col">Cost</th>
                <th scope="col">Time</th>
              </tr>
            </thead>
            <tbody>
              {kinds.map((sum) => (
                <tr key={sum.kind}>
                  <th scope="row">{kindTitle(sum.kind)}</th>
                  <td>{sum.requests.toLocaleString('en')}</td>
                  <td>{sum.blocked.toLocaleString('en')}</td>
                  <td>{sum.failed.toLocaleString('en')}</td>
                  <td>{dollars(sum.costUsd)}</td>
                  <td>{span(sum.ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const Sum = ({ name, value, note }: { readonly name: string; readonly value: string; readonly note: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <strong>{value}</strong>
      <span>{note}</span>
    </dd>
  </div>
)
