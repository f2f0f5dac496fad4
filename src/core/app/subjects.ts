import {
  type PhotoJudgement,
  type PhotosJudged,
  type SubjectRecord,
  type SubjectSaved,
} from '../../contract/api/index.ts'
import {
  failed,
  ok,
  type ReferencePhoto,
  type Result,
  type Sha256,
  type SubjectId,
  type SubjectTraits,
} from '../../contract/index.ts'
import { missingFrom, tooMany } from '../imaging/intake.ts'
import type { PhotoFile } from '../imaging/photo-file.ts'
import type { IntakeVerdict, TakenPhoto } from '../imaging/types.ts'
import type { KnownSubject } from '../library/app.ts'
import type { Studio } from '../studio.ts'
import { mayBeCompared } from './consent.ts'

export interface SubjectChange {
  readonly id: SubjectId
  readonly traits?: SubjectTraits | undefined
  readonly keep?: readonly Sha256[] | undefined
  readonly add?: readonly PhotoFile[] | undefined
  readonly poses: Readonly<Record<string, ReferencePhoto['pose']>>
}

export interface Subjects {
  readonly list: (archived: boolean) => readonly SubjectRecord[]
  readonly get: (id: SubjectId) => Result<SubjectRecord>
  /** A verdict on each photo and on the set; nothing is stored. */
  readonly judge: (photos: readonly PhotoFile[]) => Promise<PhotosJudged>
  readonly create: (
    traits: SubjectTraits,
    photos: readonly PhotoFile[],
    poses: SubjectChange['poses'],
    sample?: boolean,
  ) => Promise<Result<SubjectSaved>>
  readonly update: (change: SubjectChange) => Promise<Result<SubjectSaved>>
}

const MAX_PHOTOS = 5

const missing = failed('subject-missing', 'This subject is not in the library.', 'Reload the window.')

/** A subject as windows see it, with what its photos lack. */
export const toSubjectRecord = (known: KnownSubject): SubjectRecord => ({
  id: known.id,
  traits: known.subject.traits,
  photos: known.subject.photos,
  archived: known.archived,
  sample: known.sample,
  createdAt: known.createdAt,
  changedAt: known.changedAt,
  consents: known.consents,
  advice: missingFrom(known.subject.photos.map((photo) => ({ photo }))),
})

/** Takes the first of this name out of a list. */
const take = <T extends { readonly name: string }>(from: T[], name: string): T | undefined => {
  const place = from.findIndex((one) => one.name === name)
  return place === -1 ? undefined : from.splice(place, 1)[0]
}

/** The verdict, photo by photo in the order they were handed in. */
const judgementOf = (files: readonly PhotoFile[], verdict: IntakeVerdict): PhotosJudged => {
  const taken = [...verdict.taken]
  const refused = [...verdict.refused]
  const photos = files.map(({ name }): PhotoJudgement => {
    const good = take(taken, name)
    if (good) {
      const { sha256, pose, width, height } = good.photo
      return { name, taken: true, sha256, pose, width, height, says: good.warnings }
    }
    const bad = take(refused, name)
    const says = bad ? [[bad.problem.message, bad.problem.next].filter(Boolean).join(' ')] : ['It is left out.']
    return { name, taken: false, sha256: null, pose: null, width: null, height: null, says }
  })
  return { photos, warnings: verdict.warnings, problem: verdict.problem }
}

/** People and their photos, as the app changes them. */
export const openSubjects = (
  { library, photoGate }: Pick<Studio, 'library' | 'photoGate'>,
  prepare: (picture: Sha256) => void,
): Subjects => {
  const { people } = library

  const get = (id: SubjectId): Result<SubjectRecord> => {
    const known = people.subject(id)
    return known ? ok(toSubjectRecord(known)) : missing
  }

  const store = async (taken: readonly TakenPhoto[]): Promise<void> => {
    await Promise.all(
      taken.map(async ({ bytes, photo: { mimeType, width, height } }) => {
        prepare(await library.putPicture(bytes, { kind: 'reference', mimeType, width, height }))
      }),
    )
  }

  const saved = (id: SubjectId, judged: PhotosJudged | null): Result<SubjectSaved> => {
    const subject = get(id)
    return subject.ok ? ok({ subject: subject.value, judged }) : subject
  }

  return {
    list: (archived) =>
      people
        .subjects()
        .filter((known) => archived || !known.archived)
        .map(toSubjectRecord),
    get,
    judge: async (files) => judgementOf(files, await photoGate.judge(files)),
    create: async (traits, files, poses, sample = false) => {
      const verdict = await photoGate.judge(files, sample)
      if (verdict.problem) return { ok: false, problem: verdict.problem }
      await store(verdict.taken)
      const photos = verdict.taken.map(({ photo }) => posed(photo, poses))
      return saved(await people.addSubject({ traits, photos }, sample), judgementOf(files, verdict))
    },
    update: async ({ id, traits, keep, add, poses }) => {
      const known = people.subject(id)
      if (!known) return missing
      const before = known.subject.photos
      const kept = keep?.flatMap((sha256) => before.find((photo) => photo.sha256 === sha256) ?? []) ?? before
      const verdict = add === undefined ? null : await photoGate.judge(add, !known.sample && mayBeCompared(known))
      // With photos of before there is nothing wrong in adding none that can be used; it is told.
      if (verdict?.problem && (verdict.taken.length > 0 || kept.length === 0))
        return { ok: false, problem: verdict.problem }
      const added = (verdict?.taken ?? []).filter(({ photo }) => !kept.some(({ sha256 }) => sha256 === photo.sha256))
      const photos = [...kept, ...added.map(({ photo }) => photo)].map((photo) => posed(photo, poses))
      if (photos.length === 0)
        return failed('photos-none', 'A subject needs at least one photo.', 'Keep one, or add another first.')
      if (photos.length > MAX_PHOTOS) return { ok: false, problem: tooMany(photos.length) }
      await store(added)
      await people.changeSubject(id, { traits: traits ?? known.subject.traits, photos })
      return saved(id, verdict && add ? judgementOf(add, verdict) : null)
    },
  }
}

/** The pose somebody said it has, by the photo's hash or its name; else the one it had. */
const posed = (photo: ReferencePhoto, poses: SubjectChange['poses']): ReferencePhoto => ({
  ...photo,
  pose: poses[photo.sha256] ?? poses[photo.name] ?? photo.pose,
})
