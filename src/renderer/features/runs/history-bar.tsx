import type { HistorySort } from '../../../contract/api/index.ts'
import { useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/figures.ts'
import { Picker, type PickerOption } from '../../ui/menu.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useTyped } from '../../ui/use-typed.ts'
import { useConditions } from './conditions.ts'
import styles from './history-bar.module.css'
import { Chips, HistoryFilters } from './history-filter.tsx'
import { withCondition } from './place.ts'

const PAUSE_MS = 150

const SORTS: readonly PickerOption<HistorySort>[] = [
  { value: 'newest', title: 'Newest first' },
  { value: 'oldest', title: 'Oldest first' },
  { value: 'cost', title: 'Dearest first' },
  { value: 'time', title: 'Slowest first' },
]

/** Which requests the list shows, and in what order: one row, whatever is filtered by. */
export const HistoryBar = ({ total }: { readonly total: number | null }) => {
  const { view } = useStudio()
  const { sort, totals } = useView((state) => state.runs)
  const conditions = useConditions(total)
  return (
    <div className={styles.bar} role="search" aria-label="Requests">
      <Search />
      <HistoryFilters conditions={conditions} />
      <Chips conditions={conditions} />
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
      <span className={styles.sort}>
        <Picker
          name="Sort"
          value={sort}
          options={SORTS}
          onChange={(value) => view.setState((state) => ({ runs: { ...state.runs, sort: value } }))}
        />
      </span>
    </div>
  )
}

const Search = () => {
  const { view } = useStudio()
  const asked = useView((state) => state.runs.filter.text ?? '')
  const [text, setText] = useTyped(
    asked,
    () => view.getState().runs.filter.text ?? '',
    (words) =>
      view.setState(({ runs }) => ({ runs: { ...runs, filter: withCondition(runs.filter, 'text', words || null) } })),
    { pauseMs: PAUSE_MS, most: 400 },
  )
  return (
    <SearchField
      name="Find words of the prompt or of the answer"
      className={styles.search}
      data-search-requests
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
  )
}
