import type { Sha256 } from '../../contract/index.ts'
import type { Origin } from '../../contract/api/index.ts'
import type { Job } from './types.ts'

const ROLES: Readonly<Record<string, Origin['role']>> = {
  references: 'reference',
  views: 'view',
  scene: 'scene',
  portrait: 'portrait',
}

type Source = Pick<Job, 'image' | 'slot' | 'inputs'>

/**
 * The pictures a job was given, each once, as far as they are there. Steps of its own strategy are looked through: a
 * description stands for the scene it describes.
 */
export const originsOf = (inputs: Job['inputs'], jobAt: (path: string) => Source | undefined): readonly Origin[] => {
  const found = new Map<string, Origin>()
  const add = (name: string, sha256: Sha256 | null): void => {
    const role = ROLES[name]
    if (role && sha256 !== null) found.set(`${role} ${sha256}`, { role, sha256 })
  }
  const follow = (given: Job['inputs']): void => {
    for (const [name, sources] of Object.entries(given))
      for (const from of sources) {
        if ('picture' in from) {
          add(name, from.picture)
          continue
        }
        if ('words' in from) {
          // Words that were edited stand for the scene they describe, as the step's own would.
          add('scene', from.about)
          continue
        }
        const job = jobAt(from.job)
        if (job === undefined) continue
        if (job.slot === null) add(name, job.image)
        else follow(job.inputs)
      }
  }
  follow(inputs)
  return [...found.values()]
}
