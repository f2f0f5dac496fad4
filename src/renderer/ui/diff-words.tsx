import { Fragment, useMemo, useState } from 'react'
import styles from './diff-words.module.css'
import { wordDiff, type WordRun } from './word-diff.ts'

/** Words that are the same on both sides are shown this far around a change. */
const CONTEXT = 8

type Piece = WordRun | { readonly kind: 'gap'; readonly words: number }

/** Long stretches of equal words are folded, so that the changes are found at once. */
const folded = (runs: readonly WordRun[]): readonly Piece[] =>
  runs.flatMap((run, index): readonly Piece[] => {
    if (run.kind !== 'same') return [run]
    const words = run.text.split(/\s+/)
    const before = index === 0 ? 0 : CONTEXT
    const after = index === runs.length - 1 ? 0 : CONTEXT
    const hidden = words.length - before - after
    if (hidden < 6) return [run]
    return [
      ...(before > 0 ? [{ kind: 'same', text: words.slice(0, before).join(' ') } as const] : []),
      { kind: 'gap', words: hidden },
      ...(after > 0 ? [{ kind: 'same', text: words.slice(-after).join(' ') } as const] : []),
    ]
  })

type Sides = { readonly from: string; readonly to: string }

const PieceText = ({ piece, from, to }: { readonly piece: Piece } & Sides) => {
  switch (piece.kind) {
    case 'same':
      return <>{piece.text}</>
    case 'gap':
      return <span className={styles.gap}>{`… ${piece.words} words …`}</span>
    case 'removed':
      return (
        <del className={styles.removed}>
          <span className={styles.spoken}>only in {from}: </span>
          {piece.text}
        </del>
      )
    case 'added':
      return (
        <ins className={styles.added}>
          <span className={styles.spoken}>only in {to}: </span>
          {piece.text}
        </ins>
      )
  }
}

/** What the marks of a diff mean. */
export const DiffLegend = ({ from, to }: Sides) => (
  <span className={styles.legend}>
    <del className={styles.removed}>only in {from}</del> <ins className={styles.added}>only in {to}</ins>
  </span>
)

/** How one text became the other, word by word; what is the same is folded until it is asked for. */
export const DiffWords = ({ before, after, from, to }: { readonly before: string; readonly after: string } & Sides) => {
  const [all, setAll] = useState(false)
  const runs = useMemo(() => wordDiff(before, after), [before, after])
  const pieces: readonly Piece[] = all ? runs : folded(runs)
  const canFold = all || pieces.some(({ kind }) => kind === 'gap')
  return (
    <>
      <p className={styles.words} dir="auto">
        {pieces.map((piece, index) => (
          // A diff is drawn anew as a whole: its pieces have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={index}>
            <PieceText piece={piece} from={from} to={to} />{' '}
          </Fragment>
        ))}
      </p>
      {canFold && (
        <button type="button" className={styles.fold} onClick={() => setAll(!all)}>
          {all ? 'Show only what differs' : 'Show the whole prompt'}
        </button>
      )}
    </>
  )
}

/** Both texts whole, beside each other; what only one of them has is marked there. */
export const DiffSides = ({ before, after, from, to }: { readonly before: string; readonly after: string } & Sides) => {
  const runs = useMemo(() => wordDiff(before, after), [before, after])
  const side = (title: string, own: 'removed' | 'added') => (
    <section className={styles.side} aria-label={title}>
      <h3>{title}</h3>
      <p className={styles.words} dir="auto">
        {runs.map((run, index) => {
          if (run.kind !== 'same' && run.kind !== own) return null
          const Mark = run.kind === 'same' ? 'span' : own === 'removed' ? 'del' : 'ins'
          // As above: drawn anew as a whole.
          return (
            // oxlint-disable-next-line react/no-array-index-key
            <Fragment key={index}>
              <Mark className={run.kind === 'same' ? undefined : styles[own]}>{run.text}</Mark>{' '}
            </Fragment>
          )
        })}
      </p>
    </section>
  )
  return (
    <div className={styles.sides}>
      {side(from, 'removed')}
      {side(to, 'added')}
    </div>
  )
}
