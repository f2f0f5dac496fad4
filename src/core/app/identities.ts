import type { IdentityRecord } from '../../contract/api/index.ts'
import { failed, type Identity, type IdentityId, ok, type Result } from '../../contract/index.ts'
import type { KnownIdentity, People } from '../library/app.ts'

export interface Identities {
  readonly list: (archived: boolean) => readonly IdentityRecord[]
  readonly get: (id: IdentityId) => Result<IdentityRecord>
  readonly create: (identity: Identity) => Promise<Result<IdentityRecord>>
  readonly update: (id: IdentityId, identity: Identity) => Promise<Result<IdentityRecord>>
  /** A copy under a name that is still free. */
  readonly duplicate: (id: IdentityId) => Promise<Result<IdentityRecord>>
  readonly archive: (id: IdentityId, archived: boolean) => Promise<Result<IdentityRecord>>
}

const toRecord = ({ id, identity, archived, sample, createdAt, changedAt }: KnownIdentity): IdentityRecord => ({
  id,
  identity,
  archived,
  sample,
  createdAt,
  changedAt,
})

const LONGEST_NAME = 120

/** "Chef 2" for a copy of "Chef" or of "Chef 2" where that is taken; the name is shortened where it would be too long. */
const freeName = (name: string, taken: ReadonlySet<string>): string => {
  const base = name.replace(/ \d+$/, '')
  for (let number = 2; ; number++) {
    const ending = ` ${number}`
    const wanted = `${base.slice(0, LONGEST_NAME - ending.length)}${ending}`
    if (!taken.has(wanted)) return wanted
  }
}

/** The lives there are to be seen in, as the app changes them. */
export const openIdentities = (people: People): Identities => {
  const get = (id: IdentityId): Result<IdentityRecord> => {
    const known = people.identity(id)
    return known
      ? ok(toRecord(known))
      : failed('identity-missing', 'This identity is not in the library.', 'Reload the window.')
  }
  const create = async (identity: Identity): Promise<Result<IdentityRecord>> => get(await people.addIdentity(identity))

  return {
    list: (archived) =>
      people
        .identities()
        .filter((known) => archived || !known.archived)
        .map(toRecord),
    get,
    create,
    update: async (id, identity) => {
      await people.changeIdentity(id, identity)
      return get(id)
    },
    duplicate: async (id) => {
      const known = get(id)
      if (!known.ok) return known
      const taken = new Set(people.identities().map((one) => one.identity.name))
      return await create({ ...known.value.identity, name: freeName(known.value.identity.name, taken) })
    },
    archive: async (id, archived) => {
      await people.archiveIdentity(id, archived)
      return get(id)
    },
  }
}
