import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { backUp } from './back-up.ts'
import type { BackedUp, BackupMessage, BackupTask, Examined, Restored } from './messages.ts'
import { refusalOf } from './refusals.ts'
import { examine } from './examine.ts'
import { restore } from './restore.ts'

const Task = z.discriminatedUnion('do', [
  z.object({ do: z.literal('back-up'), folder: z.string(), to: z.string() }),
  z.object({ do: z.literal('examine'), from: z.string(), scratch: z.string() }),
  z.object({ do: z.literal('restore'), from: z.string(), folder: z.string() }),
])

/** The thread of backup and restore: its own handle on the database, its own files; the studio goes on meanwhile. */
const say = (message: BackupMessage<BackedUp | Examined | Restored>): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(message)
}

const task = Task.parse(workerData)
const tell = (progress: Parameters<Parameters<typeof backUp>[2]>[0]): void => say({ kind: 'progress', progress })
const perform = async (): Promise<BackedUp | Examined | Restored> => {
  switch (task.do) {
    case 'back-up':
      return await backUp(task.folder, task.to, tell)
    case 'examine':
      return await examine(task.from, task.scratch, tell)
    case 'restore':
      return await restore(task.from, task.folder, tell)
  }
}

/** The place that the disk is asked about. */
const placeOf = (asked: BackupTask): string => {
  switch (asked.do) {
    case 'back-up':
      return asked.to
    case 'examine':
      return asked.from
    case 'restore':
      return asked.folder
  }
}

try {
  say({ kind: 'done', value: await perform() })
} catch (error) {
  say({ kind: 'problem', problem: refusalOf(placeOf(task), error) })
}
