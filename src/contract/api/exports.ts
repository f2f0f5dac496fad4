import { z } from 'zod'
import { Sha256 } from '../ids.ts'
import { Problem } from '../problem.ts'
import { method } from './base.ts'

/** What a picture is handed over as; `original`: the very bytes the model sent. */
export const ExportFormat = z.enum(['original', 'png', 'jpeg', 'webp', 'avif', 'tiff'])
export type ExportFormat = z.infer<typeof ExportFormat>

/** What happens where a file of that name is there already. Nothing is ever written over. */
export const Collision = z.enum(['number', 'skip', 'ask'])
export type Collision = z.infer<typeof Collision>

/** The words in braces that a file's name can be made of. */
export const NAME_WORDS = [
  'subject',
  'identity',
  'category',
  'step',
  'strategy',
  'view',
  'variant',
  'n',
  'date',
  'time',
  'stars',
  'flag',
  'label',
  'engine',
  'model',
  'run',
  'width',
  'height',
  'id',
] as const
export type NameWord = (typeof NAME_WORDS)[number]

const Side = z.int().min(16).max(16_384)

/** A PDF with the pictures in a grid. */
export const ContactSheetWish = z.strictObject({
  paper: z.enum(['a4', 'letter']).default('a4'),
  columns: z.int().min(1).max(8).default(3),
  captions: z.boolean().default(true),
  /** Each picture with what it was made from, one to a row. */
  lineage: z.boolean().default(false),
})
export type ContactSheetWish = Readonly<z.infer<typeof ContactSheetWish>>

/** One HTML file with the pictures inside, for people without the studio. */
export const ReviewPageWish = z.strictObject({
  title: z.string().trim().max(200).default(''),
  /** Longest side of the pictures in it, in pixels. */
  side: Side.default(1400),
})
export type ReviewPageWish = Readonly<z.infer<typeof ReviewPageWish>>

export const ExportOptions = z.strictObject({
  /** Whether the pictures themselves are written, as files of their own. */
  pictures: z.boolean().default(true),
  format: ExportFormat.default('original'),
  /** Longest side in pixels; never enlarged. Null: as it is. Means nothing for `original`. */
  size: Side.nullable().default(null),
  /** 1 to 100; JPEG, WebP and AVIF. */
  quality: z.int().min(1).max(100).default(90),
  /** `keep`: the profile the picture came with, sRGB where it came with none. */
  colour: z.enum(['keep', 'srgb', 'display-p3']).default('srgb'),
  name: z.string().trim().min(1).max(200).default('{subject}_{identity}_{step}_{n}'),
  collision: Collision.default('number'),
  /** What metadata, sidecar, contact sheet and review page may tell beside recipe and model. */
  tell: z.strictObject({ prompts: z.boolean().default(false), names: z.boolean().default(false) }).prefault({}),
  /** A JSON file beside each picture. */
  sidecar: z.boolean().default(false),
  contactSheet: ContactSheetWish.nullable().default(null),
  reviewPage: ReviewPageWish.nullable().default(null),
})
export type ExportOptions = Readonly<z.infer<typeof ExportOptions>>
export type ExportOptionsInput = z.input<typeof ExportOptions>

/** Which pictures: all that are approved, or these. */
export const ExportWhat = z.union([z.literal('approved'), z.array(Sha256).min(1).max(5000).readonly()])
export type ExportWhat = Readonly<z.infer<typeof ExportWhat>>

/** Where to: a folder of this machine, or one zip that the window saves. */
export const ExportTo = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), folder: z.string().min(1).max(4000) }),
  z.strictObject({ kind: z.literal('zip') }),
])
export type ExportTo = Readonly<z.infer<typeof ExportTo>>

/** What one picture will be called, and what is to be known of it before it is written. */
export const ExportPreviewFile = z.object({
  sha256: Sha256,
  name: z.string(),
  /** A file of this name is there already. */
  taken: z.boolean(),
  width: z.int(),
  height: z.int(),
  /** The original is signed by whoever made it (C2PA): says so, or null. */
  signed: z.string().nullable(),
})
export type ExportPreviewFile = Readonly<z.infer<typeof ExportPreviewFile>>

export const ExportPreview = z.object({
  total: z.int(),
  /** The first of them. */
  files: z.array(ExportPreviewFile).readonly(),
  /** Of all of them, how many names are taken. */
  taken: z.int(),
  /** Why it cannot start as it stands: an unknown word in the name, nothing to export, a folder that cannot be used. */
  problem: Problem.nullable(),
  /** What should be known first, a sentence each. */
  warnings: z.array(z.string()).readonly(),
})
export type ExportPreview = Readonly<z.infer<typeof ExportPreview>>

