import { useEffect, useRef, useState } from 'react'
import type { LiveRun, PromptPage, Trial } from '../../../contract/api/index.ts'
import type { RunId } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import type { Tried } from '../../app/view.ts'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/figures.ts'
import styles from './try.module.css'
import { TryPictures } from './try-pictures.tsx'
import { TryTally } from './try-tally.tsx'
import { TryWords } from './try-words.tsx'
import { answersInWords } from './trying.ts'

/** How far a try is, and the way to stop it. */
export const UnderWay = ({ runs }: { readonly runs: readonly RunId[] }) => {
  const { ask } = useStudio()
  const live = useMirror((mirror) => mirror.runs)
  const shown = runs.flatMap((run) => live.get(run) ?? [])
  const total = shown.reduce((sum, { jobs }) => sum + jobs.total, 0)
  const done = shown.reduce((sum, { jobs }) => sum + jobs.done + jobs.lost, 0)
  const waiting = shown.reduce((sum, { jobs }) => sum + jobs.waiting, 0)
  return (
    <div className={styles.line} role="status">
      <progress className={styles.progress} aria-label="Work done" max={Math.max(1, total)} value={done} />
      <span className={styles.quiet}>
        {total === 0 ? 'Being made …' : `${done} of ${total} done`}
        {waiting > 0 && `, ${waiting} waiting`}
      </span>
      <Button onClick={() => void Promise.all(runs.map(async (run) => await ask.cancelRun(run)))}>Cancel</Button>
    </div>
  )
}

/** What came of a try: the proof in figures, each case beside what it would replace, and what to do about the words. */
export const Result = ({
  tried,
  outcome,
  template,
  isCurrent,
  onKeep,
  onGoBack,
}: {
  readonly tried: Tried
  readonly outcome: Trial
  readonly template: PromptPage['template']
  readonly isCurrent: boolean
  readonly onKeep: () => void
  readonly onGoBack: () => void
}) => {
  const { cases, same } = outcome
  const place = useRef<HTMLElement>(null)
  // What was waited for is brought before the eyes; on a small window it would stand below the form.
  useEffect(() => {
    const panel = place.current?.parentElement
    if (place.current && panel)
      panel.scrollTop += place.current.getBoundingClientRect().top - panel.getBoundingClientRect().top
  }, [outcome])
  const runs = tried.runs.map((pair) => pair.tried)
  if (cases.every((one) => one.tried.state === 'stopped')) return <Nothing runs={runs} same={same} />
  const inWords = answersInWords({ template }) && cases.every(({ step }) => step === template.step)
  return (
    <section ref={place} className={styles.result} aria-label="What came of it">
      {!isCurrent && (
        <div className={styles.line}>
          <Button look="main" onClick={onKeep}>
            Keep the new words
          </Button>
          <Button onClick={onGoBack}>Go back to the current ones</Button>
        </div>
      )}
      {inWords ? (
        <TryWords cases={cases} step={template.step} />
      ) : (
        <>
          <TryTally outcome={outcome} />
          <TryPictures cases={cases} />
        </>
      )}
      {same > 0 && (
        <p className={styles.quiet}>
          {count(same, 'picture')} came out the same with both: the words made no difference there.
        </p>
      )}
    </section>
  )
}

/** Says why a try gave nothing to compare. */
const Nothing = ({ runs, same }: { readonly runs: readonly RunId[]; readonly same: number }) => {
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
  }, [client, runs.join()])
  const says = ended.flatMap(({ problems }) => problems.map(({ message, next }) => `${message} ${next}`))
  const cancelled = ended.some(({ status }) => status === 'cancelled')
  return (
    <div className={styles.line}>
      <p className={same > 0 ? styles.strong : styles.bad} role="status">
        {cancelled
          ? 'It was cancelled.'
          : same > 0
            ? 'Everything is the same as before: these words made no difference.'
            : (says[0] ?? 'Nothing came of it.')}
      </p>
      <Button onClick={() => view.setState({ screen: 'runs' })}>See the requests</Button>
    </div>
  )
}
