import { useMemo, useState } from 'react'
import type { PromptPage, RunRequestInput } from '../../../contract/api/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { problemOf } from '../../studio/problems.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Choices } from '../../ui/field.tsx'
import type { PromptDraft } from './drafts.ts'
import styles from './panel.module.css'
import { TryCast } from './try-cast.tsx'
import { TryPlan } from './try-plan.tsx'
import { Result, UnderWay } from './try-result.tsx'
import { type Reach, reachesOf, requestsOf, together } from './trying.ts'
import { useAnswer } from './use-answer.ts'
import { useCast } from './use-cast.ts'
import { startTry, useTry } from './use-try.ts'

/** Both sides of what a try asks for. */
const sidesOf = (request: RunRequestInput, template: string, { text, parent }: PromptDraft) => ({
  before: request,
  tried: { ...request, prompts: [{ template, text, parent }] },
})

/** Tries the words in the editor: on whom, what is made anew, what it costs, and the result beside what is there. */
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
  const engine = useMirror((mirror) => mirror.settings?.engine ?? 'simulator')
  const changed = useMirror((mirror) => `${mirror.pictures} ${mirror.prompts}`)
  const reaches = reachesOf(page)
  const [wanted, setReach] = useState<Reach>('step')
  const reach: Reach = reaches[wanted] === null ? wanted : reaches.step === null ? 'step' : 'follows'
  const cast = useCast(page, reach)
  const tried = useTry()
  const { name } = page.template

  const asked = requestsOf(page, { ...cast, reach })
  const key = JSON.stringify(asked)
  const sides = useMemo(
    () => ('requests' in asked ? asked.requests.map((request) => sidesOf(request, name, draft)) : null),
    [key, name, draft],
  )
  const { value: plans, failed } = useAnswer(
    sides && reaches.step === null
      ? async () => {
          const [now, anew] = await Promise.all([
            Promise.all(sides.map(async ({ before }) => await client.runs.plan(before))),
            Promise.all(sides.map(async ({ tried: after }) => await client.runs.plan(after))),
          ])
          return { now: together(now), anew: together(anew) }
        }
      : null,
    [sides, changed, engine],
    300,
  )
  const off =
    reaches[reach] ??
    ('needs' in asked
      ? asked.needs
      : isCurrent
        ? 'These are the words that are current: change some first.'
        : tried !== null && tried.outcome === null
          ? 'A try is under way.'
          : failed !== null
            ? problemOf(failed).message
            : plans === null
              ? 'The plan is being made.'
              : null)

  return (
    <>
      <TryCast page={page} reach={reach} cast={cast} />
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
      {failed !== null && (
        <p className={styles.bad} role="alert">
          {problemOf(failed).message} {problemOf(failed).next}
        </p>
      )}
      {plans && !isCurrent && <TryPlan plan={plans.anew} now={plans.now} engine={engine} />}
      <div className={styles.row}>
        <Button
          look="main"
          data-try
          off={off}
          className={classes(styles.tryIt)}
          onClick={() => {
            if (sides) void startTry(studio, { template: name, asked: sides })
          }}
        >
          Try it
        </Button>
        <span className={styles.quiet}>{off ?? 'Ctrl Enter tries it; the words are kept as a trial.'}</span>
      </div>
      {tried?.template === name && tried.outcome === null && (
        <UnderWay runs={tried.runs.flatMap(({ before, tried: after }) => [before, after])} />
      )}
      {tried?.template === name && tried.outcome !== null && (
        <Result
          tried={tried}
          outcome={tried.outcome}
          isCurrent={isCurrent}
          template={page.template}
          onKeep={onKeep}
          onGoBack={onGoBack}
        />
      )}
    </>
  )
}
