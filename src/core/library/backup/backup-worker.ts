import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { backUp } from './back-up.ts'
import type { BackedUp, BackupMessage, Restored } from './messages.ts'
import { refusalOf } from './refusals.ts'
import { restore } from './restore.ts'

const Task = z.discriminatedUnion('do', [
  z.object({ do: z.literal('back-up'), folder: z.string(), to: z.string() }),
  z.object({ do: z.literal('restore'), from: z.string(), folder: z.string() }),
])

/** The thread of backup and restore: its own handle on the database, its own files; the studio goes on meanwhile. */
const say = (message: BackupMessage<BackedUp | Restored>): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(message)
}

const task = Task.parse(workerData)
const tell = (progress: Parameters<Parameters<typeof backUp>[2]>[0]): void => say({ kind: 'progress', progress })
try {
  const value =
    task.do === 'back-up' ? await backUp(task.folder, task.to, tell) : await restore(task.from, task.folder, tell)
  say({ kind: 'done', value })
} catch (error) {
  say({ kind: 'problem', problem: refusalOf(task.do === 'back-up' ? task.to : task.folder, error) })
}
