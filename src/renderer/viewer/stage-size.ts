import { useLayoutEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Size } from './geometry.ts'

/** A stage's size in device pixels, and how many of them make a CSS pixel. */
export type StageSize = Size & { readonly density: number }

const measured = (entry: ResizeObserverEntry): StageSize => {
  const [device] = entry.devicePixelContentBoxSize ?? []
  const { width, height } = entry.contentRect
  // Exact where the browser can say it; elsewhere rounded, which may be one pixel off at odd densities.
  const wide = device?.inlineSize ?? Math.round(width * devicePixelRatio)
  const high = device?.blockSize ?? Math.round(height * devicePixelRatio)
  return { width: wide, height: high, density: width > 0 ? wide / width : devicePixelRatio }
}

/** Follows an element's size, to the device pixel, also when the window moves to a screen of another density. */
export const useStageSize = (element: RefObject<HTMLElement | null>): StageSize => {
  const [size, setSize] = useState<StageSize>({ width: 0, height: 0, density: 1 })
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return undefined
    const observer = new ResizeObserver(([entry]) => {
      // At once: a canvas drawn for the old size would be stretched for a frame.
      if (entry) flushSync(() => setSize(measured(entry)))
    })
    try {
      observer.observe(current, { box: 'device-pixel-content-box' })
    } catch {
      // Only Chromium and Firefox know this box.
      observer.observe(current)
    }
    return () => observer.disconnect()
  }, [element])
  return size
}
