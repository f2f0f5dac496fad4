import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'

/** Rows above and below those in sight that are drawn as well, so that a turn of the wheel meets pictures. */
const AHEAD = 3

export type RowsInSight = {
  /** Width of the scrolled element in CSS pixels; 0 until it is known. */
  readonly width: number
  /** The first of so many rows that is drawn, and the one after the last. */
  readonly range: (count: number) => { readonly from: number; readonly to: number }
  /** Scrolls as little as it takes for a row to be seen whole. */
  readonly show: (row: number) => void
}

/**
 * Which rows of equal height are in sight: the rest of a list, however long, is nothing but an empty height.
 * @param height of a row, in CSS pixels
 * @param edge what stands above the first row and below the last, in CSS pixels
 */
export const useRowsInSight = (element: RefObject<HTMLElement | null>, height: number, edge: number): RowsInSight => {
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [first, setFirst] = useState(0)

  // Before anything is painted: rows that came a frame later would be seen to come.
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const read = (): void => setSize({ width: current.clientWidth, height: current.clientHeight })
    read()
    const watch = new ResizeObserver(read)
    watch.observe(current)
    return () => watch.disconnect()
  }, [element])

  useEffect(() => {
    const { current } = element
    if (!current) return
    const onScroll = (): void => setFirst(Math.floor(current.scrollTop / height))
    onScroll()
    current.addEventListener('scroll', onScroll, { passive: true })
    return () => current.removeEventListener('scroll', onScroll)
  }, [element, height])

  return {
    width: size.width,
    range: (count) =>
      size.width === 0
        ? { from: 0, to: 0 }
        : {
            from: Math.max(0, Math.min(first, count - 1) - AHEAD),
            to: Math.min(count, first + Math.ceil(size.height / height) + 1 + AHEAD),
          },
    show: (row) => {
      const { current } = element
      if (!current) return
      const top = row * height
      const least = top + height + 2 * edge - current.clientHeight
      if (current.scrollTop > top) current.scrollTop = top
      else if (current.scrollTop < least) current.scrollTop = least
    },
  }
}
