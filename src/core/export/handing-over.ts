import { createHash } from 'node:crypto'
import type { ExportOptions, ExportSkipped, ExportWritten } from '../../contract/api/index.ts'
import { failed, ok, type Problem, ProblemError, type Result, type Sha256 } from '../../contract/index.ts'
import type { Delivered, DeliveryWish } from '../imaging/delivery.ts'
import type { Imaging } from '../imaging/imaging.ts'
import { carriesC2pa } from '../imaging/metadata/c2pa.ts'
import { contactSheetPdf } from './contact-pdf/contact-pdf.ts'
import { captionsOf } from './captions.ts'
import { type Deliverable, type DeliverySource, promptOf, provenanceOf } from './deliverable.ts'
import type { OpenDestination, Written } from './destination.ts'
import { counted } from './figures.ts'
import { type FileName, fileNames } from './file-names.ts'
import { reviewPage } from './review-page/page.ts'
import { sidecarOf } from './sidecar.ts'

export interface HandingOver {
  readonly source: DeliverySource
  readonly imaging: Pick<Imaging, 'deliver'>
  readonly destination: OpenDestination
  /** "Identity Studio 0.1.0". */
  readonly tool: string
  readonly now: () => Date
}

/** How far it is. */
export interface HandingProgress {
  readonly total: number
  readonly done: number
  readonly bytes: number
}

/** What came of it. Everything that is listed as written is whole, also where it was stopped or met a problem. */
export interface HandedOver {
  readonly status: 'done' | 'cancelled' | 'failed'
  readonly written: readonly ExportWritten[]
  readonly left: readonly ExportSkipped[]
  readonly warnings: readonly string[]
  readonly problem: Problem | null
}

/** Pictures under way at once: one is read or written while others are worked on. */
const AT_ONCE = 3
/** Side in pixels of the pictures on a contact sheet: enough for print at three to a row. */
const SHEET_SIDE = 900
const INLINE_QUALITY = 82

/** Pieces of work that an export is made of, for its progress. */
export const piecesOf = (pictures: number, options: ExportOptions): number =>
  pictures * (Number(options.pictures) + Number(options.contactSheet !== null) + Number(options.reviewPage !== null))

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What was read back must be what was sent, byte for byte; that this decodes was seen when it was made. */
const sameBytes = (content: Uint8Array) => (read: Uint8Array) =>
  Promise.resolve(Buffer.compare(content, read) === 0 ? null : 'The disk gave back other bytes.')

/** A problem of one picture (missing, unreadable) leaves that picture out; one of the destination ends it all. */
const isOfOnePicture = ({ code }: Problem): boolean => code.startsWith('picture-')

const wishOf = (one: Deliverable, options: ExportOptions, tool: string) =>
  options.format === 'original'
    ? null
    : ({
        format: options.format,
        size: options.size,
        quality: options.quality,
        colour: options.colour,
        provenance: provenanceOf(one, options.tell, tool),
      } satisfies DeliveryWish)

/**
 * Writes pictures, and what goes with them, into an open destination. Names that are taken are numbered, or left where the
 * options say to skip. Progress is told after each piece.
 */