export const FolderCheck = z.object({
  /** Absolute, as it will be used. */
  folder: z.string(),
  exists: z.boolean(),
  /** "It will be made.", "12.4 GB free." */
  says: z.string(),
  problem: Problem.nullable(),
})
export type FolderCheck = Readonly<z.infer<typeof FolderCheck>>

export const ExportWritten = z.object({
  /** Null for what stands for all of them: contact sheet, review page. */
  sha256: Sha256.nullable(),
  kind: z.enum(['picture', 'sidecar', 'contact-sheet', 'review-page']),
  /** Name in the destination folder. */
  file: z.string(),
  bytes: z.int(),
  /** Of a picture, in pixels. */
  width: z.int().nullable(),
  height: z.int().nullable(),
})
export type ExportWritten = Readonly<z.infer<typeof ExportWritten>>

/** A picture that was not written, and why. */
export const ExportSkipped = z.object({
  sha256: Sha256.nullable(),
  why: z.enum(['taken', 'unreadable']),
  file: z.string(),
  says: z.string(),
})
export type ExportSkipped = Readonly<z.infer<typeof ExportSkipped>>

/** How an export stands. */
export const ExportState = z.object({
  id: z.string(),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  total: z.int(),
  done: z.int(),
  bytes: z.int(),
  /** Null for a zip. */
  folder: z.string().nullable(),
  /** A zip that can be fetched with `download`. */
  zip: z.string().nullable(),
  skipped: z.int(),
  problem: Problem.nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type ExportState = Readonly<z.infer<typeof ExportState>>

/** The whole of it: what was written, what was not, and what should be known. */
export const ExportReport = ExportState.extend({
  written: z.array(ExportWritten).readonly(),
  left: z.array(ExportSkipped).readonly(),
  warnings: z.array(z.string()).readonly(),
})
export type ExportReport = Readonly<z.infer<typeof ExportReport>>

/** What was asked for, so that it can be asked for again. */
export const ExportRequest = z.strictObject({ what: ExportWhat, options: ExportOptions.prefault({}), to: ExportTo })
export type ExportRequest = Readonly<z.infer<typeof ExportRequest>>
export type ExportRequestInput = z.input<typeof ExportRequest>

const presetName = z.string().trim().min(1).max(80)
export const ExportPreset = z.object({ name: presetName, options: ExportOptions })
export type ExportPreset = Readonly<z.infer<typeof ExportPreset>>

/** A review that somebody gave back from the review page, as it was taken in. */
export const ReviewImported = z.object({
  by: z.string(),
  /** Pictures that are now reviewed otherwise than before. */
  changed: z.int(),
  stars: z.int(),
  approved: z.int(),
  notes: z.int(),
  /** Pictures of the file that this library does not have. */
  unknown: z.array(Sha256).readonly(),
  says: z.string(),
})
export type ReviewImported = Readonly<z.infer<typeof ReviewImported>>

const one = z.strictObject({ id: z.string().max(80) })

export const exports = {
  /** What would be written and under which names; writes nothing. */
  preview: method
    .input(
      z.strictObject({
        what: ExportWhat,
        options: ExportOptions.prefault({}),
        folder: z.string().max(4000).nullable().default(null),
        limit: z.int().min(1).max(500).default(20),
      }),
    )
    .output(ExportPreview),
  checkFolder: method.input(z.strictObject({ folder: z.string().max(4000) })).output(FolderCheck),
  /** Begins to write and tells how far it is as `export` events. With `ask`, names that are taken are a `PROBLEM` first. */
  start: method.input(ExportRequest).output(ExportState),
  cancel: method.input(one).output(z.void()),
  /** Of this session, newest first. */
  list: method.output(z.array(ExportState).readonly()),
  report: method.input(one).output(ExportReport),
  /** The zip of an export that went to one. */
  download: method.input(one).output(z.file()),
  /** What was exported last and how; null before the first. */
  last: method.output(ExportRequest.nullable()),
  presets: method.output(z.array(ExportPreset).readonly()),
  /** One of the same name is replaced. */
  savePreset: method.input(ExportPreset).output(z.array(ExportPreset).readonly()),
  removePreset: method.input(z.strictObject({ name: presetName })).output(z.array(ExportPreset).readonly()),
  /** Takes in what a reviewer saved from the review page; one undo takes it back. */
  importReview: method.input(z.strictObject({ file: z.file().max(20_000_000) })).output(ReviewImported),
}
