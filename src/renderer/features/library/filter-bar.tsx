import type { ReactNode } from 'react'
import type { PictureFilter, PictureSort } from '../../../contract/api/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/figures.ts'
import { Picker, type PickerOption } from '../../ui/menu.tsx'
import { percent } from '../../ui/likeness.ts'
import { strategyTitle } from '../../ui/naming.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { useTyped } from '../../ui/use-typed.ts'
import styles from './filter-bar.module.css'

const PAUSE_MS = 200

const SORTS: readonly PickerOption<PictureSort>[] = [
  { value: 'newest', title: 'Newest first' },
  { value: 'oldest', title: 'Oldest first' },
  { value: 'stars', title: 'Most stars first' },
  { value: 'reviewed', title: 'Last reviewed first' },
  { value: 'likeness', title: 'Most like the person first', note: 'Those not compared come last' },
  { value: 'scene-kept', title: 'Most of the scene kept first', note: 'Finals; the others come last' },
]

/** A filter with one condition set, or without it where the value is "any". */
const withCondition = <K extends keyof PictureFilter>(
  filter: PictureFilter,
  key: K,
  value: PictureFilter[K] | 'any',
): PictureFilter => {
  const { [key]: _before, ...rest } = filter
  return value === 'any' || value === undefined ? rest : { ...rest, [key]: value }
}

const Condition = <T extends string>({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: string
  readonly value: T | 'any'
  readonly options: readonly PickerOption<T>[]
  readonly onChange: (value: T | 'any') => void
}) => (
  <Picker<T | 'any'>
    name={name}
    value={value}
    options={[{ value: 'any', title: `Any ${name.toLowerCase()}` }, ...options]}
    onChange={onChange}
  />
)

/** Which pictures the grid shows, and in what order. */
export const FilterBar = ({ total }: { readonly total: number | null }) => {
  const { view } = useStudio()
  const filter = useView((state) => state.filter)
  const sort = useView((state) => state.sort)
  const subject = useView((state) => state.subject)
  const identity = useView((state) => state.identity)
  const choices = useMirror((mirror) => mirror.choices)
  const set = (next: PictureFilter): void => view.setState({ filter: next })
  const scope = filter.identity !== undefined ? 'identity' : filter.subject !== undefined ? 'subject' : 'any'
  return (
    <div className={styles.bar} role="search" aria-label="Filter">
      <Search />
      <Picker<'any' | 'subject' | 'identity'>
        name="Whose"
        value={scope}
        options={[
          { value: 'any', title: 'Whole library' },
          ...(subject === null ? [] : [{ value: 'subject' as const, title: 'This subject' }]),
          ...(identity === null ? [] : [{ value: 'identity' as const, title: 'This identity' }]),
        ]}
        onChange={(value) => {
          const rest = withCondition(withCondition(filter, 'subject', 'any'), 'identity', 'any')
          if (value === 'subject' && subject !== null) set({ ...rest, subject })
          else if (value === 'identity' && identity !== null) set({ ...rest, identity })
          else set(rest)
        }}
      />
      <Condition
        name="Step"
        value={filter.steps?.[0] ?? 'any'}
        options={[
          { value: 'views', title: 'Views' },
          { value: 'scene', title: 'Scenes' },
          { value: 'portrait', title: 'Portraits' },
          { value: 'final', title: 'Finals' },
        ]}
        onChange={(value) => set(withCondition(filter, 'steps', value === 'any' ? 'any' : [value]))}
      />
      <Condition
        name="Stars"
        value={filter.starsAtLeast === undefined ? 'any' : `${filter.starsAtLeast}`}
        options={['1', '2', '3', '4', '5'].map((stars) => ({
          value: stars,
          title: `${'★'.repeat(Number(stars))} or more`,
        }))}
        onChange={(value) => set(withCondition(filter, 'starsAtLeast', value === 'any' ? 'any' : Number(value)))}
      />
      <Condition
        name="Flag"
        value={filter.flag ?? 'any'}
        options={[
          { value: 'pick', title: 'Picked' },
          { value: 'reject', title: 'Rejected' },
          { value: 'none', title: 'No flag' },
        ]}
        onChange={(value) => set(withCondition(filter, 'flag', value))}
      />
      <Condition
        name="Label"
        value={filter.label ?? 'any'}
        options={(['red', 'yellow', 'green', 'blue', 'purple', 'none'] as const).map((value) => ({
          value,
          title: value,
        }))}
        onChange={(value) => set(withCondition(filter, 'label', value))}
      />
      <Condition
        name="Check"
        value={filter.check ?? 'any'}
        options={[
          { value: 'pass', title: 'Passed' },
          { value: 'warn', title: 'Warned' },
          { value: 'fail', title: 'Failed' },
          { value: 'none', title: 'Not checked' },
        ]}
        onChange={(value) => set(withCondition(filter, 'check', value))}
      />
      <Condition
        name="Strategy"
        value={filter.strategy ?? 'any'}
        options={(choices?.strategies ?? []).map(({ name }) => ({ value: name, title: strategyTitle(name) }))}
        onChange={(value) => set(withCondition(filter, 'strategy', value))}
      />
      <Figure
        name="Likeness"
        least={filter.likenessAtLeast}
        onChange={(least) => set(withCondition(filter, 'likenessAtLeast', least))}
      />
      <Figure
        name="Scene kept"
        least={filter.sceneKeptAtLeast}
        onChange={(least) => set(withCondition(filter, 'sceneKeptAtLeast', least))}
      />
      <Toggle
        on={filter.approved === true}
        onChange={(on) => set(withCondition(filter, 'approved', on ? true : 'any'))}
      >
        Approved
      </Toggle>
      {Object.keys(filter).length > 0 && (
        <Button look="quiet" onClick={() => set({})}>
          Clear
        </Button>
      )}
      <span className={styles.space} />
      <span className={styles.total} role="status">
        {total === null ? '' : count(total, 'picture')}
      </span>
      <Picker name="Sort" value={sort} options={SORTS} onChange={(value) => view.setState({ sort: value })} />
    </div>
  )
}

/** A figure between 0 and 1 that pictures must at least have; what was not measured has none. */
const Figure = ({
  name,
  least,
  onChange,
}: {
  readonly name: string
  readonly least: number | undefined
  readonly onChange: (least: number | 'any') => void
}) => (
  <Condition
    name={name}
    value={least === undefined ? 'any' : `${least}`}
    options={['0.9', '0.75', '0.5', '0'].map((value) => ({
      value,
      title: value === '0' ? `${name} measured` : `${name} ${percent(Number(value))} or more`,
    }))}
    onChange={(value) => onChange(value === 'any' ? 'any' : Number(value))}
  />
)

const Toggle = ({
  on,
  onChange,
  children,
}: {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly children: ReactNode
}) => (
  <button type="button" className={styles.toggle} aria-pressed={on} onClick={() => onChange(!on)}>
    {children}
  </button>
)

const Search = () => {
  const { view } = useStudio()
  const asked = useView((state) => state.filter.text ?? '')
  const [text, setText] = useTyped(
    asked,
    () => view.getState().filter.text ?? '',
    (words) => view.setState((state) => ({ filter: withCondition(state.filter, 'text', words || 'any') })),
    { pauseMs: PAUSE_MS, most: 200 },
  )
  return (
    <SearchField
      name="Find in names, notes and models"
      className={styles.search}
      placeholder="Find"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
