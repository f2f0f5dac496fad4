import { useEffect } from 'react'
import type { RunRequestInput } from '../../../contract/api/index.ts'
import type { RunId } from '../../../contract/index.ts'
import type { Studio } from '../../app/studio.tsx'
import { useStudio, useView } from '../../app/studio.tsx'
import type { Tried } from '../../app/view.ts'
import { sendsAway } from '../board/lane-request.ts'
import { pairsOf } from './trying.ts'

/** How often a run that is under way is asked how it is; its events paint the progress in between. */
const ASK_EVERY_MS = 400

const ended = async ({ client }: Studio, run: RunId, isGone: () => boolean): Promise<void> => {
  while (!isGone()) {
    const { status } = await client.runs.get({ run })
    if (status !== 'running') return
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
}

/** Starts a try, once whoever is in the photos has agreed where that is needed. */
export const startTry = async (
  studio: Studio,
  wanted: Pick<Tried, 'template' | 'tried' | 'before'>,
  withBefore: boolean,
): Promise<void> => {
  const { client, ask, mirror, view } = studio
  const { settings } = mirror.getState()
  const { subject } = wanted.tried
  const start = async (): Promise<void> => {
    const requests: readonly RunRequestInput[] = withBefore ? [wanted.before, wanted.tried] : [wanted.tried]
    const runs: RunId[] = []
    for (const request of requests) {
      const started = await ask.attempt(() => client.runs.start(request))
      if (!started) return
      runs.push(started.run)
    }
    view.setState({ tried: { ...wanted, runs, pairs: null } })
  }
  if (sendsAway(settings) && settings) {
    const { engine } = settings
    const known = mirror.getState().subjects.find(({ id }) => id === subject)
    const question = known ? await ask.attempt(() => client.subjects.consentQuestion({ id: known.id, engine })) : null
    if (!question || !known) return
    if (question.needed && !question.given) {
      view.setState({ open: { what: 'consent', subject: known.id, next: () => void start() } })
      return
    }
  }
  await start()
}

/** Waits for a try that is under way, finds its pictures, and opens Compare with them while the screen is still looked at. */
export const useTry = (): Tried | null => {
  const studio = useStudio()
  const tried = useView((view) => view.tried)
  const waiting = tried !== null && tried.pairs === null ? tried : null
  useEffect(() => {
    if (!waiting) return
    const { client, ask, view } = studio
    let gone = false
    const wait = async (): Promise<void> => {
      for (const run of waiting.runs) await ended(studio, run, () => gone)
      if (gone) return
      const [before, after] = await Promise.all([client.runs.plan(waiting.before), client.runs.plan(waiting.tried)])
      const pairs = pairsOf(before, after)
      if (gone || view.getState().tried !== waiting) return
      view.setState({ tried: { ...waiting, pairs } })
      const shown = pairs.at(-1)
      if (shown && shown.old !== null && view.getState().screen === 'prompts')
        view.setState({ screen: 'compare', selection: [shown.old, shown.made], focus: shown.made, backTo: 'prompts' })
    }
    void ask.attempt(wait)
    return () => {
      gone = true
    }
  }, [studio, waiting])
  return tried
}
