import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Review } from '../../../src/contract/api/index.ts'
import type { IdentityId, Sha256 } from '../../../src/contract/index.ts'
import type { Library } from '../../../src/core/library/types.ts'
import { someHash } from '../../builders/specs.ts'
import { openTestLibrary, paint, put, tempFolder } from './builders.ts'
import { newJob, recordedRequest, spec } from './requests.ts'

const empty = (sha256: Sha256): Review => ({ sha256, stars: 0, flag: null, label: null, approved: null, notes: [] })

const rate = (library: Library, pictures: readonly Sha256[], stars: number) =>
  library.reviews.act(pictures, { says: `${stars} stars`, by: 'Ines', change: (before) => ({ ...before, stars }) })

/** One thing a reviewer may do, to a review. */
const randomChange = (): ((before: Review) => Review) => {
  const stars = randomInt(6)
  const flag = ([null, 'pick', 'reject'] as const)[randomInt(3)]!
  const label = ([null, 'red', 'green'] as const)[randomInt(3)]!
  const note = { id: randomInt(1, 1000), text: 'softer', at: { x: 0.25, y: 0.5 }, by: 'Ines', writtenAt: AT }
  const changes: readonly ((before: Review) => Review)[] = [
    (before) => ({ ...before, stars }),
    (before) => ({ ...before, flag }),
    (before) => ({ ...before, label }),
    (before) => ({ ...before, approved: before.approved ? null : { by: 'Ines', at: AT } }),
    (before) => ({ ...before, notes: [...before.notes, note] }),
  ]
  return changes[randomInt(changes.length)]!
}
const AT = '2026-11-22T10:00:00.000Z'

describe('reviews', () => {
  it('[A20] are undone and done again in any order, like a pile of pictures of the whole desk', async () => {
    const library = await openTestLibrary()
    const pictures = await Promise.all(Array.from({ length: 6 }, () => put(library)))
    // The model: every state the desk was in, and where we stand in that row.
    let states: (readonly Review[])[] = [pictures.map(empty)]
    let at = 0
    for (let step = 0; step < 300; step++) {
      const dice = randomInt(10)
      if (dice < 3) {
        await library.reviews.undo()
        at = Math.max(0, at - 1)
      } else if (dice < 5) {
        await library.reviews.redo()
        at = Math.min(states.length - 1, at + 1)
      } else {
        const chosen = pictures.filter(() => randomInt(2) === 1)
        if (chosen.length === 0) continue
        const change = randomChange()
        await library.reviews.act(chosen, { says: 'a change', by: 'Ines', change })
        const now = states[at]!
        const next = now.map((review) => (chosen.includes(review.sha256) ? change(review) : review))
        if (JSON.stringify(next) !== JSON.stringify(now)) {
          states = [...states.slice(0, at + 1), next]
          at++
        }
      }
      expect(library.reviews.of(pictures)).toEqual(states[at])
      const { undo, redo } = library.reviews.state()
      expect([undo !== null, redo !== null]).toEqual([at > 0, at < states.length - 1])
    }
  })

  it('[A20] survive a restart, and so does what can be undone', async () => {
    const folder = tempFolder()
    const first = await openTestLibrary(folder)
    const picture = await put(first)
    await rate(first, [picture], 4)
    first.close()
    const second = await openTestLibrary(folder)
    expect(second.reviews.of([picture])).toMatchObject([{ stars: 4 }])
    expect(second.reviews.state()).toEqual({ undo: '4 stars', redo: null })
    await second.reviews.undo()
    expect(second.reviews.of([picture])).toEqual([empty(picture)])
  })

  it('[A20] are one action however many pictures, and none at all where nothing changes', async () => {
    const library = await openTestLibrary()
    const pictures = await Promise.all(Array.from({ length: 40 }, () => put(library)))
    await rate(library, pictures, 3)
    await rate(library, pictures, 3)
    await library.reviews.undo()
    expect(library.reviews.of(pictures)).toEqual(pictures.map(empty))
    expect(library.reviews.state()).toEqual({ undo: null, redo: '3 stars' })
  })

  it('[A21] are refused for a picture that is not there, all of the action', async () => {
    const library = await openTestLibrary()
    const picture = await put(library)
    await expect(rate(library, [picture, someHash('c')], 5)).rejects.toMatchObject({
      problem: { code: 'picture-missing' },
    })
    expect(library.reviews.of([picture])).toEqual([empty(picture)])
  })

  it('[A22] belong to the picture: where a rerun uses it again, its card has them', async () => {
    const library = await openTestLibrary()
    for (const name of ['Chef', 'Cook']) await library.saveIdentity(spec(name).identities[0]!)
    const request = recordedRequest('a kitchen')
    const one = await library.createRun(spec('Chef'), someHash('1'), [newJob('chef/scene/1', { identity: 'chef' })])
    const made = await paint(library, library.jobs(one)[0]!.id, 'a kitchen')
    await rate(library, [made.image!], 5)

    const two = await library.createRun(spec('Cook'), someHash('2'), [newJob('cook/scene/1', { identity: 'cook' })])
    await library.recordCached(library.jobs(two)[0]!.id, request, library.cached(request.cacheKey)!, 0)
    const [chef, cook] = library.people.identities()
    const of = (identity: IdentityId) =>
      library.cards.query({ identity, starsAtLeast: 5 }, { offset: 0, limit: 10 }).cards.map(({ sha256 }) => sha256)
    expect([of(chef!.id), of(cook!.id)]).toEqual([[made.image], [made.image]])
    // It is one picture all the same, and its birth stays what it was.
    expect(library.cards.query({}, { offset: 0, limit: 10 })).toMatchObject({ total: 1, cards: [{ attempt: made.id }] })
  })

  it('[L26] are sealed like all that is stored: verify finds one that was changed behind the back of the studio', async () => {
    const folder = tempFolder()
    const library = await openTestLibrary(folder)
    const picture = await put(library)
    await rate(library, [picture], 4)
    await library.settings.set({ author: 'Ines' })
    expect((await library.verify()).findings).toEqual([])
    const database = new Database(join(folder, 'library.db'))
    database.exec(
      `UPDATE reviews SET stars = 5; UPDATE review_actions SET after = '[]'; UPDATE settings SET value = '"Eve"'`,
    )
    database.close()
    const told = (await library.verify()).findings.map(
      ({ kind, message }) => `${kind} ${/of (\w+) is/.exec(message)?.[1]}`,
    )
    expect(told).toEqual(['row-broken reviews', 'row-broken review_actions', 'row-broken settings'])
  })
})
