import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REVIEW_FORMAT } from '../../../src/core/export/review-page/review-file.ts'
import { someHash } from '../../builders/specs.ts'
import { aFolder } from '../../builders/studio.ts'
import { anAppWithPictures, exported, folderOf } from './delivered.ts'

const file = (content: unknown): File =>
  new File([JSON.stringify(content)], 'review.json', { type: 'application/json' })

const said = (by: string, reviews: readonly object[]) => ({
  format: REVIEW_FORMAT,
  version: 1,
  page: 'x',
  by,
  savedAt: '2026-11-23T09:00:00.000Z',
  reviews,
})

describe('[D12] a review page', () => {
  it('is one file that holds its pictures, loads nothing, and keeps hostile names words', async () => {
    const { client, final, portrait } = await anAppWithPictures('</script><script>alert(1)</script><img src=http://x>')
    const out = await aFolder()
    const options = {
      pictures: false,
      reviewPage: { title: '</title><script>alert(2)</script>', side: 64 },
      tell: { names: true, prompts: true },
    }
    const report = await exported(client, { what: [final, portrait], options, to: folderOf(out) })
    expect(report).toMatchObject({ status: 'done', written: [{ kind: 'review-page' }] })
    const page = await readFile(join(out, report.written[0]!.file), 'utf8')
    expect(page.match(/data:image\/jpeg;base64,/g)).toHaveLength(2)
    expect(page.match(/<script/g)).toHaveLength(2)
    expect(page).toMatch(/default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-/)
    expect(page).not.toMatch(/\s(?:src|href|srcset|action)=["'](?!data:)/)
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;alert(1)')
  })
})

describe('[D13] a review that comes back', () => {
  it('becomes stars, approvals and notes of whoever gave it, and one undo takes it back', async () => {
    const { client, final, portrait } = await anAppWithPictures()
    await client.reviews.change({ pictures: [portrait], set: { stars: 2, approved: true } })
    const review = said('Kim', [
      { sha256: final, stars: 5, approved: true, comments: [{ text: 'Lovely.', at: null }] },
      { sha256: portrait, stars: 3, approved: false, comments: [] },
      { sha256: someHash('9'), stars: 1, approved: false, comments: [] },
    ])
    const imported = await client.exports.importReview({ file: file(review) })
    expect(imported).toEqual({
      by: 'Kim',
      changed: 2,
      stars: 2,
      approved: 1,
      notes: 1,
      unknown: [someHash('9')],
      says: 'Taken in: stars for 2 pictures, 1 approval, 1 comment. 1 picture of it is not in this library.',
    })
    const [first, second] = await client.reviews.of({ pictures: [final, portrait] })
    expect(first).toMatchObject({
      stars: 5,
      approved: { by: 'Kim', at: '2026-11-23T09:00:00.000Z' },
      notes: [{ text: 'Lovely.', by: 'Kim', at: null }],
    })
    // Nobody outside takes an approval back by not giving one.
    expect(second).toMatchObject({ stars: 3, approved: { by: 'Ines' } })
    expect(await client.reviews.state()).toMatchObject({ undo: 'the review of Kim' })
    await client.reviews.undo()
    expect(await client.reviews.of({ pictures: [final, portrait] })).toMatchObject([
      { stars: 0, approved: null, notes: [] },
      { stars: 2 },
    ])
  })

  it('is taken in once, however often it comes', async () => {
    const { client, final } = await anAppWithPictures()
    const review = said('Kim', [{ sha256: final, stars: 5, approved: true, comments: [{ text: 'Lovely.', at: null }] }])
    await client.exports.importReview({ file: file(review) })
    expect(await client.exports.importReview({ file: file(review) })).toMatchObject({
      changed: 0,
      says: 'Nothing in it was new.',
    })
  })

  it.each([
    ['not JSON', new File(['{'], 'x.json')],
    ['it does not come from a review page', file({ hello: 1 })],
    ['reviews.0.stars', file(said('Kim', [{ sha256: someHash('1'), stars: 9, approved: false, comments: [] }]))],
    ['by', file(said('', []))],
    ['reviews.0', file(said('Kim', [{ sha256: '../../etc', stars: 1, approved: false, comments: [] }]))],
  ])('is refused whole where it is no review: %s', async (why, bad) => {
    const { client } = await anAppWithPictures()
    const problem = await client.exports.importReview({ file: bad }).then(
      () => null,
      (error: { data?: { code: string; message: string } }) => error.data,
    )
    expect(problem?.code).toBe('review-unreadable')
    expect(problem?.message).toContain(why)
  })
})
