import { useMemo, useState } from 'react'
import type { PromptPage } from '../../../contract/api/index.ts'
import type { Plan, Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { problemOf } from '../../studio/problems.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Choices } from '../../ui/field.tsx'
import { count, dollars } from '../../ui/figures.ts'
import type { PromptDraft } from './drafts.ts'
import styles from './panel.module.css'
import { Result, UnderWay } from './try-result.tsx'
import { jobTitle, lacksBefore, type Reach, reachesOf, requestOf } from './trying.ts'
import { useAnswer } from './use-answer.ts'
import { startTry, useTry } from './use-try.ts'
import { WhosePickers } from './whose-pickers.tsx'

const WILL = {
  request: 'a request',
  cached: 'stored already',
  local: 'on this machine',
  standby: 'only if needed',
} as const

/** Tries the words in the editor: what is made anew, what it costs, and the result beside what is there. */
export const TryPanel = ({
  page,
  draft,
  isCurrent,
  onKeep,
  onGoBack,
}: {
  readonly page: PromptPage
  readonly draft: PromptDraft
  readonly isCurrent: boolean
  readonly onKeep: () => void
  readonly onGoBack: () => void
}) => {
  const studio = useStudio()
  const { client } = studio
  const subject = useView((view) => view.subject)
  const identity = useView((view) => view.identity)
  const picked = useView((view) => view.picked.scenes[0] ?? null)
  const board = useMirror((mirror) => mirror.board)
  const engine = useMirror((mirror) => mirror.settings?.engine ?? 'simulator')
  const changed = useMirror((mirror) => `${mirror.pictures} ${mirror.prompts}`)
  const reaches = reachesOf(page)
  const [wanted, setReach] = useState<Reach>('step')
  const [chosen, setChosen] = useState<Sha256 | null>(picked)
  const tried = useTry()
  const { name, step } = page.template

  const reach: Reach = reaches[wanted] === null ? wanted : reaches.step === null ? 'step' : 'follows'
  const scenes = board && board.identity === identity && board.subject === subject ? board.scenes.cards : []
  const scene = scenes.find(({ sha256 }) => sha256 === chosen) ?? scenes[0] ?? null
  const takesScene = step !== 'scene' && !(step === 'views' && reach === 'step')
  const portraits = board?.portraits.cards
  const asked = useMemo(
    () =>
      subject === null || identity === null
        ? { needs: 'Choose a subject and an identity first.' }
        : requestOf(page, { subject, identity, reach, scene, portraits: portraits ?? [] }),
    [page, subject, identity, reach, scene, portraits],
  )
  const before = 'request' in asked ? asked.request : null
  const after = useMemo(
    () => (before ? { ...before, prompts: [{ template: name, text: draft.text, parent: draft.parent }] } : null),
    [before, name, draft],
  )
  const { value: plans, failed } = useAnswer(
    before && after
      ? async () => {
          const [now, anew] = await Promise.all([client.runs.plan(before), client.runs.plan(after)])
          return { now, anew }
        }
      : null,
    [before, after, changed, engine],
    300,
  )
  const withBefore = plans !== null && lacksBefore(plans.now, plans.anew)
  const isUnderWay = tried !== null && tried.pairs === null
  const off =
    'needs' in asked
      ? asked.needs
      : isCurrent
        ? 'These are the words that are current: change some first.'
        : isUnderWay
          ? 'A try is under way.'
          : failed !== null
            ? problemOf(failed).message
            : plans === null
              ? 'The plan is being made.'
              : null

  return (
    <>
      <div className={styles.row}>
        <WhosePickers />
      </div>
      <div className={styles.field}>
        <span className={styles.quiet}>Make again</span>
        <Choices
          name="Make again"
          value={reach}
          options={[
            ...(reaches.step === null ? [{ value: 'step' as const, title: 'This step only' }] : []),
            ...(reaches.follows === null ? [{ value: 'follows' as const, title: 'What follows too' }] : []),
          ]}
          onChange={setReach}
        />
        {reaches[wanted] !== null && <p className={styles.quiet}>{reaches[wanted]}</p>}
      </div>
      {takesScene && scenes.length > 0 && (
        <div className={styles.field} role="radiogroup" aria-label="Scene to try it on">
          <span className={styles.quiet}>On the scene</span>
          <div className={styles.thumbs}>
            {scenes.slice(0, 12).map((card, index) => (
              <button
                key={card.sha256}
                type="button"
                role="radio"
                aria-checked={card.sha256 === scene?.sha256}
                aria-label={`Scene ${index + 1} of ${scenes.length}`}
                className={styles.thumb}
                onClick={() => setChosen(card.sha256)}
              >
                <img src={pictureUrl(card.sha256, 'thumb')} alt="" />
              </button>
            ))}
          </div>
        </div>
      )}
      {failed !== null && (
        <p className={styles.bad} role="alert">
          {problemOf(failed).message} {problemOf(failed).next}
        </p>
      )}
      {plans && !isCurrent && <TryPlan plan={plans.anew} now={withBefore ? plans.now : null} engine={engine} />}
      <div className={styles.row}>
        <Button
          look="main"
          data-try
          off={off}
          className={classes(styles.tryIt)}
          onClick={() => {
            if (before && after) void startTry(studio, { template: name, before, tried: after }, withBefore)
          }}
        >
          Try it
        </Button>
        <span className={styles.quiet}>{off ?? 'Ctrl Enter tries it; the words are kept as a trial.'}</span>
      </div>
      {tried?.template === name && tried.pairs === null && <UnderWay runs={tried.runs} />}
      {tried?.template === name && tried.pairs !== null && (
        <Result tried={tried} pairs={tried.pairs} isCurrent={isCurrent} onKeep={onKeep} onGoBack={onGoBack} />
      )}
    </>
  )
}

/** What a try asks for and costs, before anything is sent. */
const TryPlan = ({
  plan,
  now,
  engine,
}: {
  readonly plan: Plan
  /** The plan with the current words, where their pictures have to be made too. */
  readonly now: Plan | null
  readonly engine: string
}) => {
  const requests = plan.requests + (now?.requests ?? 0)
  const cost = plan.costUsd + (now?.costUsd ?? 0)
  const most = plan.costUsdAtMost + (now?.costUsdAtMost ?? 0)
  const shown = plan.jobs.filter(({ will }) => will === 'request' || will === 'local')
  return (
    <div className={styles.plan} role="group" aria-label="What it asks for and costs">
      <p className={styles.strong}>
        {requests === 0 ? 'No request: everything is stored already' : count(requests, 'request')} ·{' '}
        {most > cost ? `${dollars(cost)} to ${dollars(most)}` : dollars(cost)} · {engine}
      </p>
      {now && (
        <p className={styles.quiet}>
          With the current words nothing of this is there yet: it is made too, so that there is something to compare
          with.
        </p>
      )}
      <ul className={styles.jobs}>
        {shown.slice(0, 8).map((job) => (
          <li key={job.path}>
            <span>{jobTitle(job)}</span>
            <span className={styles.quiet}>{WILL[job.will]}</span>
          </li>
        ))}
        {shown.length > 8 && <li>and {shown.length - 8} more</li>}
      </ul>
    </div>
  )
}
