import { useMemo } from 'react'
import { DiffLegend, DiffWords } from '../../../ui/diff-words.tsx'
import { wordDiff } from '../../../ui/word-diff.ts'
import type { ComparePicture } from '../picture.ts'
import { differingFacts } from './differing.ts'
import styles from './differences.module.css'

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
                    <td key={shown[index]?.sha256}>{value ?? <span className={styles.unknown}>none</span>}</td>
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
            Prompt <DiffLegend from="A" to="B" />
          </h3>
          <DiffWords before={before} after={after} from="A" to="B" />
        </div>
      )}
    </section>
  )
}
