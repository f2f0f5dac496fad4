import { useEffect } from 'react'
import type { RunId, SubjectId } from '../../../contract/index.ts'
import type { Studio } from '../../app/studio.tsx'
import { useStudio, useView } from '../../app/studio.tsx'
import type { Tried } from '../../app/view.ts'
import { sendsAway } from '../board/lane-request.ts'

/** How often a run that is under way is asked how it is; its events paint the progress in between. */
const ASK_EVERY_MS = 400

const ended = async ({ client }: Studio, run: RunId, isGone: () => boolean): Promise<void> => {
  while (!isGone()) {
    const { status } = await client.runs.get({ run })
    if (status !== 'running') return
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
}

/** The first of these people who has not said yet whether photos may go to the engine in the settings. */
const firstToAsk = async (studio: Studio, subjects: readonly SubjectId[]): Promise<SubjectId | null> => {
  const { client, mirror } = studio
  const { settings } = mirror.getState()
  if (!settings || !sendsAway(settings)) return null
  for (const id of subjects) {
    const question = await client.subjects.consentQuestion({ id, engine: settings.engine })
    if (question.needed && !question.given) return id
  }
  return null
}

const begin = async ({ client, ask, view }: Studio, wanted: Pick<Tried, 'template' | 'asked'>): Promise<void> => {
  const runs: { before: RunId; tried: RunId }[] = []
  for (const { before, tried } of wanted.asked) {
    const old = await ask.attempt(() => client.runs.start(before))
    const made = old && (await ask.attempt(() => client.runs.start(tried)))
    if (!made) break
    runs.push({ before: old.run, tried: made.run })
  }
  if (runs.length === 0) return
  // Somebody waits for this one: it goes before what was asked for by the dozen.
  await ask.attempt(() => client.queue.orderRuns({ runs: runs.flatMap(({ before, tried }) => [before, tried]) }))
  view.setState({ tried: { ...wanted, runs, outcome: null } })
}

/** Starts a try, once whoever is in the photos has agreed where that is needed. */
export const startTry = async (studio: Studio, wanted: Pick<Tried, 'template' | 'asked'>): Promise<void> => {
  const { ask, view, mirror } = studio
  const asked = new Set(wanted.asked.map(({ tried }): number => tried.subject))
  const subjects = mirror.getState().subjects.flatMap(({ id }) => (asked.has(id) ? id : []))
  await ask.attempt(async () => {
    const subject = await firstToAsk(studio, subjects)
    if (subject === null) return await begin(studio, wanted)
    view.setState({ open: { what: 'consent', subject, next: () => void startTry(studio, wanted) } })
  })
}

/** Waits for a try that is under way, and opens Compare with its picture while the screen is still looked at and it is one. */
export const useTry = (): Tried | null => {
  const studio = useStudio()
  const tried = useView((view) => view.tried)
  const waiting = tried !== null && tried.outcome === null ? tried : null
  useEffect(() => {
    if (!waiting) return
    const { client, ask, view } = studio
    let gone = false
    const wait = async (): Promise<void> => {
      const runs = waiting.runs.flatMap(({ before, tried: made }) => [before, made])
      for (const run of runs) await ended(studio, run, () => gone)
      if (gone) return
      const outcome = await client.trials.outcome({ pairs: [...waiting.runs] })
      if (view.getState().tried !== waiting) return
      view.setState({ tried: { ...waiting, outcome } })
      const [only, second] = outcome.cases
      if (!only || second || view.getState().screen !== 'prompts') return
      const { before, tried: made } = only
      if (before.image !== null && made.image !== null)
        view.setState({
          screen: 'compare',
          selection: [before.image, made.image],
          focus: made.image,
          backTo: 'prompts',
        })
    }
    void ask.attempt(wait)
    return () => {
      gone = true
    }
  }, [studio, waiting])
  return tried
}
