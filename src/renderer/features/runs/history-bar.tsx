import { useEffect, useState } from 'react'
import type { HistoryChoices, HistoryFilter, HistorySort, HistoryStatus } from '../../../contract/api/index.ts'
import { EngineName, StepName } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import { Picker, type PickerOption } from '../../ui/menu.tsx'
import { strategyTitle } from '../../ui/naming.ts'
import styles from './history-bar.module.css'
import { withCondition } from './place.ts'
import { STATUS, STEP_TITLES } from './wording.ts'

const PAUSE_MS = 150

const SORTS: readonly PickerOption<HistorySort>[] = [
  { value: 'newest', title: 'Newest first' },
  { value: 'oldest', title: 'Oldest first' },
  { value: 'cost', title: 'Dearest first' },
  { value: 'time', title: 'Slowest first' },
]

const COSTS: readonly PickerOption<string>[] = [
  { value: 'free', title: 'No cost' },
  { value: '0.01', title: '$0.01 and more' },
  { value: '0.05', title: '$0.05 and more' },
  { value: '0.2', title: '$0.20 and more' },
]

const DAYS = [
  { value: '1', title: 'Last 24 hours' },
  { value: '7', title: 'Last 7 days' },
  { value: '30', title: 'Last 30 days' },
] as const

const Condition = ({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: string
  readonly value: string | undefined
  readonly options: readonly PickerOption<string>[]
  readonly onChange: (value: string | null) => void
}) => (
  <Picker<string>
    name={name}
    value={value ?? ''}
    options={[{ value: '', title: `Any ${name.toLowerCase()}` }, ...options]}
    onChange={(next) => onChange(next === '' ? null : next)}
  />
)

const isStatus = (name: string): name is HistoryStatus => name in STATUS