export const handOver = async (
  all: readonly Deliverable[],
  options: ExportOptions,
  { source, imaging, destination, tool, now }: HandingOver,
  signal: AbortSignal,
  onProgress: (progress: HandingProgress) => void,
): Promise<HandedOver> => {
  const names = fileNames(options.name, all, options.format)
  const total = piecesOf(all.length, options)
  const written = new Map<string, ExportWritten>()
  const left = new Map<string, ExportSkipped>()
  let problem: Problem | null = null
  let done = 0
  let bytes = 0
  let signed = 0
  const missing = new Set<string>()

  const step = (): void => {
    done += 1
    onProgress({ total, done, bytes })
  }
  const keep = (place: string, entry: ExportWritten): void => {
    written.set(place, entry)
    bytes += entry.bytes
  }
  const over = (): boolean => signal.aborted || problem !== null
  const fail = (why: Problem): void => {
    problem ??= why
  }
  const taken = options.collision === 'number' ? 'number' : 'leave'

  /** Puts bytes beside what is there and notes the name they got. */
  const put = async (
    kind: ExportWritten['kind'],
    place: string,
    sha256: Sha256 | null,
    name: FileName,
    content: Uint8Array,
    size: { readonly width: number; readonly height: number } | null = null,
  ): Promise<Written | null> => {
    const collision = kind === 'picture' ? taken : 'number'
    const result = await destination.write(name, content, collision, sameBytes(content))
    if (!result.ok) {
      fail(result.problem)
      return null
    }
    const { kind: outcome, file } = result.value
    if (outcome === 'written') {
      const { width, height } = size ?? { width: null, height: null }
      keep(place, { sha256, kind, file, bytes: content.byteLength, width, height })
    } else
      left.set(place, { sha256, why: 'taken', file, says: 'A file of this name was there already; it was left alone.' })
    return result.value
  }
  /** A picture's bytes as they go out: the stored ones, which are compared with their hash as they are read, or others made of them. */
  const made = async (one: Deliverable): Promise<Result<Delivered>> => {
    const original = await source.picture(one.card.sha256)
    const wish = wishOf(one, options, tool)
    if (wish === null) return ok({ bytes: original, width: one.stored.width, height: one.stored.height })
    if (carriesC2pa(original)) signed += 1
    return await imaging.deliver(original, wish)
  }

  const writePicture = async (one: Deliverable, at: number, name: FileName): Promise<void> => {
    const { sha256 } = one.card
    const result = await caught(async () => await made(one))
    if (!result.ok) {
      if (!isOfOnePicture(result.problem)) return fail(result.problem)
      left.set(`${at}`, {
        sha256,
        why: 'unreadable',
        file: `${name.stem}.${name.ending}`,
        says: result.problem.message,
      })
      return
    }
    if (signal.aborted) return
    const { bytes: content, width, height } = result.value
    const put1 = await put('picture', `${at}`, sha256, name, content, { width, height })
    if (put1?.kind !== 'written' || !options.sidecar) return
    const facts = { file: put1.file, sha256: sha256Of(content), bytes: content.byteLength, width, height }
    const json = new TextEncoder().encode(sidecarOf(one, facts, provenanceOf(one, options.tell, tool), options))
    await put('sidecar', `${at}.json`, sha256, { stem: put1.file, ending: 'json' }, json)
  }

  /** A small JPEG of each picture, for a page of all of them. */
  const small = async (side: number): Promise<readonly (Delivered & { readonly one: Deliverable })[]> => {
    const pictures: (Delivered & { readonly one: Deliverable })[] = []
    await inTurn(all, AT_ONCE, over, async (one, at) => {
      const result = await caught(
        async () =>
          await imaging.deliver(await source.picture(one.card.sha256), {
            format: 'jpeg',
            size: side,
            quality: INLINE_QUALITY,
            colour: 'srgb',
            provenance: provenanceOf(one, options.tell, tool),
          }),
      )
      if (result.ok) pictures[at] = { ...result.value, one }
      else if (!isOfOnePicture(result.problem)) fail(result.problem)
      else left.set(`${at}`, { sha256: one.card.sha256, why: 'unreadable', file: '', says: result.problem.message })
      step()
    })
    return pictures.filter((picture) => picture !== undefined)
  }

  onProgress({ total, done, bytes })
  if (options.pictures)
    await inTurn(all, AT_ONCE, over, async (one, at) => {
      const name = names[at]
      if (name) await writePicture(one, at, name)
      step()
    })
  const day = now().toISOString().slice(0, 10)
  if (options.contactSheet !== null && !over()) {
    const pictures = await small(SHEET_SIDE)
    if (!over()) {
      const sheet = await contactSheetPdf(pictures, options.contactSheet, options.tell, { source, imaging, tool, day })
      for (const sign of sheet.missing) missing.add(sign)
      const name = { stem: `contact-sheet-${day}`, ending: 'pdf' }
      await put('contact-sheet', 'sheet', null, name, sheet.bytes)
    }
  }
  if (options.reviewPage !== null && !over()) {
    const pictures = await small(options.reviewPage.side)
    if (!over()) {
      const captions = captionsOf(
        pictures.map(({ one }) => one),
        options.tell,
      )
      const page = new TextEncoder().encode(
        reviewPage(
          pictures.map(({ one, bytes: jpeg, width, height }, at) => ({
            sha256: one.card.sha256,
            caption: captions[at] ?? { title: '', line: '' },
            width,
            height,
            jpeg,
            prompt: options.tell.prompts ? promptOf(one) : null,
          })),
          { title: options.reviewPage.title, madeAt: now().toISOString(), tool },
        ),
      )
      const name = { stem: `review-${day}`, ending: 'html' }
      await put('review-page', 'page', null, name, page)
    }
  }

  const unsettled = await destination.settle()
  if (unsettled !== null) fail(unsettled)
  const tooSmall = options.size === null || options.format === 'original' ? 0 : countBelow(all, options.size)
  const warnings = [
    ...(tooSmall === 0 || options.size === null
      ? []
      : [
          `${counted(tooSmall, 'picture')} ${tooSmall === 1 ? 'has' : 'have'} less than ${options.size} pixels on the longest side and ${tooSmall === 1 ? 'keeps its' : 'keep their'} size: nothing is enlarged.`,
        ]),
    ...(signed === 0
      ? []
      : [
          `${signed === 1 ? 'One original is' : `${signed} originals are`} signed by the model's maker (C2PA), and the changed ${signed === 1 ? 'picture does' : 'pictures do'} not carry that on. The original bytes do.`,
        ]),
    ...(missing.size === 0
      ? []
      : [`The contact sheet has no letters for ${[...missing].slice(0, 12).join(' ')}; they stand as boxes in it.`]),
  ]
  const failedHow: Problem | null = problem
  return {
    status: failedHow !== null ? 'failed' : signal.aborted ? 'cancelled' : 'done',
    written: inOrder(written),
    left: inOrder(left),
    warnings,
    problem: failedHow,
  }
}

const countBelow = (all: readonly Deliverable[], size: number): number =>
  all.filter(({ stored }) => Math.max(stored.width, stored.height) < size).length

const inOrder = <T>(entries: ReadonlyMap<string, T>): readonly T[] => {
  const order = new Intl.Collator('en', { numeric: true })
  return [...entries].toSorted(([a], [b]) => order.compare(a, b)).map(([, entry]) => entry)
}

/** A problem that was thrown, as a value. */
const caught = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProblemError) return failed(error.problem.code, error.problem.message, error.problem.next)
    throw error
  }
}

/** Works on all in their order, a few at once; begins no more when told that it is over. */
const inTurn = async <T>(
  all: readonly T[],
  atOnce: number,
  over: () => boolean,
  work: (one: T, at: number) => Promise<void>,
): Promise<void> => {
  let next = 0
  const hand = async (): Promise<void> => {
    while (next < all.length && !over()) {
      const at = next++
      const one = all[at]
      if (one !== undefined) await work(one, at)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, hand))
}
