import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { HistoryFilter, HistoryRow, HistorySort } from '../../../contract/api/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { tellProblem } from '../../studio/mirror.ts'
import { problemOf } from '../../studio/problems.ts'

const PAGE = 100
/** While a run is at work the list is read again no more often than this. */
const PAUSE_MS = 700

export type Rows = {
  /** Null until the first page is there. */
  readonly total: number | null
  readonly behind: number
  readonly at: (index: number) => HistoryRow | undefined
  /** Makes sure that these are read soon. */
  readonly want: (from: number, to: number) => void
}

type Held = {
  total: number | null
  behind: number
  pages: Map<number, readonly HistoryRow[]>
  stale: Set<number>
  asked: Set<number>
}

const nothing = (): Held => ({ total: null, behind: 0, pages: new Map(), stale: new Set(), asked: new Set() })

/** A window on all requests that match: pages are read as they come into sight, and again when something happened. */
export const useRows = (filter: HistoryFilter, sort: HistorySort): Rows => {
  const { client, mirror } = useStudio()
  const work = useMirror((state) => state.work)
  const [, draw] = useReducer((number: number) => number + 1, 0)
  const held = useRef(nothing())
  const round = useRef(0)
  const question = useRef('')

  const read = useCallback(
    async (page: number): Promise<void> => {
      const now = held.current
      if (now.asked.has(page) || (now.pages.has(page) && !now.stale.has(page))) return
      now.asked.add(page)
      now.stale.delete(page)
      const asked = round.current
      try {
        const found = await client.history.page({ filter, sort, offset: page * PAGE, limit: PAGE })
        if (asked !== round.current) return
        now.total = found.total
        now.behind = found.behind
        now.pages.set(page, found.rows)
        draw()
      } catch (error) {
        tellProblem(mirror, problemOf(error))
      } finally {
        now.asked.delete(page)
      }
    },
    [client, mirror, filter, sort],
  )

  useEffect(() => {
    const asked = JSON.stringify([filter, sort])
    if (asked !== question.current) {
      question.current = asked
      round.current++
      // What is in sight stays until the answer is there.
      held.current = { ...nothing(), total: held.current.total }
      void read(0)
      return
    }
    const timer = setTimeout(() => {
      held.current.stale = new Set(held.current.pages.keys())
      void read(0)
      draw()
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [filter, sort, work, read])

  return {
    total: held.current.total,
    behind: held.current.behind,
    at: (index) => held.current.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    want: (from, to) => {
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++) void read(page)
    },
  }
}
