import type { CheckFinding } from '../../../contract/index.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './findings.module.css'

const SIGNS = { pass: 'done', warn: 'warn', fail: 'close' } as const
const WORDS = { pass: 'Pass', warn: 'Warning', fail: 'Fail' } as const
const ORDER = { fail: 0, warn: 1, pass: 2 } as const

/** No more digits than a person reads. */
const figure = (value: number): string => String(Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1)))

/** Findings of one check by a vision model, which stand beside the local one. */
const SECOND = /^second-opinion/

/** Every finding once: those of the attempt, then what was found since; what is wrong comes first. */
export const findingsOf = (
  attempt: readonly CheckFinding[],
  since: readonly CheckFinding[],
): readonly CheckFinding[] => {
  const known = new Set(since.map(({ check }) => check))
  return [...attempt.filter(({ check }) => !known.has(check)), ...since].toSorted(
    (a, b) => ORDER[a.verdict] - ORDER[b.verdict],
  )
}

const Finding = ({ finding: { check, verdict, says, figure: value, limit } }: { readonly finding: CheckFinding }) => (
  <li className={styles.finding} data-verdict={verdict}>
    <Icon name={SIGNS[verdict]} size={12} />
    <div>
      <p>
        <strong>{WORDS[verdict]}</strong> {says}
      </p>
      {(value !== null || limit !== null) && (
        <p className={styles.figures}>
          {check.replaceAll('-', ' ')}
          {value !== null && `: ${figure(value)}`}
          {limit !== null && `, limit ${figure(limit)}`}
        </p>
      )}
    </div>
  </li>
)

/** What the checks found: the verdict as a sign and a word, the sentence, the figure and its limit; a second opinion apart. */
export const Findings = ({ findings }: { readonly findings: readonly CheckFinding[] }) => {
  const own = findings.filter(({ check }) => !SECOND.test(check))
  const second = findings.filter(({ check }) => SECOND.test(check))
  const wrong = own.filter(({ verdict }) => verdict !== 'pass')
  const passed = own.filter(({ verdict }) => verdict === 'pass')
  return (
    <div className={styles.findings}>
      {wrong.length > 0 && (
        <ul>
          {wrong.map((finding) => (
            <Finding key={finding.check} finding={finding} />
          ))}
        </ul>
      )}
      {passed.length > 0 && (
        <details className={styles.passed}>
          <summary>
            <Icon name="done" size={12} />
            {passed.length === own.length ? `All ${passed.length} passed` : `${passed.length} more passed`}
          </summary>
          <ul>
            {passed.map((finding) => (
              <Finding key={finding.check} finding={finding} />
            ))}
          </ul>
        </details>
      )}
      {second.length > 0 && (
        <>
          <h3>Second opinion, by a vision model</h3>
          <ul>
            {second.map((finding) => (
              <Finding key={finding.check} finding={finding} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
