import { useEffect } from 'react'
import { useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/figures.ts'
import { Detail } from './detail.tsx'
import { HistoryBar } from './history-bar.tsx'
import { HistoryList } from './history-list.tsx'
import { Queue } from './queue.tsx'
import { useRows } from './rows.ts'
import styles from './runs-screen.module.css'
import { compareMarked } from './showing.ts'
import { Totals } from './totals.tsx'

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [role=menu], [role=dialog]') !== null

/** The queue, and every request ever made. */
export const RunsScreen = () => {
  const studio = useStudio()
  const { view } = studio
  const { filter, sort, attempt, marked, totals } = useView((state) => state.runs)
  const rows = useRows(filter, sort)

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isWriting(event.target)) return
      event.preventDefault()
      document.querySelector<HTMLInputElement>('[data-search-requests]')?.select()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const close = (): void => {
    view.setState((state) => ({ runs: { ...state.runs, attempt: null } }))
    document.querySelector<HTMLElement>('[data-requests]')?.focus()
  }
  /** Escape goes from the request to the list, and only then from the screen. */
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape' || attempt === null) return
    event.preventDefault()
    close()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears what its parts leave over
    <div className={styles.screen} onKeyDown={onKeyDown}>
      <Queue />
      <section className={styles.history} aria-label="History">
        <h2 className={styles.name}>History</h2>
        <HistoryBar total={rows.total} />
        {totals && <Totals filter={filter} />}
        {rows.behind > 0 && (
          <p className={styles.behind} role="status">
            {count(rows.behind, 'older request')} of this library still to be read; until then they are not found.
          </p>
        )}
        {marked.length > 0 && (
          <div className={styles.marked}>
            <span role="status">{count(marked.length, 'request')} marked</span>
            <Button
              off={marked.length < 2 ? 'Mark two or more to compare them.' : null}
              onClick={() => void compareMarked(studio, marked)}
            >
              Compare
            </Button>
            <Button look="quiet" onClick={() => view.setState((state) => ({ runs: { ...state.runs, marked: [] } }))}>
              Clear marks
            </Button>
          </div>
        )}
        <div className={styles.columns}>
          <HistoryList rows={rows} onOpen={() => document.querySelector<HTMLElement>('[data-request]')?.focus()} />
          {attempt !== null && <Detail attempt={attempt} onClose={close} />}
        </div>
      </section>
    </div>
  )
}
