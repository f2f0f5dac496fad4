import type { Trial } from '../../../contract/api/index.ts'
import { useInsights } from '../../app/insights.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { reviewOf } from '../../studio/reviewing.ts'
import { count, dollars } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import { judgedBy, tallies, tallyRows, type TallyRow, verdictOf } from './tally.ts'
import styles from './try.module.css'
import { useAnswer } from './use-answer.ts'

const SIGNS = { better: 'done', worse: 'warn' } as const

const Verdict = ({ verdict }: { readonly verdict: TallyRow['verdict'] }) => {
  if (verdict === null) return null
  if (verdict === 'same') return <span className={styles.quiet}>no difference</span>
  return (
    <span className={styles.verdict} data-verdict={verdict}>
      <Icon name={SIGNS[verdict]} size={11} /> {verdict}
    </span>
  )
}

/** The proof: what was made, refused, found and said, with the current words and with the new ones. */
export const TryTally = ({ outcome }: { readonly outcome: Trial }) => {
  const { client } = useStudio()
  const cases = judgedBy(outcome.cases)
  const pictures = cases.flatMap(({ before, tried }) => [before.image ?? [], tried.image ?? []].flat()).slice(0, 500)
  const changed = useMirror((mirror) => mirror.pictures)
  const said = useMirror((mirror) => mirror.reviews)
  const painted = useMirror((mirror) => mirror.painted)
  const insights = useInsights(pictures)
  const { value } = useAnswer(pictures.length === 0 ? null : () => client.pictures.cards({ pictures }), [
    pictures.join(),
    changed,
  ])
  const cards = new Map((value ?? []).map((card) => [card.sha256, card]))
  const reviews = new Map((value ?? []).map((card) => [card.sha256, reviewOf({ reviews: said, painted }, card)]))
  const { before, tried } = tallies(outcome, { cards, reviews, insights })
  const rows = tallyRows(before, tried)
  return (
    <div className={styles.tally}>
      <p className={styles.strong} role="status">
        {verdictOf(rows, cases.length)}
      </p>
      <table aria-label="The proof">
        <thead>
          <tr>
            <th scope="col">{count(cases.length, 'case')}</th>
            <th scope="col">Current words</th>
            <th scope="col">New words</th>
            <th scope="col">
              <span className={styles.spoken}>Verdict</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.title}>
              <th scope="row" title={row.means}>
                {row.title}
              </th>
              <td>{row.before}</td>
              <td>{row.tried}</td>
              <td>
                <Verdict verdict={row.verdict} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row" title="What this try cost">
              Cost
            </th>
            <td>{before.costUsd === 0 ? 'nothing' : dollars(before.costUsd)}</td>
            <td>{tried.costUsd === 0 ? 'nothing' : dollars(tried.costUsd)}</td>
            <td />
          </tr>
        </tbody>
      </table>
      <p className={styles.quiet}>
        Stars, approvals and rejections count as soon as you give them, here or in Compare.
        {cases.some(({ step }) => step !== 'scene') &&
          before.likeness === null &&
          tried.likeness === null &&
          ' Likeness is told where comparing faces was agreed to.'}
      </p>
    </div>
  )
}
