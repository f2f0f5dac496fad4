import { type RefObject, useEffect, useState } from 'react'
import type { Card } from '../../../contract/api/index.ts'
import { useView } from '../../app/studio.tsx'
import styles from './ties.module.css'

type Line = { readonly id: string; readonly path: string }

const edge = 0.5

/** From the middle of one card's right edge to the middle of the other's left edge; null where either is out of sight. */
const lineBetween = (frame: DOMRect, from: Element, to: Element): string | null => {
  const a = from.getBoundingClientRect()
  const b = to.getBoundingClientRect()
  const top = from.closest('[data-scroll]')?.getBoundingClientRect().top ?? frame.top
  const y1 = (a.top + a.bottom) / 2
  const y2 = (b.top + b.bottom) / 2
  if ([y1, y2].some((y) => y < top || y > frame.bottom)) return null
  const x1 = a.right - frame.left
  const x2 = b.left - frame.left
  const bend = Math.max(24, (x2 - x1) / 2)
  return `M${x1 - edge} ${y1 - frame.top}C${x1 + bend} ${y1 - frame.top} ${x2 - bend} ${y2 - frame.top} ${x2 + edge} ${y2 - frame.top}`
}

const linesOf = (around: HTMLElement, pairs: readonly (readonly [from: string, to: string])[]): readonly Line[] => {
  const frame = around.getBoundingClientRect()
  const at = (sha256: string): Element | null => around.querySelector(`[data-card="${sha256}"]`)
  return pairs.flatMap(([from, to]) => {
    const [a, b] = [at(from), at(to)]
    const path = a && b ? lineBetween(frame, a, b) : null
    return path === null ? [] : [{ id: `${from}-${to}`, path }]
  })
}

/** Lines between what is picked or in focus and what it was made from or led to. */
export const Ties = ({
  around,
  portraits,
  finals,
}: {
  readonly around: RefObject<HTMLElement | null>
  readonly portraits: readonly Card[]
  readonly finals: readonly Card[]
}) => {
  const picked = useView((state) => state.picked)
  const focus = useView((state) => state.focus)
  const [lines, setLines] = useState<readonly Line[]>([])

  useEffect(() => {
    const element = around.current
    if (!element) return
    const meant = new Set([...picked.scenes, ...picked.portraits, ...(focus ? [focus] : [])])
    const isPortrait = new Set(portraits.map(({ sha256 }) => sha256))
    const pairs = [...portraits, ...finals].flatMap((card) =>
      card.madeFrom
        // A final rests on its scene and its portrait: the tie goes by way of the portrait where it is in sight.
        .filter(
          ({ role }, _index, all) =>
            role === 'portrait' ||
            (role === 'scene' && !all.some((other) => other.role === 'portrait' && isPortrait.has(other.sha256))),
        )
        .filter(({ sha256 }) => meant.has(sha256) || meant.has(card.sha256))
        .map(({ sha256 }): readonly [string, string] => [sha256, card.sha256]),
    )
    let frame = 0
    const measure = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setLines(linesOf(element, pairs)))
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    element.addEventListener('scroll', measure, { capture: true, passive: true })
    return () => {
      cancelAnimationFrame(frame)
      watch.disconnect()
      element.removeEventListener('scroll', measure, { capture: true })
    }
  }, [around, picked, focus, portraits, finals])

  return (
    <svg className={styles.ties} aria-hidden="true" data-ties={lines.length}>
      {lines.map(({ id, path }) => (
        <path key={id} d={path} />
      ))}
    </svg>
  )
}
