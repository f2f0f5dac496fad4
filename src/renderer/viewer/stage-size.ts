import { useLayoutEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Size } from './geometry.ts'

/** A stage's size in device pixels, and how many of them make a CSS pixel. */
export type StageSize = Size & { readonly density: number }

/** The browser's own count of device pixels; rounded where it has none, or counts them for another density than it draws. */
const counted = (told: number | undefined, css: number): number => {
  const about = css * devicePixelRatio
  return told !== undefined && Math.abs(told - about) <= 1 ? told : Math.round(about)
}

const measured = (entry: ResizeObserverEntry): StageSize => {
  const [device] = entry.devicePixelContentBoxSize ?? []
  const { width, height } = entry.contentRect
  return {
    width: counted(device?.inlineSize, width),
    height: counted(device?.blockSize, height),
    density: devicePixelRatio,
  }
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
