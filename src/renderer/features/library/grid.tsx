import { useEffect, useRef } from 'react'
import { useStudio, useView } from '../../app/studio.tsx'
import { Card } from '../board/card.tsx'
import { FilterBar } from './filter-bar.tsx'
import styles from './grid.module.css'
import { usePages } from './pages.ts'
import { useRowsInSight } from './rows-in-sight.ts'

const GAP = 8
const EDGE = 12
/** Marks and facts under a thumbnail, with the card's own edges. */
const UNDER = 46

/** Every picture of the library that matches; only those in sight are there. */
export const Grid = () => {
  const { grid } = useStudio()
  const filter = useView((state) => state.filter)
  const sort = useView((state) => state.sort)
  const cell = useView((state) => state.cell)
  const focus = useView((state) => state.focus)
  const pages = usePages(filter, sort)
  const scroll = useRef<HTMLDivElement>(null)
  const height = Math.round(cell) + UNDER
  const rowHeight = height + GAP
  const { width, range, show } = useRowsInSight(scroll, rowHeight, EDGE)
  const columns = Math.max(1, Math.floor((width - 2 * EDGE + GAP) / (cell + GAP)))
  const total = pages.total ?? 0
  const rows = Math.ceil(total / columns)
  const { from, to } = range(rows)
  const first = from * columns
  const last = Math.min(total, to * columns)
  useEffect(() => pages.want(first, Math.max(first, last - 1)))

  // Keys step through what is loaded, in the order it is shown.
  grid.current = { order: pages.cards().map(({ sha256 }) => sha256), columns }
  const at = focus === null ? -1 : grid.current.order.indexOf(focus)
  useEffect(() => {
    if (at >= 0) show(Math.floor(at / columns))
    // Only a step of the focus scrolls; new pictures leave the place as it is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [focus])

  return (
    <section className={styles.grid} aria-label="All pictures">
      <FilterBar total={pages.total} />
      <div className={styles.scroll} ref={scroll} tabIndex={-1} data-scroll>
        {pages.total === 0 && (
          <p className={styles.none}>
            {Object.keys(filter).length === 0
              ? 'There is no picture yet. What is made on the board is found here.'
              : 'No picture matches. Clear the filter to see all of them.'}
          </p>
        )}
        <ul className={styles.all} style={{ height: rows * rowHeight + 2 * EDGE }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, place) => {
            const index = first + place
            const card = pages.cardAt(index)
            const left = EDGE + (index % columns) * (cell + GAP)
            const top = EDGE + Math.floor(index / columns) * rowHeight
            const style = { transform: `translate(${left}px, ${top}px)`, width: cell, height }
            return (
              <li key={index} className={styles.place} style={style} aria-setsize={total} aria-posinset={index + 1}>
                {card ? <Card card={card} as="div" /> : <span className={styles.blank} />}
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
