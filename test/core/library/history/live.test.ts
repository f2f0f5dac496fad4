import { expect, it } from 'vitest'
import type { AttemptId } from '../../../../src/contract/index.ts'
import type { HistorySort } from '../../../../src/contract/api/index.ts'
import { gradual } from '../../../../src/core/library/history/gradual.ts'
import { openTestLibrary, startRun } from '../builders.ts'
import { end, LEASE_MS, recordedRequest } from '../requests.ts'
import { chance } from './attempts.ts'
import { kept } from './kept.ts'

interface Live {
  readonly id: AttemptId
  readonly prompt: string
  ended: boolean
  cost: number
  answer: string
}

const WORDS = ['lantern', 'harbour', 'velvet', 'choir']

it('[J13] a list stays right while requests leave and end, in every order, with words and without', async () => {
  const library = await openTestLibrary()
  const random = chance(11)
  const pick = (): string => WORDS[random(WORDS.length)]!
  const { jobs } = await startRun(
    library,
    Array.from({ length: 240 }, (_, at) => `job ${at}`),
  )
  const made: Live[] = []
  const listed = (text: string | undefined, sort: HistorySort): readonly number[] => {
    const found = made.filter(({ prompt, answer }) => text === undefined || `${prompt} ${answer}`.includes(text))
    return found
      .toSorted((a, b) => (sort === 'cost' ? b.cost - a.cost : 0) || (sort === 'oldest' ? a.id - b.id : b.id - a.id))
      .map(({ id }) => id)
  }
  for (const [at, job] of jobs.entries()) {
    const prompt = `In the ${pick()} by the ${pick()}`
    const id = await library.startAttempt(job.id, recordedRequest(prompt), 0.05, LEASE_MS)
    made.push({ id, prompt, ended: false, cost: 0.05, answer: '' })
    const open = made.filter(({ ended }) => !ended)
    const one = open[random(open.length)]!
    if (random(3) > 0) {
      one.ended = true
      one.cost = random(8) / 100
      one.answer = random(2) === 0 ? `No ${pick()}` : ''
      const words = one.answer || null
      await library.endAttempt(one.id, end({ status: 'blocked', words, costUsd: one.cost }), null)
    }
    // In between everything is kept, as it is whenever the studio is idle.
    if (at % 60 === 59) await kept(library.folder, id)
    const text = random(2) === 0 ? pick() : undefined
    const sort = (['newest', 'oldest', 'cost'] as const)[random(3)]!
    const { total, rows } = library.requests.page(text === undefined ? {} : { text }, { sort, offset: 0, limit: 500 })
    const wanted = listed(text, sort)
    expect([text, sort, total, ...rows.map(({ attempt }) => attempt)]).toEqual([text, sort, wanted.length, ...wanted])
  }
  library.close()
})

it('[J14] a question waits for the index, which is read piece by piece with everything else in between', async () => {
  let pieces = 0
  const made = gradual(function* (): Generator<undefined, string> {
    for (; pieces < 3; pieces++) yield
    return 'the index'
  })
  expect([made.goOn(0), made.goOn(0), pieces]).toEqual([false, false, 1])
  expect([made.get(), made.goOn(0), pieces]).toEqual(['the index', true, 3])

  const library = await openTestLibrary()
  const { jobs } = await startRun(library, ['a'])
  await library.startAttempt(jobs[0]!.id, recordedRequest('A lantern.'), 0.05, LEASE_MS)
  library.close()
  const again = await openTestLibrary(library.folder)
  await again.requests.ready({ text: 'lantern' })
  expect(again.requests.page({ text: 'lantern' }, { offset: 0, limit: 1 }).total).toBe(1)
  again.close()
  // What was closed meanwhile is waited for by nobody.
  await again.requests.ready()
})
