import { Fragment, useMemo, useState } from 'react'
import type { ComparePicture } from '../picture.ts'
import { differingFacts } from './differing.ts'
import styles from './differences.module.css'
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

const PieceText = ({ piece }: { readonly piece: Piece }) => {
  switch (piece.kind) {
    case 'same':
      return <>{piece.text}</>
    case 'gap':
      return <span className={styles.gap}>{`… ${piece.words} words …`}</span>
    case 'removed':
      return (
        <del className={styles.removed}>
          <span className={styles.spoken}>only in A: </span>
          {piece.text}
        </del>
      )
    case 'added':
      return (
        <ins className={styles.added}>
          <span className={styles.spoken}>only in B: </span>
          {piece.text}
        </ins>
      )
  }
}

const PromptDiff = ({ a, b }: { readonly a: string; readonly b: string }) => {
  const [all, setAll] = useState(false)
  const runs = useMemo(() => wordDiff(a, b), [a, b])
  const pieces: readonly Piece[] = all ? runs : folded(runs)
  const canFold = all || pieces.some(({ kind }) => kind === 'gap')
  return (
    <>
      <p className={styles.prompt}>
        {pieces.map((piece, index) => (
          // A diff is drawn anew as a whole: its pieces have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={index}>
            <PieceText piece={piece} />{' '}
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

const letterOf = (picture: ComparePicture, a: ComparePicture, b: ComparePicture): string =>
  picture === a ? 'A' : picture === b ? 'B' : ''

export type DifferencesProps = {
  /** The pictures on the stage. */
  readonly shown: readonly ComparePicture[]
  readonly a: ComparePicture
  readonly b: ComparePicture
}

/** Only what is not the same: a row per fact that differs, and the prompts of A and B word by word. */
export const Differences = ({ shown, a, b }: DifferencesProps) => {
  const facts = useMemo(() => differingFacts(shown), [shown])
  const [before, after] = [a.facts.prompt ?? '', b.facts.prompt ?? '']
  const promptsDiffer = a !== b && wordDiff(before, after).some(({ kind }) => kind !== 'same')
  const nothing = facts.length === 0 && !promptsDiffer
  return (
    <section className={styles.differences} aria-label="What differs">
      {nothing && <p className={styles.nothing}>Nothing that is recorded differs: same prompt, model and strategy.</p>}
      {facts.length > 0 && (
        <div className={styles.scroller} tabIndex={0} role="group" aria-label="Facts that differ">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Differs</th>
                {shown.map((picture) => (
                  <th scope="col" key={picture.sha256}>
                    {letterOf(picture, a, b) && <b className={styles.letter}>{letterOf(picture, a, b)}</b>}
                    {picture.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {facts.map(({ name, values }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {values.map((value, index) => (
                    <td key={shown[index]?.sha256}>{value ?? <span className={styles.unknown}>not known</span>}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {promptsDiffer && (
        <div className={styles.prompts} tabIndex={0} role="group" aria-label="Prompt, from A to B">
          <h3>
            Prompt{' '}
            <span className={styles.legend}>
              <del className={styles.removed}>only in A</del> <ins className={styles.added}>only in B</ins>
            </span>
          </h3>
          <PromptDiff a={before} b={after} />
        </div>
      )}
    </section>
  )
}
