import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useStudio, useView } from '../../app/studio.tsx'
import { Card } from '../board/card.tsx'
import { FilterBar } from './filter-bar.tsx'
import styles from './grid.module.css'
import { usePages } from './pages.ts'

const GAP = 8
const EDGE = 12
/** Marks and facts under a thumbnail, with the card's own edges. */
const UNDER = 46

/** Width of an element in CSS pixels, as it changes. */
const useWidth = (element: React.RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!element.current) return
    const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    watch.observe(element.current)
    return () => watch.disconnect()
  }, [element])
  return width
}

/** Every picture of the library that matches; only those in sight are there. */
export const Grid = () => {
  const { grid } = useStudio()
  const filter = useView((state) => state.filter)
  const sort = useView((state) => state.sort)
  const cell = useView((state) => state.cell)
  const focus = useView((state) => state.focus)
  const pages = usePages(filter, sort)
  const scroll = useRef<HTMLDivElement>(null)
  const width = useWidth(scroll)
  const columns = Math.max(1, Math.floor((width - 2 * EDGE + GAP) / (cell + GAP)))
  const total = pages.total ?? 0
  const height = Math.round(cell * 1.0) + UNDER
  const rows = useVirtualizer({
    count: Math.ceil(total / columns),
    getScrollElement: () => scroll.current,
    estimateSize: () => height + GAP,
    overscan: 3,
    paddingStart: EDGE,
    paddingEnd: EDGE,
  })
  useEffect(() => rows.measure(), [rows, height])

  const shown = rows.getVirtualItems()
  const first = (shown[0]?.index ?? 0) * columns
  const last = ((shown.at(-1)?.index ?? 0) + 1) * columns
  useEffect(() => pages.want(first, Math.max(first, last - 1)))

  // Keys step through what is loaded, in the order it is shown.
  grid.current = { order: pages.cards().map(({ sha256 }) => sha256), columns }
  const at = focus === null ? -1 : grid.current.order.indexOf(focus)
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(Math.floor(at / columns))
    // Only a step of the focus scrolls; new pictures leave the place as it is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [focus])

  return (
    <section className={styles.grid} aria-label="All pictures">
      <FilterBar total={pages.total} />
      <div className={styles.scroll} ref={scroll} tabIndex={-1} data-scroll>
        {pages.total === 0 && <p className={styles.none}>No picture matches. Clear the filter to see all of them.</p>}
        <ul className={styles.all} style={{ height: rows.getTotalSize() }}>
          {shown.flatMap((row) =>
            Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, column) => {
              const index = row.index * columns + column
              const card = pages.cardAt(index)
              const place = {
                transform: `translate(${EDGE + column * (cell + GAP)}px, ${row.start}px)`,
                width: cell,
                height,
              }
              return (
                <li key={index} className={styles.place} style={place} aria-setsize={total} aria-posinset={index + 1}>
                  {card ? <Card card={card} as="div" /> : <span className={styles.blank} />}
                </li>
              )
            }),
          )}
        </ul>
      </div>
    </section>
  )
}
