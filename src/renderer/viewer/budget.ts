/** Things that cost memory, the longest unused let go first. */
export type Budget<Key, Thing> = {
  readonly get: (key: Key) => Thing | undefined
  readonly has: (key: Key) => boolean
  /** Keeps a thing; what stood under the same key is let go, and so is what no longer fits. The newest always stays. */
  readonly put: (key: Key, thing: Thing, bytes: number) => void
  readonly drop: (key: Key) => void
  readonly dropAll: () => void
  readonly keys: () => readonly Key[]
  readonly held: () => { readonly count: number; readonly bytes: number }
}

/**
 * A store that holds at most `limit` bytes (one thing more than that is still held: it is being looked at).
 * `letGo` is called for each thing that leaves, once.
 */
export const openBudget = <Key, Thing>(limit: number, letGo: (thing: Thing) => void): Budget<Key, Thing> => {
  const entries = new Map<Key, { readonly thing: Thing; readonly bytes: number }>()
  let bytes = 0

  const drop = (key: Key): void => {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    bytes -= entry.bytes
    letGo(entry.thing)
  }

  return {
    get: (key) => {
      const entry = entries.get(key)
      if (!entry) return undefined
      // A Map keeps the order of insertion: inserting again makes it the latest used.
      entries.delete(key)
      entries.set(key, entry)
      return entry.thing
    },
    has: (key) => entries.has(key),
    put: (key, thing, cost) => {
      drop(key)
      entries.set(key, { thing, bytes: cost })
      bytes += cost
      for (const oldest of entries.keys()) {
        if (bytes <= limit || oldest === key) break
        drop(oldest)
      }
    },
    drop,
    dropAll: () => {
      for (const key of entries.keys()) drop(key)
    },
    keys: () => [...entries.keys()],
    held: () => ({ count: entries.size, bytes }),
  }
}
