import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PictureInsight, StudioEvent } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import type { Client } from './client.ts'

/** What was measured in pictures, as far as a screen asked for it. */
export type Measured = ReadonlyMap<Sha256, PictureInsight>

/** The most the studio answers at once. */
const BATCH = 500
/** Screens ask for one picture after the other; those of the same moment go together. */
const PAUSE_MS = 30
/** Measuring tells of every picture; asking again for each alone would be a call per picture. */
const AFTER_EVENT_MS = 150

export type Insights = {
  readonly measured: StoreApi<Measured>
  /** Asks for what is not known yet. */
  readonly want: (pictures: readonly Sha256[]) => void
  /** Keeps what is shown true: pictures that an event names, and everything after events were missed, are asked for again. */
  readonly hear: (event: StudioEvent) => void
}

/** What is known of pictures' faces. A question that fails is asked again with the next picture that is wanted, or event. */
export const openInsights = (client: Pick<Client, 'faces'>): Insights => {
  const measured = createStore<Measured>(() => new Map())
  const asked = new Set<Sha256>()
  const queue = new Set<Sha256>()
  let timer: ReturnType<typeof setTimeout> | null = null

  const ask = async (pictures: readonly Sha256[]): Promise<void> => {
    try {
      const found = await client.faces.of({ pictures: [...pictures] })
      measured.setState((before) => new Map([...before, ...found.map((one) => [one.sha256, one] as const)]), true)
    } catch {
      // The connection is back before a person could do anything about it; what was asked counts as never asked.
      for (const sha256 of pictures) asked.delete(sha256)
    }
  }

  const askQueued = (): void => {
    timer = null
    const pictures = [...queue]
    queue.clear()
    for (let at = 0; at < pictures.length; at += BATCH) void ask(pictures.slice(at, at + BATCH))
  }

  const enqueue = (pictures: Iterable<Sha256>, wait: number): void => {
    for (const sha256 of pictures) {
      queue.add(sha256)
      asked.add(sha256)
    }
    if (queue.size > 0) timer ??= setTimeout(askQueued, wait)
  }

  return {
    measured,
    want: (pictures) =>
      enqueue(
        pictures.filter((sha256) => !asked.has(sha256)),
        PAUSE_MS,
      ),
    hear: (event) => {
      if (event.type === 'refetch') enqueue([...asked], AFTER_EVENT_MS)
      // Consent, and with it likeness, comes and goes with a subject.
      else if (event.type === 'subjects') enqueue([...asked], AFTER_EVENT_MS)
      else if (event.type === 'faces')
        enqueue(
          event.pictures.filter((sha256) => asked.has(sha256)),
          AFTER_EVENT_MS,
        )
    },
  }
}
