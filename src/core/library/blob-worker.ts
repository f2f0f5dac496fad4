import { createHash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { Sha256 } from '../../contract/index.ts'
import type { StoreOrder, StoreReply } from './blob-store.ts'
import { blobPath, incomingFolder } from './blobs.ts'

/**
 * The thread that writes blobs. What has come in meanwhile is written together: the first sync of a group makes the others
 * cheap, because a file system brings its journal to the disk as a whole.
 */
const { folder } = z.object({ folder: z.string() }).parse(workerData)

/** Large pictures wait for each other no longer than this many at a time. */
const MOST_AT_ONCE = 16

const hashOf = (bytes: Uint8Array): Sha256 => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))

let written = 0

/** An order on its way: what is known of it, or what went wrong. */
interface Writing {
  readonly id: number
  readonly sha256: Sha256
  readonly mark: string
  readonly target: string
  file: number | null
  isNamed: boolean
  error: { readonly message: string; readonly code: string } | null
}

/** Does one stage for every order that is still well; a failure ends that order alone. */
const stage = (orders: readonly Writing[], work: (order: Writing) => void): void => {
  for (const order of orders) {
    if (order.error !== null) continue
    try {
      work(order)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      order.error = { message: error instanceof Error ? error.message : String(error), code }
    }
  }
}

/** The same bytes are there already; a file that is there and has changed is written anew. */
const isThere = (target: string, sha256: Sha256, size: number): boolean => {
  const found = statSync(target, { throwIfNoEntry: false })
  return found?.size === size && hashOf(readFileSync(target)) === sha256
}

/**
 * A second name where the disk knows such a thing and the name is free, else the only one: the file appears all at once. The
 * first name stays as a mark until the picture is recorded, so that the next start knows it as unfinished after a kill.
 */
const nameIt = (writing: Writing): void => {
  try {
    linkSync(writing.mark, writing.target)
  } catch {
    renameSync(writing.mark, writing.target)
  }
  writing.isNamed = true
}

/** A new name is only safe once its folder is on the disk. Windows cannot and need not do this. */
const syncFolder = (path: string): void => {
  if (process.platform === 'win32') return
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const storeAll = (orders: readonly StoreOrder[]): readonly StoreReply[] => {
  for (const mark of orders.flatMap((order) => order.finished)) rmSync(mark, { force: true })
  const there: StoreReply[] = []
  const writings: Writing[] = []
  for (const { id, bytes } of orders) {
    const sha256 = hashOf(bytes)
    const target = blobPath(folder, sha256)
    if (isThere(target, sha256, bytes.byteLength)) {
      there.push({ id, sha256, mark: null })
      continue
    }
    written += 1
    const mark = join(incomingFolder(folder), `${sha256}.${written}`)
    const writing: Writing = { id, sha256, mark, target, file: null, isNamed: false, error: null }
    writings.push(writing)
    stage([writing], () => {
      writing.file = openSync(mark, 'wx')
      writeFileSync(writing.file, bytes)
      if (mkdirSync(dirname(target), { recursive: true }) !== undefined) syncFolder(dirname(dirname(target)))
    })
  }
  stage(writings, ({ file }) => {
    if (file !== null) fsyncSync(file)
  })
  for (const { file } of writings) if (file !== null) closeSync(file)
  stage(writings, nameIt)
  const synced = new Set<string>()
  stage(writings, ({ target }) => {
    if (synced.has(dirname(target))) return
    syncFolder(dirname(target))
    synced.add(dirname(target))
  })
  return [...there, ...writings.map(replyTo)]
}

const replyTo = ({ id, sha256, mark, isNamed, error }: Writing): StoreReply => {
  if (error === null) return { id, sha256, mark }
  // Once the file has its name the mark stays, so that the next start clears both.
  if (!isNamed) rmSync(mark, { force: true })
  return { id, error }
}

/** The order that came in and those that came in behind it. */
const gather = (port: MessagePort, first: StoreOrder): readonly StoreOrder[] => {
  const orders = [first]
  while (orders.length < MOST_AT_ONCE) {
    const next: { readonly message: StoreOrder } | undefined = receiveMessageOnPort(port)
    if (next === undefined) break
    orders.push(next.message)
  }
  return orders
}

const listen = (port: MessagePort): void => {
  port.on('message', (first: StoreOrder) => {
    for (const reply of storeAll(gather(port, first))) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
      port.postMessage(reply)
    }
  })
}

if (parentPort !== null) listen(parentPort)
