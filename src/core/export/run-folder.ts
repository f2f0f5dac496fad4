import { join } from 'node:path'
import type { Attempt, Result, RunDone, RunEvent, RunId, Sha256 } from '../../contract/index.ts'
import { identityKeys, ok } from '../../contract/index.ts'
import type { Library } from '../library/types.ts'
import { contactSheet } from './contact-sheet.ts'
import { sheetOfRun } from './run-sheet.ts'
import { removeOtherEndings, writeWhole } from './files.ts'
import { pictureFile } from './picture-names.ts'

export interface WrittenPicture {
  readonly path: string
  readonly file: string
  readonly sha256: Sha256
}

/** What lies in the folder, by paths relative to it. */
export interface WrittenRun {
  readonly pictures: readonly WrittenPicture[]
  readonly record: string
  readonly contactSheet: string
}

/** A folder that fills while a run works: each picture as soon as it is there, the record and the sheet at the end. */
export interface RunFolder {
  readonly onEvent: (event: RunEvent) => void
  /** Waits for what is still being written; the first problem met is given back. */
  readonly finish: (done: RunDone) => Promise<Result<WrittenRun>>
}

const RECORD = 'run.json'
const SHEET = 'contact-sheet.html'

/** Every attempt of a run, oldest first. */
export const attemptsOf = (library: Library, run: RunId): readonly Attempt[] => {
  const attempts: Attempt[] = []
  for (let before: Attempt['id'] | undefined; ;) {
    const page = library.history({ run, limit: 1000, ...(before === undefined ? {} : { before }) })
    attempts.push(...page)
    before = page.at(-1)?.id
    if (before === undefined) return attempts.toReversed()
  }
}

/** Writes the pictures of a run with plain names, `run.json` with every attempt, and `contact-sheet.html`. */
export const openRunFolder = (out: string, library: Library): RunFolder => {
  const writing = new Map<string, Promise<Result<WrittenPicture>>>()

  const write = async (path: string, file: string, sha256: Sha256): Promise<Result<WrittenPicture>> => {
    const written = await writeWhole(join(out, file), await library.picture(sha256))
    if (!written.ok) return written
    await removeOtherEndings(written.value)
    return ok({ path, file, sha256 })
  }

  const take = (job: Parameters<typeof pictureFile>[0], image: Sha256 | null, mimeType: string | null): void => {
    const file = image && mimeType ? pictureFile(job, mimeType) : null
    if (image && file !== null && !writing.has(job.path)) writing.set(job.path, write(job.path, file, image))
  }

  return {
    onEvent: (event) => {
      if (event.event !== 'job' || event.state !== 'succeeded' || event.image === null) return
      take(event, event.image, library.pictureFacts(event.image)?.mimeType ?? null)
    },

    finish: async (done) => {
      // What an earlier session of this run made is in the library and may be missing here.
      const run = library.run(done.run)
      const jobs = library.jobs(done.run)
      for (const [index, { sha256, mimeType }] of (run?.spec.subject.photos ?? []).entries()) {
        const path = `photo/${index + 1}`
        const file = `photos/${index + 1}.${mimeType === 'image/png' ? 'png' : 'jpg'}`
        writing.set(path, write(path, file, sha256))
      }
      for (const job of jobs) if (job.state === 'succeeded') take(job, job.image, job.mimeType)
      const pictures: WrittenPicture[] = []
      for (const result of await Promise.all(writing.values())) {
        if (!result.ok) return result
        pictures.push(result.value)
      }
      const attempts = attemptsOf(library, done.run)
      const files = new Map(pictures.map(({ path, file }) => [path, file]))
      const { event: _event, ...told } = done
      const record = {
        ...told,
        spec: run?.spec ?? null,
        startedAt: run?.startedAt ?? null,
        endedAt: run?.endedAt ?? null,
        pictures,
        attempts,
      }
      const recorded = await writeWhole(join(out, RECORD), `${JSON.stringify(record, null, 2)}\n`)
      if (!recorded.ok) return recorded
      if (run) {
        const sheet = await writeWhole(
          join(out, SHEET),
          contactSheet(
            sheetOfRun({
              run,
              jobs,
              attempts,
              files,
              done,
              sizeOf: library.pictureFacts,
              keys: identityKeys(run.spec.identities),
            }),
          ),
        )
        if (!sheet.ok) return sheet
      }
      return ok({ pictures, record: RECORD, contactSheet: SHEET })
    },
  }
}
