import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ProblemError, type Sha256 } from '../../contract/index.ts'
import type { Imaging } from '../imaging/imaging.ts'
import type { LibraryReader } from '../library/types.ts'
import { openSlots } from '../pipeline/slots.ts'

export type ServedSize = 'full' | 'proxy' | 'thumb'

/** Longest sides, in pixels: a card on a dense screen, and a large window. */
const SIDES = { thumb: 320, proxy: 1600 } as const
const FOLDERS = { thumb: 'thumbs', proxy: 'proxies' } as const

/** Small ones are made behind the scenes this many at a time, so that what somebody looks at comes first. */
const AT_ONCE = 1

export interface ServedPictures {
  /** Where a picture of the library lies, at this size; null for a hash that the library does not know. */
  readonly serve: (wanted: {
    readonly hash: Sha256
    readonly size: ServedSize
  }) => Promise<{ readonly path: string; readonly mimeType: string } | null>
  /** Makes the small ones of a picture that was just born, when there is time. */
  readonly prepare: (hash: Sha256) => void
  readonly close: () => Promise<void>
}

const isThere = async (path: string): Promise<boolean> =>
  await access(path).then(
    () => true,
    () => false,
  )

/**
 * Pictures for windows. The small ones lie in the library's cache folder, are made in imaging's workers, and are made again
 * wherever they are missing.
 */
export const openServedPictures = (
  library: Pick<LibraryReader, 'folder' | 'picture' | 'picturePath' | 'pictureFacts'>,
  imaging: Pick<Imaging, 'thumbnail'>,
): ServedPictures => {
  const underWay = new Map<string, Promise<boolean>>()
  const slots = openSlots(AT_ONCE)
  const closing = new AbortController()
  const prepared = new Set<Promise<void>>()

  const pathOf = (hash: Sha256, size: 'thumb' | 'proxy'): string =>
    join(library.folder, 'cache', FOLDERS[size], hash.slice(0, 2), `${hash}-${SIDES[size]}.webp`)

  /** Writes the small picture whole or not at all; false when its picture cannot be read. */
  const make = async (hash: Sha256, size: 'thumb' | 'proxy', path: string): Promise<boolean> => {
    const made = await imaging.thumbnail(await library.picture(hash), SIDES[size])
    if (!made.ok) return false
    await mkdir(dirname(path), { recursive: true })
    const unfinished = `${path}.${process.pid}.part`
    await writeFile(unfinished, made.value.bytes)
    await rename(unfinished, path).catch(async (error: unknown) => {
      await rm(unfinished, { force: true })
      throw error
    })
    return true
  }

  const ready = async (hash: Sha256, size: 'thumb' | 'proxy'): Promise<string | null> => {
    const path = pathOf(hash, size)
    if (await isThere(path)) return path
    const making = underWay.get(path) ?? make(hash, size, path).finally(() => underWay.delete(path))
    underWay.set(path, making)
    return (await making) ? path : null
  }

  /** A picture that is no larger than its small one is shown as it is. */
  const sizeFor = (hash: Sha256, size: ServedSize): { readonly size: ServedSize; readonly mimeType: string } | null => {
    const facts = library.pictureFacts(hash)
    if (!facts) return null
    const isSmall = size === 'proxy' && Math.max(facts.width, facts.height) <= SIDES.proxy
    return { size: isSmall ? 'full' : size, mimeType: facts.mimeType }
  }

  const prepare = async (hash: Sha256): Promise<void> => {
    const leave = await slots.take(closing.signal)
    if (!leave) return
    try {
      await ready(hash, 'thumb')
      if (sizeFor(hash, 'proxy')?.size === 'proxy') await ready(hash, 'proxy')
    } catch {
      // It is made when it is asked for; what is wrong with it is told then.
    } finally {
      leave()
    }
  }

  return {
    serve: async ({ hash, size }) => {
      const found = sizeFor(hash, size)
      if (!found) return null
      if (found.size === 'full') {
        const path = library.picturePath(hash)
        return (await isThere(path)) ? { path, mimeType: found.mimeType } : null
      }
      try {
        const path = await ready(hash, found.size)
        return path === null ? null : { path, mimeType: 'image/webp' }
      } catch (error) {
        if (error instanceof ProblemError) return null
        throw error
      }
    },
    prepare: (hash) => {
      const task: Promise<void> = prepare(hash).finally(() => prepared.delete(task))
      prepared.add(task)
    },
    close: async () => {
      closing.abort()
      await Promise.allSettled([...prepared, ...underWay.values()])
    },
  }
}
