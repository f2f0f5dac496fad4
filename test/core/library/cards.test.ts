import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { PictureFilter, PictureSort } from '../../../src/contract/api/index.ts'
import { IdentityId, Sha256, SubjectId } from '../../../src/contract/index.ts'
import { openTestLibrary, tempFolder } from './builders.ts'

const COUNT = 100_000
const STEPS = ['views', 'scene', 'portrait', 'final'] as const
const AT = '2026-11-22T10:00:00.000Z'

interface Row {
  readonly id: number
  readonly image: string
  readonly step: (typeof STEPS)[number]
  readonly subject: number
  readonly identity: number | null
  readonly strategy: string | null
  readonly engine: string
  readonly verdict: string
  readonly stars: number
  readonly flag: string | null
  readonly label: string | null
  readonly approved: number
}

/** The same hundred thousand pictures every time, with every kind of review among them. */
const rows: readonly Row[] = Array.from({ length: COUNT }, (_, index) => {
  const digits = createHash('sha256').update(`picture ${index}`).digest()
  const dice = (place: number, sides: number): number => digits.readUInt16LE(place * 2) % sides
  const step = STEPS[dice(0, 4)]!
  return {
    id: index + 1,
    image: digits.toString('hex'),
    step,
    subject: 1 + dice(1, 20),
    identity: step === 'views' ? null : 1 + dice(2, 30),
    strategy: step === 'final' ? (['scene-views', 'environment-only', 'multi-turn'][dice(3, 3)] ?? null) : null,
    engine: dice(4, 3) === 0 ? 'gemini' : 'simulator',
    verdict: ['pass', 'warn', 'fail'][dice(5, 3)]!,
    stars: dice(6, 10) === 0 ? dice(7, 6) : 0,
    flag: [null, null, null, 'pick', 'reject'][dice(8, 5)] ?? null,
    label: dice(9, 50) === 0 ? 'red' : null,
    approved: dice(10, 100) === 0 ? 1 : 0,
  }
})

const fill = (folder: string): void => {
  const database = new Database(join(folder, 'library.db'))
  database.pragma('foreign_keys = OFF')
  const picture = database.prepare(
    `INSERT INTO pictures (sha256, kind, bytes, mime_type, width, height, stored_at) VALUES (?, 'answer', 1, 'image/png', 8, 8, ?)`,
  )
  const card = database.prepare(
    `INSERT INTO cards (id, image, step, subject_id, identity_id, strategy, variant, engine, model, run_id, job_id, attempt_id,
       verdict, origins, made_at, firsts, stars, flag, label, approved)
     VALUES (?, ?, ?, ?, ?, ?, 1, ?, 'painter', 1, 1, 1, ?, '[]', ?, 7, ?, ?, ?, ?)`,
  )
  database.transaction(() => {
    for (const row of rows) {
      picture.run(row.image, AT)
      const { id, image, step, subject, identity, strategy, engine, verdict, stars, flag, label, approved } = row
      card.run(id, image, step, subject, identity, strategy, engine, verdict, AT, stars, flag, label, approved)
    }
  })()
  database.close()
}

const matches =
  (filter: PictureFilter) =>
  (row: Row): boolean =>
    (filter.steps === undefined || filter.steps.includes(row.step)) &&
    (filter.subject === undefined || row.subject === Number(filter.subject)) &&
    (filter.identity === undefined || row.identity === Number(filter.identity)) &&
    (filter.flag === undefined || (row.flag ?? 'none') === filter.flag) &&
    (filter.starsAtLeast === undefined || row.stars >= filter.starsAtLeast) &&
    (filter.label === undefined || (row.label ?? 'none') === filter.label) &&
    (filter.approved === undefined || row.approved === Number(filter.approved)) &&
    (filter.strategy === undefined || row.strategy === filter.strategy) &&
    (filter.engine === undefined || row.engine === filter.engine) &&
    (filter.check === undefined || row.verdict === filter.check) &&
    (filter.text === undefined || row.image.startsWith(filter.text) || (row.strategy ?? '').includes(filter.text))

const ordered = (found: readonly Row[], sort: PictureSort): readonly Row[] =>
  found.toSorted((a, b) =>
    sort === 'oldest' ? a.id - b.id : sort === 'stars' ? b.stars - a.stars || b.id - a.id : b.id - a.id,
  )

