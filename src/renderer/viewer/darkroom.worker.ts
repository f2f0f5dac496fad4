// Decodes pictures and draws their details away from the page's thread, and lets go of them in time.
import { openBudget } from './budget.ts'
import type { DarkroomAnswer, DarkroomRequest, DarkroomSettings, Negative } from './darkroom-messages.ts'
import { scaling, chained } from './geometry.ts'

type Develop = Extract<DarkroomRequest, { kind: 'develop' }>

const say = (answer: DarkroomAnswer, transfer: Transferable[] = []): void =>
  globalThis.postMessage(answer, { transfer })
const none = (id: number, because: 'missing' | 'replaced'): void => say({ kind: 'none', id, because })

const load = async (url: string): Promise<ImageBitmap | null> => {
  try {
    const response = await fetch(url)
    return response.ok ? await createImageBitmap(await response.blob()) : null
  } catch {
    // Unreachable or not an image: both are "missing" to people, and the pane says so.
    return null
  }
}

const noLargerThan = async (bitmap: ImageBitmap, mostPixels: number): Promise<ImageBitmap> => {
  const shrink = Math.sqrt(mostPixels / (bitmap.width * bitmap.height))
  if (shrink >= 1) return bitmap
  const smaller = await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width * shrink)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * shrink)),
    resizeQuality: 'high',
  })
  bitmap.close()
  return smaller
}

const bring = async (id: number, url: string, mostPixels: number): Promise<void> => {
  const bitmap = await load(url)
  if (!bitmap) return none(id, 'missing')
  const fit = await noLargerThan(bitmap, mostPixels)
  say({ kind: 'picture', id, bitmap: fit }, [fit])
}

const openDarkroom = (settings: DarkroomSettings): ((request: DarkroomRequest) => void) => {
  const negatives = openBudget<string, ImageBitmap>(settings.budget, (bitmap) => bitmap.close())
  const decoding = new Map<string, Promise<ImageBitmap | null>>()
  const waiting = new Map<string, Develop>()
  let wanted: ReadonlySet<string> | null = null
  let developing = false
  let prepared: Promise<unknown> = Promise.resolve()
  const easel = new OffscreenCanvas(1, 1)
  // Read back at once as a bitmap: a canvas in plain memory is the faster one, and its time does not depend on a card.
  const ink = easel.getContext('2d', { colorSpace: settings.colorSpace, willReadFrequently: true })

  const decoded = async ({ sha256, url }: Negative): Promise<ImageBitmap | null> => {
    const held = negatives.get(sha256)
    if (held) return held
    const running = decoding.get(sha256)
    if (running) return running
    const work = load(url).then((bitmap) => {
      decoding.delete(sha256)
      if (bitmap && wanted && !wanted.has(sha256)) {
        bitmap.close()
        return null
      }
      if (bitmap) negatives.put(sha256, bitmap, bitmap.width * bitmap.height * 4)
      return bitmap
    })
    decoding.set(sha256, work)
    return work
  }

  /** One after the other: decoding ahead must leave the page room to move. */
  const prepareAfter = async (before: Promise<unknown>, negative: Negative): Promise<void> => {
    await before
    if (!wanted || wanted.has(negative.sha256)) await decoded(negative)
  }

  const draw = (negative: ImageBitmap, { map, width, height, smooth, negative: said }: Develop): ImageBitmap | null => {
    if (!ink) return null
    easel.width = width
    easel.height = height
    ink.imageSmoothingEnabled = smooth
    ink.imageSmoothingQuality = 'high'
    ink.setTransform(...chained(scaling(said.width / negative.width, said.height / negative.height), map))
    ink.drawImage(negative, 0, 0)
    return easel.transferToImageBitmap()
  }

  const develop = async (request: Develop): Promise<void> => {
    const negative = await decoded(request.negative)
    const newer = waiting.get(request.slot)
    if (newer) return none(request.id, 'replaced')
    // It may have been pushed out by a larger one while it waited its turn; its width is then 0.
    const bitmap = negative && negative.width > 0 ? draw(negative, request) : null
    if (bitmap) say({ kind: 'picture', id: request.id, bitmap }, [bitmap])
    else none(request.id, 'missing')
  }

  const developAll = async (): Promise<void> => {
    if (developing) return
    developing = true
    for (let [next] = waiting.values(); next; [next] = waiting.values()) {
      waiting.delete(next.slot)
      await develop(next)
    }
    developing = false
  }

  return (request) => {
    switch (request.kind) {
      case 'fetch':
        void bring(request.id, request.url, request.mostPixels)
        return
      case 'prepare':
        prepared = prepareAfter(prepared, request.negative)
        return
      case 'develop': {
        const older = waiting.get(request.slot)
        if (older) none(older.id, 'replaced')
        waiting.set(request.slot, request)
        void developAll()
        return
      }
      case 'keep':
        wanted = new Set(request.sha256s)
        for (const key of negatives.keys()) if (!wanted.has(key)) negatives.drop(key)
        return
      case 'memory': {
        const { count, bytes } = negatives.held()
        say({ kind: 'memory', id: request.id, bitmaps: count, bytes })
        return
      }
    }
  }
}

let darkroom: ((request: DarkroomRequest) => void) | null = null
globalThis.addEventListener('message', ({ data }: MessageEvent<DarkroomSettings | DarkroomRequest>) => {
  if ('budget' in data) darkroom = openDarkroom(data)
  else darkroom?.(data)
})
