import { describe, expect, it, vi } from 'vitest'
import type { Board, Reviewed, StudioEvent } from '../../../src/contract/api/index.ts'
import { openConnection } from '../../../src/renderer/connection.ts'
import { afterEvent } from '../../../src/renderer/studio/after-event.ts'
import { openAsking } from '../../../src/renderer/studio/asking.ts'
import { EMPTY_MIRROR, openMirror } from '../../../src/renderer/studio/mirror.ts'
import { mayStep, openReviewing, reviewOf } from '../../../src/renderer/studio/reviewing.ts'
import { aBoard, aCard, aJob, aReview, aRun, hash } from './builders.ts'

const work = (more: Partial<Extract<StudioEvent, { type: 'work' }>>): StudioEvent => ({
  type: 'work',
  seq: 2,
  jobs: [],
  runs: [],
  born: [],
  ...more,
})

describe('[U13] the mirror', () => {
  const mirror = { ...EMPTY_MIRROR, board: aBoard([aCard('scene', 'scene')], [aJob(1)]) }

  it('[U13] shows a job as it is now, and lets it go once its picture is there', () => {
    const waiting = aJob(1, { waiting: { reason: 'Overloaded.', httpStatus: 503, until: '2026-11-22T12:00:03.000Z' } })
    expect(afterEvent(mirror, work({ jobs: [waiting] })).mirror.board?.scenes.jobs).toEqual([waiting])
    const done = afterEvent(mirror, work({ jobs: [aJob(1, { state: 'succeeded' })] }))
    expect(done.mirror.board?.scenes.jobs).toEqual([])
    expect(done.stale).toContain('board')
  })

  it('[U13] adds new work to its lane, and leaves the work of others alone', () => {
    const { mirror: next } = afterEvent(
      mirror,
      work({
        jobs: [
          aJob(2, { step: 'describe', strategy: 'describe-regenerate' }),
          aJob(3, { subject: null }),
          // Asked alone, about a scene: no final waits for it.
          aJob(4, { step: 'describe' }),
        ],
      }),
    )
    expect(next.board?.finals.jobs.map(({ job }) => job)).toEqual([2])
    expect(next.board?.scenes.jobs.map(({ job }) => job)).toEqual([1])
  })

  it('[U13] forgets runs that ended, and asks for what they changed', () => {
    const running = { ...mirror, runs: new Map([[aRun().run, aRun()]]) }
    const { mirror: next, stale } = afterEvent(running, work({ runs: [aRun({ status: 'succeeded' })] }))
    expect(next.runs?.size).toBe(0)
    expect(stale).toEqual(['board', 'checklist'])
  })

  it('[U13] asks for everything when events were missed', () => {
    expect(afterEvent(mirror, { type: 'refetch', seq: 9, session: 'b' }).stale).toEqual(['everything'])
  })
})

/** A studio that answers when told to. */
const aStudio = () => {
  const answers: { resolve: (value: Reviewed | Board) => void; reject: (error: unknown) => void }[] = []
  const line = openConnection(
    async () => ({
      link: { call: async () => await new Promise((resolve, reject) => answers.push({ resolve, reject })) },
      closed: new Promise(() => {}),
      close: () => {},
    }),
    async () => {},
  )
  const mirror = openMirror()
  return { answers, mirror, reviewing: openReviewing(line.client, mirror), line }
}

const asked = async (answers: readonly unknown[], number: number): Promise<void> => {
  while (answers.length < number) await new Promise((resolve) => setTimeout(resolve, 1))
}

describe('[U13] the board', () => {
  it('[U13] is asked for again when an answer came later than an event it did not know', async () => {
    const { answers, mirror, line } = aStudio()
    const asking = openAsking(line.client, mirror)
    const before = { ...aBoard([], [aJob(1)]), seq: 4 }
    const shown = asking.showBoard({ subject: before.subject, identity: before.identity, picked: null })
    await asked(answers, 1)
    mirror.setState({ seq: 5 })
    answers[0]?.resolve(before)
    await shown
    expect(mirror.getState().board?.scenes.jobs).toMatchObject([{ state: aJob(1).state }])
    await asked(answers, 2)
    answers[1]?.resolve({ ...aBoard([], [aJob(1, { state: 'cancelled' })]), seq: 5 })
    await vi.waitFor(() => expect(mirror.getState().board?.scenes.jobs).toMatchObject([{ state: 'cancelled' }]))
    line.close()
  })
})

describe('[U14] reviewing', () => {
  const card = aCard('final', 'final')

  it('[U14] paints a review at once and keeps what the studio made of it', async () => {
    const { answers, mirror, reviewing, line } = aStudio()
    const changed = reviewing.change([card], { stars: 4 })
    expect(reviewOf(mirror.getState(), card).stars).toBe(4)
    await asked(answers, 1)
    answers[0]?.resolve({ reviews: [aReview('final', { stars: 4 })], state: { undo: '4 stars', redo: null } })
    expect(await changed).toBe(true)
    expect(mirror.getState().painted.size).toBe(0)
    expect(reviewOf(mirror.getState(), card).stars).toBe(4)
    expect(mirror.getState().undo.undo).toBe('4 stars')
    line.close()
  })

  it('[U14] takes a review back that is refused, and says why', async () => {
    const { answers, mirror, reviewing, line } = aStudio()
    const changed = reviewing.change([card], { flag: 'pick' })
    await asked(answers, 1)
    const data = { code: 'library-full', message: 'The disk is full.', next: 'Free some space.' }
    answers[0]?.reject(Object.assign(new Error('PROBLEM'), { data }))
    expect(await changed).toBe(false)
    expect(reviewOf(mirror.getState(), card).flag).toBeNull()
    expect(mirror.getState().notices.map(({ message, next }) => [message, next])).toEqual([
      ['The disk is full.', 'Free some space.'],
    ])
    line.close()
  })

  it('[U14] can be taken back before the studio has answered, and not when it was refused', async () => {
    const { answers, mirror, reviewing, line } = aStudio()
    expect(mayStep(mirror.getState(), 'undo')).toBe(false)
    const changed = reviewing.change([card], { stars: 4 })
    expect(mayStep(mirror.getState(), 'undo')).toBe(true)
    await asked(answers, 1)
    answers[0]?.reject(new Error('The line is cut.'))
    await changed
    expect(mayStep(mirror.getState(), 'undo')).toBe(false)
    line.close()
  })

  it('[U14] keeps the later of two quick changes painted while the earlier is confirmed', async () => {
    const { answers, mirror, reviewing, line } = aStudio()
    const first = reviewing.change([card], { stars: 2 })
    const second = reviewing.change([card], { stars: 5 })
    await asked(answers, 2)
    answers[0]?.resolve({ reviews: [aReview('final', { stars: 2 })], state: { undo: null, redo: null } })
    await first
    expect(reviewOf(mirror.getState(), card).stars).toBe(5)
    answers[1]?.resolve({ reviews: [aReview('final', { stars: 5 })], state: { undo: null, redo: null } })
    await second
    expect(reviewOf(mirror.getState(), card)).toEqual(aReview('final', { stars: 5 }))
    expect(mirror.getState().painted.has(hash('final'))).toBe(false)
    line.close()
  })
})
