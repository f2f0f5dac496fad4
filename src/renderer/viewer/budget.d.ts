/** Things that cost memory, the longest unused let go first. */
export type Budget<Key, Thing> = {
  readonly get: (key: Key) => Thing | undefined
  readonly has: (key: Key) => boolean
  /** Keeps a thing; what stood under the same key is let go, and so is what no longer fits. The newest always stays. */
  readonly put: (key: Key, thing: Thing, bytes: number) => void
  readonly drop: (key: Key) => void
  readonly dropAll: () => void
  readonly keys: () => readonly Key[]
  readonly held: () => {
    readonly count: number
    readonly bytes: number
  }
}
/**
 * A store that holds at most `limit` bytes (one thing more than that is still held: it is being looked at).
 * `letGo` is called for each thing that leaves, once.
 */
export declare const openBudget: <Key, Thing>(limit: number, letGo: (thing: Thing) => void) => Budget<Key, Thing>
