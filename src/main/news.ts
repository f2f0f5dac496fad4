import type { LiveRun, StudioEvent } from '../contract/api/index.ts'

/** Shorter runs are watched; nobody wants to be called back for them. */
export const LONG_MS = 30_000

/** What a notification says. */
export interface News {
  readonly title: string
  readonly body: string
}

const isOver = (run: LiveRun): boolean => run.status !== 'running'

const lasted = (run: LiveRun): number =>
  run.endedAt === null ? 0 : Date.parse(run.endedAt) - Date.parse(run.startedAt)

const newsOf = (run: LiveRun): News => {
  const { done, lost } = run.jobs
  const lostOnes = lost === 0 ? '' : `, ${lost} ended without`
  const made = `${done} ${done === 1 ? 'picture is' : 'pictures are'} there${lostOnes}.`
  switch (run.status) {
    case 'succeeded':
      return { title: 'The run is finished', body: made }
    case 'partial':
      return { title: 'The run is finished, with gaps', body: made }
    case 'failed':
      return { title: 'The run has failed', body: run.problems[0]?.message ?? made }
    case 'interrupted':
      return { title: 'The run has stopped', body: run.problems[0]?.message ?? made }
    case 'cancelled':
    case 'running':
      return { title: 'The run was cancelled', body: made }
  }
}

/**
 * What to tell a person who is looking elsewhere: each long run once, when it ends; never one that they cancelled
 * themselves, nor the samples.
 */
export const openNews = (): ((event: StudioEvent) => readonly News[]) => {
  const running = new Set<number>()
  return (event) => {
    if (event.type !== 'work') return []
    return event.runs.flatMap((run) => {
      if (!isOver(run)) running.add(run.run)
      const ended = isOver(run) && running.delete(run.run)
      const worthy = !run.sample && run.status !== 'cancelled' && lasted(run) >= LONG_MS
      return ended && worthy ? [newsOf(run)] : []
    })
  }
}
