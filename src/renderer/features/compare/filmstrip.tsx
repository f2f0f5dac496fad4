import { useEffect, useRef } from 'react'
import styles from './filmstrip.module.css'
import type { ComparePicture } from './picture.ts'

export type FilmstripProps = {
  readonly pictures: readonly ComparePicture[]
  readonly a: string
  readonly b: string
  readonly pin: (sha256: string) => void
  readonly choose: (sha256: string) => void
}

/** All pictures in a row: a click makes one B, a Shift-click pins it as A. */
export const Filmstrip = ({ pictures, a, b, pin, choose }: FilmstripProps) => {
  const strip = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    strip.current
      ?.querySelector(`[data-sha256="${CSS.escape(b)}"]`)
      ?.scrollIntoView({ behavior: still ? 'instant' : 'smooth', block: 'nearest', inline: 'nearest' })
  }, [b])
  return (
    <div className={styles.filmstrip} ref={strip} role="group" aria-label="Pictures in this comparison">
      {pictures.map(({ sha256, title, urls }) => {
        const letter = sha256 === a ? 'A' : sha256 === b ? 'B' : null
        return (
          <button
            key={sha256}
            type="button"
            className={styles.frame}
            data-sha256={sha256}
            data-picture={sha256}
            data-letter={letter ?? undefined}
            aria-label={letter ? `${title}, is ${letter}` : `${title}: show as B`}
            title={`${title}\nClick: B · Shift-click: pin as A`}
            onClick={(event) => (event.shiftKey ? pin(sha256) : choose(sha256))}
          >
            <img src={urls.thumb} alt="" draggable={false} decoding="async" loading="lazy" />
            {letter && <span className={styles.letter}>{letter}</span>}
          </button>
        )
      })}
    </div>
  )
}
