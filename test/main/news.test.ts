import { describe, expect, it } from 'vitest'
import type { LiveRun, StudioEvent } from '../../src/contract/api/index.ts'
import { RunId } from '../../src/contract/index.ts'
import { openNews } from '../../src/main/news.ts'

const run = (number: number, more: Partial<LiveRun> = {}): LiveRun => ({
  run: RunId.parse(number),
  subject: null,
  identities: [],
  engine: 'simulator',
  status: 'running',
  sample: false,
  startedAt: '2026-11-22T10:00:00.000Z',
  endedAt: null,
  jobs: { total: 8, done: 8, running: 0, waiting: 0, lost: 0 },
  requests: 8,
  cached: 0,
  costUsd: 0,
  budgetUsd: null,
  problems: [],
  ...more,
})

const work = (...runs: readonly LiveRun[]): StudioEvent => ({ type: 'work', seq: 1, jobs: [], runs, born: [] })
const LATE = '2026-11-22T10:05:00.000Z'

describe('[H33] a person who looks elsewhere is told when a long run ends', () => {
  it('once, with what came of it', () => {
    const newsIn = openNews()
    expect(newsIn(work(run(1)))).toEqual([])
    const ended = work(run(1, { status: 'succeeded', endedAt: LATE }))
    expect(newsIn(ended)).toEqual([{ title: 'The run is finished', body: '8 pictures are there.' }])
    expect(newsIn(ended)).toEqual([])
  })

  it.each<[what: string, more: Partial<LiveRun>, title: string, body: string]>([
    [
      'gaps',
      { status: 'partial', jobs: { total: 8, done: 1, running: 0, waiting: 0, lost: 2 } },
      'The run is finished, with gaps',
      '1 picture is there, 2 ended without.',
    ],
    [
      'why it failed',
      { status: 'failed', problems: [{ code: 'quota', message: 'The quota is used up.', next: '' }] },
      'The run has failed',
      'The quota is used up.',
    ],
    ['that it stopped', { status: 'interrupted' }, 'The run has stopped', '8 pictures are there.'],
  ])('with %s', (_what, more, title, body) => {
    const newsIn = openNews()
    newsIn(work(run(1)))
    expect(newsIn(work(run(1, { endedAt: LATE, ...more })))).toEqual([{ title, body }])
  })

  it.each<[what: string, more: Partial<LiveRun>]>([
    ['a short run', { status: 'succeeded', endedAt: '2026-11-22T10:00:10.000Z' }],
    ['a run they cancelled', { status: 'cancelled', endedAt: LATE }],
    ['the samples', { status: 'succeeded', endedAt: LATE, sample: true }],
  ])('not of %s', (_what, more) => {
    const newsIn = openNews()
    newsIn(work(run(1)))
    expect(newsIn(work(run(1, more)))).toEqual([])
  })

  it('not of a run that had ended before', () => {
    expect(openNews()(work(run(1, { status: 'succeeded', endedAt: LATE })))).toEqual([])
  })
})
