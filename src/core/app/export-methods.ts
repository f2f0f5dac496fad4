import { implement } from '@orpc/server'
import { contract } from '../../contract/api/index.ts'
import { readReviewFile, takeReviewIn } from '../export/review-page/take-in.ts'
import type { Library } from '../library/types.ts'
import type { Events } from './events.ts'
import type { Exports } from './exports.ts'
import { given, tellProblems } from './failures.ts'

/** What windows ask about handing pictures over, and about reviews that come back. */
export const exportMethods = (exports: Exports, library: Library, events: Pick<Events, 'tell'>) => {
  const os = implement(contract.exports).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    preview: os.preview.handler(
      async ({ input: { what, options, folder, limit } }) => await exports.preview(what, options, folder, limit),
    ),
    checkFolder: os.checkFolder.handler(async ({ input }) => await exports.checkFolder(input.folder)),
    start: os.start.handler(async ({ input }) => given(await exports.start(input))),
    cancel: os.cancel.handler(({ input }) => exports.cancel(input.id)),
    list: os.list.handler(() => exports.list()),
    report: os.report.handler(({ input }) => given(exports.report(input.id))),
    download: os.download.handler(async ({ input }) => given(await exports.download(input.id))),
    last: os.last.handler(() => exports.last()),
    presets: os.presets.handler(() => exports.presets()),
    savePreset: os.savePreset.handler(async ({ input }) => await exports.savePreset(input)),
    removePreset: os.removePreset.handler(async ({ input }) => await exports.removePreset(input.name)),
    importReview: os.importReview.handler(async ({ input }) => {
      const file = given(readReviewFile(new Uint8Array(await input.file.arrayBuffer())))
      const { imported, reviews } = await takeReviewIn(file, library)
      if (reviews.length > 0) events.tell({ type: 'reviews', reviews, state: library.reviews.state() })
      return imported
    }),
  })
}