/** What the models and reasons are that there is something of. */
const useChoices = (total: number | null): HistoryChoices => {
  const { client } = useStudio()
  const [choices, setChoices] = useState<HistoryChoices>({ models: [], reasons: [] })
  useEffect(() => {
    let wanted = true
    void client.history.choices().then(
      (found) => wanted && setChoices(found),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [client, total])
  return choices
}

/** Which requests the list shows, and in what order. */
export const HistoryBar = ({ total }: { readonly total: number | null }) => {
  const { view } = useStudio()
  const { filter, sort, totals } = useView((state) => state.runs)
  const strategies = useMirror((mirror) => mirror.choices?.strategies ?? [])
  const subjects = useMirror((mirror) => mirror.subjects)
  const identities = useMirror((mirror) => mirror.identities)
  const { models, reasons } = useChoices(total)
  const change = <K extends keyof HistoryFilter>(key: K, value: HistoryFilter[K] | null | undefined): void =>
    view.setState((state) => ({ runs: { ...state.runs, filter: withCondition(state.runs.filter, key, value) } }))
  const cost = filter.costAtMost === 0 ? 'free' : filter.costAtLeast?.toString()
  return (
    <div className={styles.bar} role="search" aria-label="Requests">
      <Search />
      <Condition
        name="Status"
        value={filter.statuses?.[0]}
        options={Object.entries(STATUS).map(([value, { title }]) => ({ value, title }))}
        onChange={(value) => change('statuses', value !== null && isStatus(value) ? [value] : null)}
      />
      <Condition
        name="Step"
        value={filter.steps?.[0]}
        options={StepName.options.map((value) => ({ value, title: STEP_TITLES[value] }))}
        onChange={(value) => {
          const step = StepName.safeParse(value)
          change('steps', step.success ? [step.data] : null)
        }}
      />
      <Condition
        name="Strategy"
        value={filter.strategies?.[0]}
        options={strategies.map(({ name }) => ({ value: name, title: strategyTitle(name) }))}
        onChange={(value) => {
          const found = strategies.find(({ name }) => name === value)
          change('strategies', found ? [found.name] : null)
        }}
      />
      <Condition
        name="Reason"
        value={filter.reason}
        options={reasons.map(({ reason, count: times }) => ({
          value: reason,
          title: reason.slice(0, 60),
          note: count(times, 'request'),
        }))}
        onChange={(value) => change('reason', value)}
      />
      <Condition
        name="Engine"
        value={filter.engine}
        options={[...EngineName.options, 'local'].map((value) => ({
          value,
          title: value === 'local' ? 'this machine' : value,
        }))}
        onChange={(value) => {
          const engine = EngineName.safeParse(value)
          change('engine', value === 'local' ? 'local' : engine.data)
        }}
      />
      <Condition
        name="Model"
        value={filter.model}
        options={models.map(({ model, count: times }) => ({
          value: model,
          title: model.slice(0, 60),
          note: count(times, 'request'),
        }))}
        onChange={(value) => change('model', value)}
      />
      <Condition
        name="Subject"
        value={filter.subject?.toString()}
        options={subjects.map(({ id, traits }) => ({ value: String(id), title: traits.name.slice(0, 60) }))}
        onChange={(value) => change('subject', subjects.find(({ id }) => String(id) === value)?.id)}
      />
      <Condition
        name="Identity"
        value={filter.identity?.toString()}
        options={identities.map(({ id, identity }) => ({ value: String(id), title: identity.name.slice(0, 60) }))}
        onChange={(value) => change('identity', identities.find(({ id }) => String(id) === value)?.id)}
      />
      <Condition
        name="Source"
        value={filter.cached === undefined ? undefined : filter.cached ? 'cached' : 'asked'}
        options={[
          { value: 'asked', title: 'Asked for' },
          { value: 'cached', title: 'From the library' },
        ]}
        onChange={(value) => change('cached', value === null ? null : value === 'cached')}
      />
      <Condition
        name="Cost"
        value={cost}
        options={COSTS}
        onChange={(value) => {
          const { costAtLeast: _least, costAtMost: _most, ...rest } = filter
          const next =
            value === null
              ? rest
              : value === 'free'
                ? { ...rest, costAtMost: 0 }
                : { ...rest, costAtLeast: Number(value) }
          view.setState((state) => ({ runs: { ...state.runs, filter: next } }))
        }}
      />
      <Dates
        filter={filter}
        onChange={(since, until) => {
          const { since: _since, until: _until, ...rest } = filter
          const next = { ...rest, ...(since === null ? {} : { since }), ...(until === null ? {} : { until }) }
          view.setState((state) => ({ runs: { ...state.runs, filter: next } }))
        }}
      />
      {filter.run !== undefined && (
        <Button look="quiet" aria-label={`Any run, not only run ${filter.run}`} onClick={() => change('run', null)}>
          Run {filter.run} ×
        </Button>
      )}
      {Object.keys(filter).length > 0 && (
        <Button look="quiet" onClick={() => view.setState((state) => ({ runs: { ...state.runs, filter: {} } }))}>
          Clear
        </Button>
      )}
      <span className={styles.space} />
      <span className={styles.total} role="status">
        {total === null ? '' : count(total, 'request')}
      </span>
      <Button
        look={totals ? 'plain' : 'quiet'}
        aria-pressed={totals}
        onClick={() => view.setState((state) => ({ runs: { ...state.runs, totals: !totals } }))}
      >
        Totals
      </Button>
      <Picker
        name="Sort"
        value={sort}
        options={SORTS}
        onChange={(value) => view.setState((state) => ({ runs: { ...state.runs, sort: value } }))}
      />
    </div>
  )
}

const dayOf = (iso: string | undefined): string => {
  if (iso === undefined) return ''
  const date = new Date(iso)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

/** Midnight by the clock of this window, so many days after a day. */
const midnight = (day: string, after: number): string | null => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const at = new Date(year, month - 1, date + after)
  return day === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** From which day to which. */
const Dates = ({
  filter,
  onChange,
}: {
  readonly filter: HistoryFilter
  readonly onChange: (since: string | null, until: string | null) => void
}) => {
  const from = dayOf(filter.since)
  const last = filter.until === undefined ? '' : dayOf(new Date(Date.parse(filter.until) - 1).toISOString())
  const isOpen = filter.since !== undefined || filter.until !== undefined
  return (
    <>
      <Condition
        name="Time"
        value={isOpen ? 'range' : undefined}
        options={[...DAYS, { value: 'range', title: 'From a day to a day' }]}
        onChange={(value) => {
          if (value === null) onChange(null, null)
          else if (value === 'range') onChange(midnight(dayOf(new Date().toISOString()), 0), null)
          else onChange(new Date(Date.now() - Number(value) * 86_400_000).toISOString(), null)
        }}
      />
      {isOpen && (
        <span className={styles.dates}>
          <input
            type="date"
            aria-label="From"
            value={from}
            onChange={(event) => onChange(midnight(event.target.value, 0), filter.until ?? null)}
          />
          –
          <input
            type="date"
            aria-label="To"
            value={last}
            onChange={(event) => onChange(filter.since ?? null, midnight(event.target.value, 1))}
          />
        </span>
      )}
    </>
  )
}

const Search = () => {
  const { view } = useStudio()
  const asked = useView((state) => state.runs.filter.text ?? '')
  const [text, setText] = useState(asked)
  useEffect(() => setText((now) => (now.trim() === asked ? now : asked)), [asked])
  useEffect(() => {
    const wanted = text.trim().slice(0, 400)
    const timer = setTimeout(
      () =>
        view.setState((state) => {
          const filter = withCondition(state.runs.filter, 'text', wanted === '' ? null : wanted)
          return filter.text === state.runs.filter.text ? {} : { runs: { ...state.runs, filter } }
        }),
      PAUSE_MS,
    )
    return () => clearTimeout(timer)
  }, [view, text])
  return (
    <label className={styles.search}>
      <Icon name="search" size={13} />
      <input
        type="search"
        data-search-requests
        aria-label="Find words of the prompt or of the answer"
        aria-keyshortcuts="/"
        placeholder="Words of prompt or answer"
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
          event.preventDefault()
          document.querySelector<HTMLElement>('[data-requests]')?.focus()
        }}
      />
    </label>
  )
}
