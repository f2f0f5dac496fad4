import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { Card, PictureFilter, PictureSort } from '../../../contract/api/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { PAGE } from '../../studio/first-pictures.ts'
import { problemOf } from '../../studio/problems.ts'
import { tellProblem } from '../../studio/mirror.ts'

export type Pages = {
  /** Null until the first page is there. */
  readonly total: number | null
  readonly cardAt: (index: number) => Card | undefined
  /** Makes sure that these are read soon. */
  readonly want: (from: number, to: number) => void
  /** All that is read so far, in order. */
  readonly cards: () => readonly Card[]
}

/** A window on all pictures that match: pages are read as they come into sight, and read anew when something changed. */
export const usePages = (filter: PictureFilter, sort: PictureSort): Pages => {
  const { client, first, known, mirror } = useStudio()
  const changed = useMirror((state) => state.pictures)
  const [, draw] = useReducer((number: number) => number + 1, 0)
  const state = useRef({
    total: null as number | null,
    pages: new Map<number, readonly Card[]>(),
    stale: new Set<number>(),
    asked: new Set<number>(),
  })
  const question = useRef('')
  const round = useRef(0)

  const read = useCallback(
    async (page: number): Promise<void> => {
      const now = state.current
      if (now.asked.has(page) || (now.pages.has(page) && !now.stale.has(page))) return
      now.asked.add(page)
      now.stale.delete(page)
      const asked = round.current
      try {
        const wanted = { filter, sort, offset: page * PAGE, limit: PAGE }
        const found = await (first.take(wanted) ?? client.pictures.query(wanted))
        if (asked !== round.current) return
        known.keep(found.cards)
        now.total = found.total
        now.pages.set(page, found.cards)
        draw()
      } catch (error) {
        tellProblem(mirror, problemOf(error))
      } finally {
        now.asked.delete(page)
      }
    },
    [client, first, known, mirror, filter, sort],
  )

  useEffect(() => {
    const asked = JSON.stringify([filter, sort])
    if (asked !== question.current) {
      question.current = asked
      round.current++
      state.current = { total: null, pages: new Map(), stale: new Set(), asked: new Set() }
      void read(0)
      return
    }
    // What is in sight stays until its newer version is there.
    const timer = setTimeout(() => {
      state.current.stale = new Set(state.current.pages.keys())
      void read(0)
      draw()
    }, 300)
    return () => clearTimeout(timer)
  }, [filter, sort, changed, read])

  return {
    total: state.current.total,
    cardAt: (index) => state.current.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    want: (from, to) => {
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++) void read(page)
    },
    cards: () =>
      [...state.current.pages.keys()].toSorted((a, b) => a - b).flatMap((page) => state.current.pages.get(page) ?? []),
  }
}
