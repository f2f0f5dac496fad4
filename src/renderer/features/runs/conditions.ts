import { useEffect, useState } from 'react'
import type { HistoryChoices, HistoryFilter, HistoryStatus } from '../../../contract/api/index.ts'
import { EngineName, StepName } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { count } from '../../ui/figures.ts'
import type { PickerOption } from '../../ui/menu.tsx'
import { strategyTitle } from '../../ui/naming.ts'
import { daysAgo, dayOf, midnight, stretch } from './days.ts'
import { withCondition } from './place.ts'
import { STATUS, STEP_TITLES } from './wording.ts'

/** One thing that requests can be filtered by. */
export type Condition = {
  readonly name: string
  /** What is asked for; null where anything will do. */
  readonly value: string | null
  /** The same for people. */
  readonly says: string | null
  readonly options: readonly PickerOption<string>[]
  readonly set: (value: string | null) => void
}

const COSTS: readonly PickerOption<string>[] = [
  { value: 'free', title: 'No cost' },
  { value: '0.01', title: '$0.01 and more' },
  { value: '0.05', title: '$0.05 and more' },
  { value: '0.2', title: '$0.20 and more' },
]

const SOURCES: readonly PickerOption<string>[] = [
  { value: 'asked', title: 'Asked for' },
  { value: 'cached', title: 'From the library' },
]

/** A time that is given by its days; others by how many days ago it began. */
const RANGE = 'range'

const TIMES: readonly PickerOption<string>[] = [
  { value: '1', title: 'Last 24 hours' },
  { value: '7', title: 'Last 7 days' },
  { value: '30', title: 'Last 30 days' },
  { value: RANGE, title: 'From a day to a day' },
]

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

/** The filter without some conditions, and with others in their place. */
type Change = (without: readonly (keyof HistoryFilter)[], put: HistoryFilter) => void

const shortly = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** Everything that requests can be filtered by but words; `total`: how many there are, to know when choices may be others. */
export const useConditions = (total: number | null): readonly Condition[] => {
  const { view } = useStudio()
  const filter = useView((state) => state.runs.filter)
  const strategies = useMirror((mirror) => mirror.choices?.strategies ?? [])
  const subjects = useMirror((mirror) => mirror.subjects)
  const identities = useMirror((mirror) => mirror.identities)
  const { models, reasons } = useChoices(total)

  const change: Change = (without, put) =>
    view.setState(({ runs }) => {
      const rest = without.reduce<HistoryFilter>((left, key) => withCondition(left, key, null), runs.filter)
      return { runs: { ...runs, filter: { ...rest, ...put } } }
    })
  const oneOf = (
    name: string,
    key: keyof HistoryFilter,
    value: string | undefined,
    options: readonly PickerOption<string>[],
    put: (value: string) => HistoryFilter,
  ): Condition => ({
    name,
    value: value ?? null,
    says: value === undefined ? null : (options.find((option) => option.value === value)?.title ?? value),
    options,
    set: (next) => change([key], next === null ? {} : put(next)),
  })

  return [
    oneOf(
      'Status',
      'statuses',
      filter.statuses?.[0],
      Object.entries(STATUS).map(([value, { title }]) => ({ value, title })),
      (value) => (isStatus(value) ? { statuses: [value] } : {}),
    ),
    oneOf(
      'Step',
      'steps',
      filter.steps?.[0],
      StepName.options.map((value) => ({ value, title: STEP_TITLES[value] })),
      (value) => ({ steps: StepName.options.filter((step) => step === value) }),
    ),
    oneOf(
      'Strategy',
      'strategies',
      filter.strategies?.[0],
      strategies.map(({ name }) => ({ value: name, title: strategyTitle(name) })),
      (value) => ({ strategies: strategies.flatMap(({ name }) => (name === value ? name : [])) }),
    ),
    oneOf(
      'Reason',
      'reason',
      filter.reason,
      reasons.map(({ reason, count: times }) => ({
        value: reason,
        title: shortly(reason),
        note: count(times, 'request'),
      })),
      (reason) => ({ reason }),
    ),
    oneOf(
      'Engine',
      'engine',
      filter.engine,
      [...EngineName.options, 'local'].map((value) => ({ value, title: value === 'local' ? 'this machine' : value })),
      (value) => {
        const engine = EngineName.safeParse(value)
        return engine.success ? { engine: engine.data } : { engine: 'local' }
      },
    ),
    oneOf(
      'Model',
      'model',
      filter.model,
      models.map(({ model, count: times }) => ({ value: model, title: shortly(model), note: count(times, 'request') })),
      (model) => ({ model }),
    ),
    oneOf(
      'Subject',
      'subject',
      filter.subject?.toString(),
      subjects.map(({ id, traits }) => ({ value: String(id), title: shortly(traits.name) })),
      (value) => {
        const subject = subjects.find(({ id }) => String(id) === value)?.id
        return subject === undefined ? {} : { subject }
      },
    ),
    oneOf(
      'Identity',
      'identity',
      filter.identity?.toString(),
      identities.map(({ id, identity }) => ({ value: String(id), title: shortly(identity.name) })),
      (value) => {
        const identity = identities.find(({ id }) => String(id) === value)?.id
        return identity === undefined ? {} : { identity }
      },
    ),
    oneOf(
      'Source',
      'cached',
      filter.cached === undefined ? undefined : filter.cached ? 'cached' : 'asked',
      SOURCES,
      (value) => ({ cached: value === 'cached' }),
    ),
    cost(filter, change),
    time(filter, change),
    ...(filter.run === undefined ? [] : [oneOf('Run', 'run', String(filter.run), [], () => ({}))]),
  ]
}

const cost = ({ costAtLeast, costAtMost }: HistoryFilter, change: Change): Condition => {
  const value = costAtMost === 0 ? 'free' : (costAtLeast?.toString() ?? null)
  return {
    name: 'Cost',
    value,
    says: value === null ? null : (COSTS.find((option) => option.value === value)?.title ?? `$${value} and more`),
    options: COSTS,
    set: (next) =>
      change(
        ['costAtLeast', 'costAtMost'],
        next === null ? {} : next === 'free' ? { costAtMost: 0 } : { costAtLeast: Number(next) },
      ),
  }
}

const time = (filter: HistoryFilter, change: Change): Condition => {
  const says = stretch(filter)
  return {
    name: 'Time',
    value: says === null ? null : RANGE,
    says,
    options: TIMES,
    set: (next) => {
      if (next === null) return change(['since', 'until'], {})
      if (next !== RANGE) return change(['since', 'until'], { since: daysAgo(Number(next)) })
      const today = midnight(dayOf(new Date().toISOString()), 0)
      if (filter.since === undefined && today !== null) change([], { since: today })
    },
  }
}
