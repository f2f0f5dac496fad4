import type { RefObject } from 'react'
import type { PromptFinding } from '../../../contract/api/index.ts'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './findings.module.css'
import type { Hand } from './editor/code-editor.tsx'
import { fixLabel } from './editor/fix-label.ts'

/** What is to be said against the words: where, why, and what mends it. */
export const Findings = ({
  findings,
  hand,
}: {
  readonly findings: readonly PromptFinding[] | null
  readonly hand: RefObject<Hand | null>
}) => {
  const errors = findings?.filter(({ severity }) => severity === 'error').length ?? 0
  const warnings = (findings?.length ?? 0) - errors
  const says =
    findings === null
      ? 'Reading …'
      : findings.length === 0
        ? 'Nothing to say against it.'
        : [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : '']
            .filter((words) => words !== '')
            .join(', ')
  return (
    <section className={styles.findings} aria-label="Findings">
      <p className={styles.sum} role="status">
        {says}
      </p>
      <ul>
        {(findings ?? []).map((finding) => (
          <li
            key={`${finding.rule} ${finding.start} ${finding.end} ${finding.message}`}
            data-severity={finding.severity}
          >
            <Icon name={finding.severity === 'error' ? 'failed' : 'warn'} size={12} />
            <div className={styles.words}>
              <button
                type="button"
                className={styles.place}
                onClick={() => hand.current?.goTo(finding.start, finding.end)}
              >
                {finding.message} <span className={styles.line}>line {finding.line}</span>
              </button>
              <p className={styles.reason}>{finding.reason}</p>
              <p className={styles.reason}>{finding.suggestion}</p>
            </div>
            {finding.fix && (
              <Button
                className={styles.fix}
                onClick={() => {
                  if (finding.fix) hand.current?.mend(finding.fix)
                }}
              >
                {fixLabel(finding.fix)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
