import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { HistoryRow } from '../../../contract/api/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { dollars } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './history-list.module.css'
import type { Rows } from './rows.ts'
import { marked, second, span, STATUS, workOf } from './wording.ts'

/** A million rows stay below the height at which browsers give up. */
const HEIGHT = 32

/** Every request that matches; only those in sight are there. */
export const HistoryList = ({ rows, onOpen }: { readonly rows: Rows; readonly onOpen: () => void }) => {
  const { view } = useStudio()
  const { filter, attempt, marked: chosen } = useView((state) => state.runs)
  const scroll = useRef<HTMLDivElement>(null)
  const total = rows.total ?? 0
  const list = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => HEIGHT,
    overscan: 8,
  })
  const shown = list.getVirtualItems()
  const first = shown[0]?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => rows.want(first, last))

  /** Where the open request stands; it may have moved since. */
  const at = useRef(-1)
  const place = shown.find(({ index }) => rows.at(index)?.attempt === attempt)?.index
  if (place !== undefined) at.current = place

  const open = (index: number): void => {
    const to = Math.min(total - 1, Math.max(0, index))
    at.current = to
    list.scrollToIndex(to)
    const row = rows.at(to)
    if (row) view.setState((state) => ({ runs: { ...state.runs, attempt: row.attempt } }))
  }
  const mark = (row: HistoryRow): void =>
    view.setState((state) => {
      const before = state.runs.marked
      const after = before.includes(row.attempt)
        ? before.filter((other) => other !== row.attempt)
        : [...before, row.attempt].slice(-12)
      return { runs: { ...state.runs, marked: after } }
    })

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? HEIGHT) / HEIGHT) - 1)
    const to = {
      ArrowDown: at.current + 1,
      ArrowUp: at.current - 1,
      PageDown: at.current + page,
      PageUp: at.current - page,
      Home: 0,
      End: total - 1,
    }[event.key]
    const row = rows.at(at.current)
    if (to !== undefined) open(to)
    else if (event.key === 'Enter') onOpen()
    else if (event.key === ' ' && row) mark(row)
    else return
    event.preventDefault()
  }

  if (rows.total === 0) return <Nothing filtered={Object.keys(filter).length > 0} />
  return (
    <div
      ref={scroll}
      className={styles.scroll}
      role="listbox"
      aria-label="Requests"
      aria-multiselectable="true"
      tabIndex={0}
      data-requests
      aria-activedescendant={place === undefined ? undefined : `request-${attempt}`}
      onKeyDown={onKeyDown}
    >
      <div className={styles.all} style={{ height: list.getTotalSize() }} role="presentation">
        {shown.map(({ index, start }) => {
          const row = rows.at(index)
          const where = { transform: `translateY(${start}px)`, height: HEIGHT }
          return row ? (
            <Row
              key={index}
              row={row}
              style={where}
              index={index}
              total={total}
              isOpen={row.attempt === attempt}
              isMarked={chosen.includes(row.attempt)}
              search={filter.text}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey) mark(row)
                else open(index)
              }}
              onDoubleClick={onOpen}
            />
          ) : (
            <div key={index} className={styles.blank} style={where} role="presentation" />
          )
        })}
      </div>
    </div>
  )
}

const Nothing = ({ filtered }: { readonly filtered: boolean }) => {
  const { view } = useStudio()
  return filtered ? (
    <div className={styles.none}>
      <p>No request matches.</p>
      <p>
        Each word is found where a word begins with it; “words in quotes” as they stand; #12 is the request of that
        number.
      </p>
      <Button onClick={() => view.setState((state) => ({ runs: { ...state.runs, filter: {} } }))}>
        Clear the filter
      </Button>
    </div>
  ) : (
    <div className={styles.none}>
      <p>Nothing was asked for yet.</p>
      <p>
        Every request that leaves the studio is listed here for good: what went in, what came back, what it cost, and
        why it was blocked.
      </p>
      <Button onClick={() => view.setState({ screen: 'board' })}>Go to the board</Button>
    </div>
  )
}

const Row = ({
  row,
  style,
  index,
  total,
  isOpen,
  isMarked,
  search,
  onClick,
  onDoubleClick,
}: {
  readonly row: HistoryRow
  readonly style: React.CSSProperties
  readonly index: number
  readonly total: number
  readonly isOpen: boolean
  readonly isMarked: boolean
  readonly search: string | undefined
  readonly onClick: (event: React.MouseEvent) => void
  readonly onDoubleClick: () => void
}) => {
  const identity = useMirror((mirror) => mirror.identities.find(({ id }) => id === row.identity)?.identity.name)
  const { title, icon } = STATUS[row.status]
  const why = row.status === 'blocked' || row.status === 'failed' ? row.reason : null
  return (
    <div
      id={`request-${row.attempt}`}
      role="option"
      aria-selected={isOpen || isMarked}
      aria-setsize={total}
      aria-posinset={index + 1}
      className={classes(styles.row, isOpen && styles.open, isMarked && styles.marked)}
      style={style}
      data-status={row.status}
      data-picture={row.image ?? undefined}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
    >
      <span className={styles.thumb}>
        {row.image && <img src={pictureUrl(row.image, 'thumb')} alt="" loading="lazy" draggable={false} />}
      </span>
      <span className={styles.status}>
        <Icon name={icon} size={13} />
        <span className={styles.cut}>{why ?? title}</span>
      </span>
      <span className={styles.work}>
        <span className={styles.cut}>{workOf(row)}</span>
      </span>
      <span className={styles.identity}>
        <span className={styles.cut} dir="auto">
          {identity ?? ''}
        </span>
      </span>
      <span className={styles.words}>
        <span className={styles.cut} dir="auto">
          {marked(row.excerpt?.text ?? '', search).map((piece, at) =>
            at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece,
          )}
        </span>
      </span>
      <span className={styles.figure}>{row.latencyMs === null || row.cached ? '' : span(row.latencyMs)}</span>
      <span className={styles.figure}>{row.cached ? 'stored' : dollars(row.costUsd)}</span>
      <span className={styles.when}>{second(row.startedAt)}</span>
    </div>
  )
}
