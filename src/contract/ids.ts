import { z } from 'zod'

/** SHA-256 of a stored file's bytes, 64 lower-case hex digits: the only name a picture has. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Sha256')
export type Sha256 = z.infer<typeof Sha256>

const rowId = <const B extends string>(brand: B) => z.int().positive().brand(brand)

export const SubjectId = rowId('SubjectId')
export type SubjectId = z.infer<typeof SubjectId>
export const IdentityId = rowId('IdentityId')
export type IdentityId = z.infer<typeof IdentityId>
export const RunId = rowId('RunId')
export type RunId = z.infer<typeof RunId>
export const JobId = rowId('JobId')
export type JobId = z.infer<typeof JobId>
export const AttemptId = rowId('AttemptId')
export type AttemptId = z.infer<typeof AttemptId>
export const PromptVersionId = rowId('PromptVersionId')
export type PromptVersionId = z.infer<typeof PromptVersionId>
export const DescriptionId = rowId('DescriptionId')
export type DescriptionId = z.infer<typeof DescriptionId>
export const SideNoteId = rowId('SideNoteId')
export type SideNoteId = z.infer<typeof SideNoteId>
