import { Worker } from 'node:worker_threads'
import type { LibraryReader, VerifyReport } from './types.ts'

/** What the verifying thread says. */
export type VerifyMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'report'; readonly report: VerifyReport }

/**
 * Reads every row and every stored byte of a library in a thread of its own, so that the studio goes on meanwhile. Damage is
 * in the report; rejects when aborted, with the signal's reason.
 */
export const verifyLibrary = async (
  folder: string,
  { signal, onProgress }: NonNullable<Parameters<LibraryReader['verify']>[0]> = {},
): Promise<VerifyReport> => {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { workerData: { folder } })
  try {
    return await new Promise<VerifyReport>((resolve, reject) => {
      worker.on('message', (message: VerifyMessage) => {
        if (message.kind === 'progress') onProgress?.(message.done, message.total)
        else resolve(message.report)
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        reject(new Error('The verifying thread ended without a report.'))
      })
      signal?.addEventListener('abort', () => {
        reject(signal.reason instanceof Error ? signal.reason : new Error('Verifying was stopped.'))
      })
    })
  } finally {
    await worker.terminate()
  }
}
