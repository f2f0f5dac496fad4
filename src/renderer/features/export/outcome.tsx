import type { ExportState } from '../../../contract/api/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { count, size } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import { desktop } from './desktop.ts'
import styles from './export.module.css'
import { saveZip, useReport } from './exporting.ts'

const Progress = ({ state }: { readonly state: ExportState }) => {
  const { client, ask } = useStudio()
  const share = state.total === 0 ? 0 : state.done / state.total
  return (
    <section className={styles.outcome} aria-label="Export under way">
      <div className={styles.under}>
        <p>
          {state.done} of {state.total} · {size(state.bytes)}
        </p>
        <div
          className={styles.bar}
          role="progressbar"
          aria-label="Exported"
          aria-valuenow={Math.round(share * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <span style={{ width: `${share * 100}%` }} />
        </div>
        <Button onClick={() => void ask.attempt(() => client.exports.cancel({ id: state.id }))}>Cancel</Button>
      </div>
    </section>
  )
}

const TITLES = { done: 'Exported', cancelled: 'Cancelled', failed: 'Not everything was exported' } as const

/** What was written and what was not, until it is put away. */
export const Outcome = ({ state, onClose }: { readonly state: ExportState; readonly onClose: () => void }) => {
  const studio = useStudio()
  const report = useReport(state)
  const app = desktop()
  if (state.status === 'running') return <Progress state={state} />
  const { problem, zip, folder } = state
  return (
    <section className={styles.outcome} aria-label="What was exported">
      <div className={styles.over} data-status={state.status} role="status">
        <Icon name={state.status === 'done' ? 'done' : 'warn'} />
        <h2>{TITLES[state.status]}</h2>
        <p>
          {report ? count(report.written.length, 'file') : '…'}, {size(state.bytes)}
          {folder !== null && (
            <>
              {' in '}
              <bdi dir="auto">{folder}</bdi>
            </>
          )}
          {state.skipped > 0 && `; ${count(state.skipped, 'picture')} left out`}
        </p>
        {zip !== null && (
          <Button look="main" onClick={() => void saveZip(studio, state.id)}>
            Save {zip}
          </Button>
        )}
        {folder !== null && app && <Button onClick={() => void app.showExport()}>Show the folder</Button>}
        <IconButton icon="close" name="Put away" onClick={onClose} />
      </div>
      {problem !== null && (
        <p className={styles.problem} role="alert" dir="auto">
          {problem.message} {problem.next}
        </p>
      )}
      {report?.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      {report && report.written.length + report.left.length > 0 && (
        <ul className={styles.written} aria-label="Files">
          {report.written.map((file) => (
            <li key={file.file}>
              <span dir="auto">{file.file}</span>
              <span>{size(file.bytes)}</span>
            </li>
          ))}
          {report.left.map((one) => (
            <li key={`${one.file} ${one.sha256 ?? ''}`} data-left>
              <span dir="auto">{one.file}</span>
              <span>{one.says}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