const CASES: readonly (readonly [name: string, filter: PictureFilter, sort: PictureSort, offset: number])[] = [
  ['everything, newest', {}, 'newest', 0],
  ['everything, the last window', {}, 'newest', COUNT - 40],
  ['everything by stars, in the middle', {}, 'stars', 5000],
  ['one step', { steps: ['final'] }, 'oldest', 300],
  ['two steps', { steps: ['scene', 'portrait'] }, 'newest', 100],
  ['one board', { subject: SubjectId.parse(3), identity: IdentityId.parse(4), steps: ['final'] }, 'newest', 0],
  ['a subject', { subject: SubjectId.parse(7) }, 'newest', 50],
  ['an identity', { identity: IdentityId.parse(9) }, 'newest', 50],
  ['picks', { flag: 'pick' }, 'newest', 1000],
  ['without a flag', { flag: 'none' }, 'newest', 0],
  ['four stars and more', { starsAtLeast: 4 }, 'stars', 0],
  ['red ones', { label: 'red' }, 'newest', 0],
  ['approved finals of one strategy', { approved: true, strategy: 'multi-turn' }, 'newest', 0],
  ['one engine, failed checks', { engine: 'gemini', check: 'fail' }, 'newest', 0],
  ['a strategy by its words', { text: 'environment' }, 'newest', 0],
  ['a hash by its beginning', { text: rows[4321]!.image.slice(0, 8) }, 'newest', 0],
  ['nothing', { label: 'purple' }, 'newest', 0],
]

describe('[A17][A28] a grid of a hundred thousand pictures', () => {
  it('shows the right window of the right pictures, whatever is asked, by figures too', async () => {
    const folder = tempFolder()
    const made = await openTestLibrary(folder)
    made.close()
    fill(folder)
    const library = await openTestLibrary(folder)
    for (const [name, filter, sort, offset] of CASES) {
      const expected = ordered(rows.filter(matches(filter)), sort)
      const page = library.cards.query(filter, { sort, offset, limit: 100 })
      expect(page.total, name).toBe(expected.length)
      const window = expected.slice(offset, offset + 100).map(({ image }) => image)
      expect(
        page.cards.map(({ sha256 }) => sha256),
        name,
      ).toEqual(window)
    }

    const measured = {
      likeness: new Map(rows.slice(0, 3000).map(({ image }, index) => [Sha256.parse(image), (index % 97) / 96])),
      sceneKept: new Map(rows.slice(0, 50).map(({ image }, index) => [Sha256.parse(image), index / 50])),
    }
    const likenessOf = ({ image, step }: Row) =>
      step === 'scene' ? undefined : measured.likeness.get(Sha256.parse(image))
    const byLikeness = rows.toSorted(
      (a, b) =>
        Number(likenessOf(b) !== undefined) - Number(likenessOf(a) !== undefined) ||
        (likenessOf(b) ?? 0) - (likenessOf(a) ?? 0) ||
        b.id - a.id,
    )
    for (const offset of [0, 2000, COUNT - 40]) {
      const page = library.cards.query({}, { sort: 'likeness', offset, limit: 100 }, measured)
      expect(page.total).toBe(COUNT)
      expect(page.cards.map(({ sha256 }) => sha256)).toEqual(
        byLikeness.slice(offset, offset + 100).map(({ image }) => image),
      )
    }
    const few = library.cards.query(
      { sceneKeptAtLeast: 0.9, likenessAtLeast: 0 },
      { sort: 'scene-kept', offset: 0, limit: 100 },
      measured,
    )
    expect(few.cards.map(({ sha256 }) => sha256)).toEqual(
      rows
        .slice(45, 50)
        .filter(({ step }) => step !== 'scene')
        .toReversed()
        .map(({ image }) => image),
    )
    expect(library.cards.query({ likenessAtLeast: 0 }, { offset: 0, limit: 10 }).total).toBe(0)

    const picture = Sha256.parse(rows[10]!.image)
    const before = library.cards.query({ label: 'purple' }, { offset: 0, limit: 10 }).total
    await library.reviews.act([picture], {
      says: 'purple label',
      by: 'Ines',
      change: (review) => ({ ...review, label: 'purple' }),
    })
    const after = library.cards.query({ label: 'purple' }, { offset: 0, limit: 10 })
    expect([before, after.total, after.cards[0]?.sha256]).toEqual([0, 1, picture])
  })
})
