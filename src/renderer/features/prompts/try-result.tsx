import { useEffect, useState } from 'react'
import type { LiveRun } from '../../../contract/api/index.ts'
import type { RunId, Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import type { Tried } from '../../app/view.ts'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button } from '../../ui/button.tsx'
import styles from './panel.module.css'

/** How far a try is, and the way to stop it. */
export const UnderWay = ({ runs }: { readonly runs: readonly RunId[] }) => {
  const { ask } = useStudio()
  const live = useMirror((mirror) => mirror.runs)
  const shown = runs.flatMap((run) => live.get(run) ?? [])
  const total = shown.reduce((sum, { jobs }) => sum + jobs.total, 0)
  const done = shown.reduce((sum, { jobs }) => sum + jobs.done + jobs.lost, 0)
  const waiting = shown.reduce((sum, { jobs }) => sum + jobs.waiting, 0)
  return (
    <div className={styles.row} role="status">
      <progress className={styles.progress} aria-label="Work done" max={Math.max(1, total)} value={done} />
      <span className={styles.quiet}>
        {total === 0 ? 'Being made …' : `${done} of ${total} done`}
        {waiting > 0 && `, ${waiting} waiting for the server`}
      </span>
      <Button onClick={() => void Promise.all(runs.map(async (run) => await ask.cancelRun(run)))}>Cancel</Button>
    </div>
  )
}

/** What came of a try: each picture beside the one it would replace, and what to do about the words. */
export const Result = ({
  tried,
  pairs,
  isCurrent,
  onKeep,
  onGoBack,
}: {
  readonly tried: Tried
  readonly pairs: NonNullable<Tried['pairs']>
  readonly isCurrent: boolean
  readonly onKeep: () => void
  readonly onGoBack: () => void
}) => {
  const { view } = useStudio()
  const compare = (old: Sha256 | null, made: Sha256): void =>
    view.setState({
      screen: 'compare',
      selection: old === null ? [made] : [old, made],
      focus: made,
      backTo: 'prompts',
    })
  if (pairs.length === 0) return <Nothing runs={tried.runs} />
  return (
    <section className={styles.result} aria-label="What came of it">
      <ul>
        {pairs.map(({ title, old, made }) => (
          <li key={made}>
            <p className={styles.strong}>{title}</p>
            <div className={styles.pair}>
              <figure>
                {old === null ? (
                  <span className={styles.none}>none yet</span>
                ) : (
                  <img src={pictureUrl(old, 'thumb')} alt="" />
                )}
                <figcaption>with the current words</figcaption>
              </figure>
              <figure>
                <img src={pictureUrl(made, 'thumb')} alt="" />
                <figcaption>with the new words</figcaption>
              </figure>
            </div>
            <Button onClick={() => compare(old, made)}>Compare</Button>
          </li>
        ))}
      </ul>
      {!isCurrent && (
        <div className={styles.row}>
          <Button look="main" onClick={onKeep}>
            Keep the new words
          </Button>
          <Button onClick={onGoBack}>Go back to the current ones</Button>
        </div>
      )}
    </section>
  )
}

/** Says why a try gave no picture. */
const Nothing = ({ runs }: { readonly runs: readonly RunId[] }) => {
  const { client, view } = useStudio()
  const [ended, setEnded] = useState<readonly LiveRun[]>([])
  useEffect(() => {
    let gone = false
    Promise.all(runs.map(async (run) => await client.runs.get({ run }))).then(
      (found) => gone || setEnded(found),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [client, runs])
  const says = ended.flatMap(({ problems }) => problems.map(({ message, next }) => `${message} ${next}`))
  const cancelled = ended.some(({ status }) => status === 'cancelled')
  const isSame = ended.length > 0 && ended.every(({ status }) => status === 'succeeded')
  return (
    <div className={styles.row}>
      <p className={styles.bad} role="alert">
        {cancelled
          ? 'It was cancelled.'
          : isSame
            ? 'The picture is the same as before: these words made no difference.'
            : (says[0] ?? 'No picture came of it.')}
      </p>
      <Button onClick={() => view.setState({ screen: 'runs' })}>See the requests</Button>
    </div>
  )
}
