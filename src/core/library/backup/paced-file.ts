import { type FileHandle, open } from 'node:fs/promises'
import { Writable } from 'node:stream'

/** As much as a disk takes in a hundredth of a second. */
const BYTES_BETWEEN_SYNCS = 4 * 1024 * 1024

/** Does something and calls back with how it went, as streams want it. */
const told = async (work: () => Promise<void>, done: (error?: Error | null) => void): Promise<void> => {
  let failure: Error | null = null
  try {
    await work()
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
  }
  done(failure)
}

/**
 * A new file that is brought to the disk bit by bit while it is written, and wholly before it is finished. Whoever else waits for
 * the disk, such as the commits of the studio, waits behind a few megabytes and not behind all that was written so far.
 * Fails with `EEXIST` where there is a file.
 */
export const pacedFile = (path: string): Writable => {
  let handle: FileHandle | undefined
  let unsynced = 0
  const write = async (chunks: readonly Uint8Array[]): Promise<void> => {
    if (!handle) throw new Error('A file is written to once it is open.')
    // What is written in one go may come back shorter; writeFile goes on until all of it is there.
    for (const chunk of chunks) {
      await handle.writeFile(chunk)
      unsynced += chunk.byteLength
    }
    if (unsynced < BYTES_BETWEEN_SYNCS) return
    unsynced = 0
    await handle.datasync()
  }
  const begin = async (): Promise<void> => {
    handle = await open(path, 'wx')
  }
  return new Writable({
    highWaterMark: 2 * 1024 * 1024,
    construct: (done) => void told(begin, done),
    write: (chunk: Uint8Array, _encoding, done) => void told(async () => await write([chunk]), done),
    writev: (chunks: { readonly chunk: Uint8Array }[], done) =>
      void told(async () => await write(chunks.map(({ chunk }) => chunk)), done),
    final: (done) => void told(async () => await handle?.sync(), done),
    destroy: (error, done) =>
      void told(
        async () => await handle?.close(),
        (closing) => done(error ?? closing ?? null),
      ),
  })
}
