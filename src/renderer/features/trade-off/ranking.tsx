import { count } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import { percent } from '../../ui/likeness.ts'
import { strategyTitle } from '../../ui/naming.ts'
import type { StrategyMean } from './front.ts'
import { Mark } from './mark.tsx'
import styles from './ranking.module.css'

const nameOf = ({ strategy }: StrategyMean): string => (strategy === null ? 'unknown' : strategyTitle(strategy))

/** Who wins, in a sentence. */
const verdict = (means: readonly StrategyMean[]): string => {
  const [first] = means
  if (!first) return ''
  const told = `${percent(first.sceneKept)} of the scene at ${percent(first.likeness)} likeness, over ${count(first.finals, 'final')}`
  return means.length === 1
    ? `Only ${nameOf(first)} was tried: ${told}. Run another ladder to compare.`
    : `${nameOf(first)} gives up least: ${told}.`
}

/** The strategies by the mean of their finals, the best balance first; also the legend of the chart. */
export const Ranking = ({ means }: { readonly means: readonly StrategyMean[] }) => {
  if (means.length === 0) return null
  return (
    <>
      <p className={styles.verdict}>{verdict(means)}</p>
      <table className={styles.ranking}>
        <thead>
          <tr>
            <th scope="col">Strategy</th>
            <th scope="col" title="Mean share of the scene outside of the face that survived">
              Scene
            </th>
            <th scope="col" title="Mean likeness: 0 % a stranger, 100 % the person’s own photos">
              Likeness
            </th>
            <th scope="col" title="Finals that no other final beats in both, of all its finals">
              Front
            </th>
          </tr>
        </thead>
        <tbody>
          {means.map((mean, index) => (
            <tr key={mean.strategy} data-first={(index === 0 && means.length > 1) || undefined}>
              <th scope="row">
                <svg width={14} height={14} viewBox="-7 -7 14 14" aria-hidden="true">
                  <Mark strategy={mean.strategy} />
                </svg>
                {nameOf(mean)}
                {index === 0 && means.length > 1 && (
                  <span className={styles.wins}>
                    <Icon name="fullStar" size={11} />
                    wins
                  </span>
                )}
              </th>
              <td>{percent(mean.sceneKept)}</td>
              <td>{percent(mean.likeness)}</td>
              <td>
                {mean.onFront} of {mean.finals}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
