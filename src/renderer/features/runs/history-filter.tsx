import { Popover } from 'radix-ui'
import type { HistoryFilter } from '../../../contract/api/index.ts'
import { useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Picker } from '../../ui/menu.tsx'
import type { Condition } from './conditions.ts'
import { dayOf, lastDay, midnight } from './days.ts'
import styles from './history-filter.module.css'
import { withCondition } from './place.ts'

/** Everything there is to filter by, behind one button. */
export const HistoryFilters = ({ conditions }: { readonly conditions: readonly Condition[] }) => {
  const set = conditions.filter(({ value }) => value !== null).length
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.trigger} aria-label={set === 0 ? 'Filter' : `Filter ${set} set`}>
        Filter {set > 0 && <span className={styles.number}>{set}</span>}
        <Icon name="chevron" size={12} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="What to filter by"
        >
          <div className={styles.grid}>
            {conditions.map((condition) =>
              condition.options.length === 0 && condition.value === null ? null : (
                <Row key={condition.name} condition={condition} />
              ),
            )}
            <Days />
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const Row = ({ condition: { name, value, says, options, set } }: { readonly condition: Condition }) => {
  const any = { value: '', title: `Any ${name.toLowerCase()}` }
  const known = options.some((option) => option.value === value)
  const now = value === null || known ? [] : [{ value, title: says ?? value }]
  return (
    <>
      <span className={styles.name} aria-hidden="true">
        {name}
      </span>
      <span className={styles.value}>
        <Picker<string>
          name={name}
          value={value ?? ''}
          options={[any, ...now, ...options]}
          onChange={(next) => set(next === '' ? null : next)}
        />
      </span>
    </>
  )
}

/** From which day to which. */
const Days = () => {
  const { view } = useStudio()
  const { since, until } = useView((state) => state.runs.filter)
  if (since === undefined && until === undefined) return null
  const put = (key: 'since' | 'until', at: HistoryFilter['since'] | null): void =>
    view.setState((state) => ({ runs: { ...state.runs, filter: withCondition(state.runs.filter, key, at) } }))
  return (
    <>
      <span className={styles.name} aria-hidden="true">
        Days
      </span>
      <span className={styles.days}>
        <input
          type="date"
          aria-label="From"
          value={dayOf(since)}
          onChange={(event) => put('since', midnight(event.target.value, 0))}
        />
        –
        <input
          type="date"
          aria-label="To"
          value={lastDay(until)}
          onChange={(event) => put('until', midnight(event.target.value, 1))}
        />
      </span>
    </>
  )
}

/** What is filtered by, each with a way to do without it. */
export const Chips = ({ conditions }: { readonly conditions: readonly Condition[] }) => {
  const { view } = useStudio()
  const isFiltered = useView((state) => Object.keys(state.runs.filter).length > 0)
  if (!isFiltered) return null
  return (
    <>
      <ul className={styles.chips} aria-label="Filtered by">
        {conditions.map(({ name, says, set }) =>
          says === null ? null : (
            <li key={name}>
              <button
                type="button"
                className={styles.chip}
                title={`${name}: ${says}`}
                aria-label={`${name} ${says}: leave it out`}
                onClick={() => set(null)}
              >
                <span className={styles.what}>{name}</span>{' '}
                <span className={styles.says} dir="auto">
                  {says}
                </span>
                <Icon name="close" size={11} />
              </button>
            </li>
          ),
        )}
      </ul>
      <Button look="quiet" onClick={() => view.setState((state) => ({ runs: { ...state.runs, filter: {} } }))}>
        Clear
      </Button>
    </>
  )
}
