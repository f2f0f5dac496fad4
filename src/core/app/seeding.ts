import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Identity, type IdentityId, ok, type Result, type RunId, SubjectTraits } from '../../contract/index.ts'
import { RunRequest } from '../../contract/api/index.ts'
import type { Library } from '../library/types.ts'
import type { Runs } from './runs.ts'
import type { Subjects } from './subjects.ts'

/** The sample subject and the three identities, in the order they are shown. */
const SAMPLES = new URL('../../../resources/samples/', import.meta.url)
const IDENTITIES = ['conductor', 'chef', 'ceo'] as const

/** The path of a bundled sample. */
const sample = (path: string): string => fileURLToPath(new URL(path, SAMPLES))

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(sample(path), 'utf8'))

/** Whether nobody has used this library yet, or its samples were interrupted before their run began. */
export const needsSeed = (library: Library): boolean => {
  if (library.runs(1).length > 0) return false
  const { people } = library
  return people.subjects().every((one) => one.sample) && people.identities().every((one) => one.sample)
}

/**
 * Puts the samples into a new library and starts their run on the simulator: there is something to look at before any key is
 * entered, and the board shows how it is made. What an interrupted start has put there already is not put twice.
 */
export const seed = async (
  library: Library,
  subjects: Subjects,
  runs: Runs,
  closing: AbortSignal,
): Promise<Result<RunId>> => {
  const { people } = library
  const identities: IdentityId[] = []
  for (const name of IDENTITIES) {
    const identity = Identity.parse(await readJson(`identities/${name}.json`))
    const known = people.identities().find((one) => one.identity.name === identity.name)
    identities.push(known?.id ?? (await people.addIdentity(identity, true)))
  }
  let subject = people.subjects().find((one) => one.sample)?.id
  closing.throwIfAborted()
  if (subject === undefined) {
    const traits = SubjectTraits.parse(await readJson('subject/subject.json'))
    const names = (await readdir(sample('subject/photos'))).toSorted()
    const photos = names.map((name) => ({ name, path: sample(`subject/photos/${name}`) }))
    const created = await subjects.create(traits, photos, {}, true)
    if (!created.ok) return created
    subject = created.value.subject.id
  }
  closing.throwIfAborted()
  const started = await runs.start(RunRequest.parse({ subject, identities, engine: 'simulator' }), { sample: true })
  return started.ok ? ok(started.value) : started
}
