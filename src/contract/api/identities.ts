import { z } from 'zod'
import { Identity } from '../identity.ts'
import { IdentityId } from '../ids.ts'
import { method } from './base.ts'

/** A life to be seen in, as the studio knows it: the same one however often its words are changed. */
export const IdentityRecord = z.object({
  id: IdentityId,
  identity: Identity,
  archived: z.boolean(),
  /** One of the samples that came with the studio. */
  sample: z.boolean(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
})
export type IdentityRecord = Readonly<z.infer<typeof IdentityRecord>>

const one = z.strictObject({ id: IdentityId })

export const identities = {
  /** Oldest first; archived ones only when asked for. */
  list: method
    .input(z.strictObject({ archived: z.boolean().default(false) }).prefault({}))
    .output(z.array(IdentityRecord).readonly()),
  get: method.input(one).output(IdentityRecord),
  create: method.input(z.strictObject({ identity: Identity })).output(IdentityRecord),
  update: method.input(z.strictObject({ id: IdentityId, identity: Identity })).output(IdentityRecord),
  /** A copy under a name of its own ("Chef 2"), to be changed. */
  duplicate: method.input(one).output(IdentityRecord),
  archive: method.input(one).output(IdentityRecord),
  restore: method.input(one).output(IdentityRecord),
}
