import { Worker } from 'node:worker_threads'
import type { ContactSheetWish, ExportOptions, Origin } from '../../../contract/api/index.ts'
import { ProblemError, type Sha256 } from '../../../contract/index.ts'
import type { Delivered } from '../../imaging/delivery.ts'
import type { Imaging } from '../../imaging/imaging.ts'
import { captionsOf } from '../captions.ts'
import type { Deliverable, DeliverySource } from '../deliverable.ts'
import { counted } from '../figures.ts'
import type { SheetFacts, SheetImage, SheetPicture } from './sheet.ts'

/** What a contact sheet is drawn from, beside its pictures. */
export interface SheetParts {
  readonly source: Pick<DeliverySource, 'cards' | 'picture'>
  readonly imaging: Pick<Imaging, 'deliver'>
  readonly tool: string
  /** "2026-11-22". */
  readonly day: string
}

/** Longest side in pixels of what a picture was made from. */
const ORIGIN_SIDE = 360

const LABELS: Readonly<Record<Origin['role'], string>> = {
  reference: 'photo',
  view: 'view',
  scene: 'scene',
  portrait: 'portrait',
}
const ORDER: readonly Origin['role'][] = ['portrait', 'scene', 'view', 'reference']

/** Everything a picture was made from, nearest first; each picture once. */
const originsOf = (one: Deliverable, { source }: SheetParts): readonly Origin[] => {
  const found = new Map<Sha256, Origin>()
  const visit = (origins: readonly Origin[]): void => {
    for (const origin of origins) {
      if (found.has(origin.sha256)) continue
      found.set(origin.sha256, origin)
      visit(source.cards.of([origin.sha256])[0]?.madeFrom ?? [])
    }
  }
  visit(one.card.madeFrom)
  return [...found.values()].toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
}

/** A small picture without marks: photos among them were not made by a model. Null where it is not there any more. */
const smallOf = async (picture: Sha256, { source, imaging }: SheetParts): Promise<SheetImage | null> => {
  try {
    const wish = { format: 'jpeg', size: ORIGIN_SIDE, quality: 80, colour: 'srgb', provenance: null } as const
    const made = await imaging.deliver(await source.picture(picture), wish)
    return made.ok ? { jpeg: made.value.bytes, width: made.value.width, height: made.value.height } : null
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}

/** A PDF of the pictures in a grid, or each with what it was made from; and the letters that no font has. */
export const contactSheetPdf = async (
  pictures: readonly (Delivered & { readonly one: Deliverable })[],
  wish: ContactSheetWish,
  tell: ExportOptions['tell'],
  parts: SheetParts,
): Promise<{ readonly bytes: Uint8Array; readonly missing: readonly string[] }> => {
  const known = new Map<Sha256, SheetImage | null>()
  const drawn: SheetPicture[] = []
  const captions = captionsOf(
    pictures.map(({ one }) => one),
    tell,
  )
  for (const [at, { one, bytes, width, height }] of pictures.entries()) {
    const from: (SheetImage & { readonly label: string })[] = []
    for (const { sha256, role } of wish.lineage ? originsOf(one, parts) : []) {
      const image = known.has(sha256) ? known.get(sha256) : await smallOf(sha256, parts)
      known.set(sha256, image ?? null)
      if (image) from.push({ ...image, label: LABELS[role] })
    }
    drawn.push({ jpeg: bytes, width, height, ...(captions[at] ?? { title: '', line: '' }), from })
  }
  const facts: SheetFacts = {
    pictures: drawn,
    wish,
    title: wish.lineage ? 'Contact sheet with lineage' : 'Contact sheet',
    subtitle: `${counted(pictures.length, 'picture')} · ${parts.day}`,
    tool: parts.tool,
  }
  return await drawnInThread(facts)
}

const drawnInThread = async (
  facts: SheetFacts,
): Promise<{ readonly bytes: Uint8Array; readonly missing: readonly string[] }> => {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), { workerData: facts })
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', resolve)
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('The thread of the contact sheet ended without one.')))
    })
  } finally {
    await worker.terminate()
  }
}
