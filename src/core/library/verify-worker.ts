import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { z } from 'zod'
import type { VerifyFinding, VerifyReport } from './types.ts'
import type { VerifyMessage } from './verify.ts'
import { checkBlobs, listBlobs } from './verify-blobs.ts'
import { askSafely, checkDatabase } from './verify-rows.ts'

/** The thread behind {@link verifyLibrary}: its own handle on the database, plain synchronous reading, one report. */
const say = (message: VerifyMessage): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(message)
}

const verify = (folder: string): VerifyReport => {
  const findings: VerifyFinding[] = []
  // Listed before the rows are read: a picture that is stored meanwhile is then in the rows and not a stranger.
  const files = listBlobs(folder)
  const asked = askSafely(
    findings,
    () => new Database(join(folder, 'library.db'), { readonly: true, fileMustExist: true }),
  )
  if (asked === null) return { pictures: 0, bytes: 0, attempts: 0, findings }
  try {
    return { ...readAll(asked, folder, files, findings), findings }
  } finally {
    asked.close()
  }
}

const readAll = (
  database: Database.Database,
  folder: string,
  files: readonly string[],
  findings: VerifyFinding[],
): Omit<VerifyReport, 'findings'> => {
  const { attempts, pictures } = checkDatabase(database, findings)
  const row = (sha256: string) => database.prepare('SELECT 1 FROM pictures WHERE sha256 = ?').get(sha256)
  const bytes = checkBlobs({
    folder,
    files,
    pictures,
    // Where the rows cannot be read that is the finding, and the file is not accused.
    isRecorded: (sha256) => askSafely(findings, () => row(sha256) !== undefined) ?? true,
    found: (finding) => findings.push(finding),
    onProgress: (done, total) => {
      say({ kind: 'progress', done, total })
    },
  })
  return { pictures: pictures.length, bytes, attempts }
}

const { folder } = z.object({ folder: z.string() }).parse(workerData)
say({ kind: 'report', report: verify(folder) })
