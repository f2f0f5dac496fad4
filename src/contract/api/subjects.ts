import { z } from 'zod'
import { Sha256, SubjectId } from '../ids.ts'
import { EngineName } from '../names.ts'
import { Problem } from '../problem.ts'
import { ReferencePhoto, SubjectTraits } from '../subject.ts'
import { method } from './base.ts'
import { Author } from './review.ts'

/** Photos as they were dropped or chosen: a name and bytes. More than a run takes may be judged at once. */
const Files = z.array(z.file().max(80_000_000)).min(1).max(40)

/** What is said about a photo on the spot, before anything is stored. */
export const PhotoJudgement = z.object({
  name: z.string(),
  taken: z.boolean(),
  /** As the face is seen to look, else guessed from the file's name; can be changed. Null when the photo was refused. */
  pose: z.enum(['front', 'profile']).nullable(),
  /** Its hash once stored, so that a list of photos can be kept; null when it was refused. */
  sha256: Sha256.nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** One line each: why it was refused, or what will make the likeness worse. Empty: a good photo. */
  says: z.array(z.string()).readonly(),
})
export type PhotoJudgement = Readonly<z.infer<typeof PhotoJudgement>>

export const PhotosJudged = z.object({
  photos: z.array(PhotoJudgement).readonly(),
  /** What the set lacks or has twice. */
  warnings: z.array(z.string()).readonly(),
  /** Why no run can start with this set; null when one can. */
  problem: Problem.nullable(),
})
export type PhotosJudged = Readonly<z.infer<typeof PhotosJudged>>

/** What can be agreed to: that photos go to an engine, or that faces are compared on this machine. */
export const ConsentFor = z.enum([...EngineName.options, 'likeness'])
export type ConsentFor = z.infer<typeof ConsentFor>

/** Somebody's word that this person's photos may be used so. Withdrawn ones stay on record. */
export const Consent = z.object({
  engine: ConsentFor,
  by: z.string(),
  givenAt: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
  /** The words that were agreed to. */
  text: z.array(z.string()).readonly(),
})
export type Consent = Readonly<z.infer<typeof Consent>>

/** A person, as the studio knows them: the same one however often traits and photos are changed. */
export const SubjectRecord = z.object({
  id: SubjectId,
  traits: SubjectTraits,
  photos: z.array(ReferencePhoto).readonly(),
  archived: z.boolean(),
  /** The sample that came with the studio. */
  sample: z.boolean(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  consents: z.array(Consent).readonly(),
  /** What the set of photos lacks for a good likeness, one line each. */
  advice: z.array(z.string()).readonly(),
})
export type SubjectRecord = Readonly<z.infer<typeof SubjectRecord>>

/** What the consent dialog says. The words come from the core, so that what is recorded is what was read. */
export const ConsentQuestion = z.object({
  subject: SubjectId,
  engine: ConsentFor,
  /** False for engines that send nothing anywhere, and for drawn people: nobody needs to be asked. */
  needed: z.boolean(),
  given: Consent.nullable(),
  title: z.string(),
  /** Paragraphs: what is sent, to whom, what for, what stays here. */
  says: z.array(z.string()).readonly(),
  photos: z.array(Sha256).readonly(),
  agree: z.string(),
  decline: z.string(),
})
export type ConsentQuestion = Readonly<z.infer<typeof ConsentQuestion>>

export const SubjectSaved = z.object({ subject: SubjectRecord, judged: PhotosJudged.nullable() })
export type SubjectSaved = Readonly<z.infer<typeof SubjectSaved>>

const one = z.strictObject({ id: SubjectId })
const toEngine = z.strictObject({ id: SubjectId, engine: ConsentFor })
const Poses = z.record(z.string(), z.enum(['front', 'profile']))

export const subjects = {
  /** Newest change first; archived ones only when asked for. */
  list: method
    .input(z.strictObject({ archived: z.boolean().default(false) }).prefault({}))
    .output(z.array(SubjectRecord).readonly()),
  get: method.input(one).output(SubjectRecord),
  /** A verdict on each photo and on the set; nothing is stored. */
  judge: method.input(z.strictObject({ photos: Files })).output(PhotosJudged),
  /** `poses`: by file name, where the guess was wrong. Refused photos are told and left out. */
  create: method
    .input(z.strictObject({ traits: SubjectTraits, photos: Files, poses: Poses.default({}) }))
    .output(SubjectSaved),
  /** What is not given stays. `keep` orders and limits the photos there are; `add` comes behind. `poses`: by hash or name. */
  update: method
    .input(
      z.strictObject({
        id: SubjectId,
        traits: SubjectTraits.optional(),
        keep: z.array(Sha256).readonly().optional(),
        add: Files.optional(),
        poses: Poses.default({}),
      }),
    )
    .output(SubjectSaved),
  archive: method.input(one).output(SubjectRecord),
  restore: method.input(one).output(SubjectRecord),
  consentQuestion: method.input(toEngine).output(ConsentQuestion),
  giveConsent: method.input(toEngine.extend({ by: Author })).output(SubjectRecord),
  withdrawConsent: method.input(toEngine).output(SubjectRecord),
}
