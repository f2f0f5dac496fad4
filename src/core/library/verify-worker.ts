import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { z } from 'zod'
import type { VerifyFinding, VerifyReport } from './types.ts'
import type { VerifyMessage } from './verify.ts'
import { checkBlobs, listBlobs } from './verify-blobs.ts'
import { checkDatabase } from './verify-rows.ts'

/** The thread behind {@link verifyLibrary}: its own handle on the database, plain synchronous reading, one report. */
const say = (message: VerifyMessage): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(message)
}

const verify = (folder: string): VerifyReport => {
  const findings: VerifyFinding[] = []
  // Listed before the rows are read: a picture that is stored meanwhile is then in the rows and not a stranger.
  const files = listBlobs(folder)
  const database = new Database(join(folder, 'library.db'), { readonly: true, fileMustExist: true })
  try {
    const { attempts, pictures } = checkDatabase(database, findings)
    const isRecorded = (sha256: string): boolean =>
      database.prepare('SELECT 1 FROM pictures WHERE sha256 = ?').get(sha256) !== undefined
    const bytes = checkBlobs({
      folder,
      files,
      pictures,
      isRecorded,
      found: (finding) => findings.push(finding),
      onProgress: (done, total) => {
        say({ kind: 'progress', done, total })
      },
    })
    return { pictures: pictures.length, bytes, attempts, findings }
  } finally {
    database.close()
  }
}

const { folder } = z.object({ folder: z.string() }).parse(workerData)
say({ kind: 'report', report: verify(folder) })
