import type { StepName } from '../../contract/index.ts'

const ENDING: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }

const FOLDER: Readonly<Partial<Record<StepName, string>>> = {
  views: 'views',
  scene: 'scenes',
  portrait: 'portraits',
  final: 'finals',
}

/** What decides a picture's place in a run folder. */
export interface NamedJob {
  readonly path: string
  readonly step: StepName
  readonly strategy: string | null
  readonly variant: number
}

/** `v1-s2` as `-s2`: the first set of views goes without saying. */
const tags = (text: string): string => {
  const kept = text.split('-').filter((tag) => tag !== 'v1' && tag !== 'free')
  return kept.length > 0 ? `-${kept.join('-')}` : ''
}

/**
 * Where a job's picture goes in a run folder, or null when it is a step on the way (a canvas, a first turn) that people
 * do not look for. `views/front.png`, `scenes/conductor-s1.png`, `portraits/conductor-s1-p1.png`,
 * `finals/conductor-s1-f1.png`: the letters tell what it was made from. The views' set is named from the second on.
 */
export const pictureFile = (job: NamedJob, mimeType: string): string | null => {
  const folder = FOLDER[job.step]
  const ending = ENDING[mimeType]
  if (folder === undefined || ending === undefined) return null
  const parts = job.path.split('/')
  const file = (name: string): string => `${folder}/${name}.${ending}`
  const [first = '', second = '', third = ''] = parts
  switch (job.step) {
    case 'views':
      return file(second === '1' ? third : `${third}-set${second}`)
    case 'scene':
      return file(`${first}-s${job.variant}`)
    case 'portrait':
      return file(`${first}${tags(second)}-p${job.variant}`)
    default:
      return parts.at(-1) === 'final' ? file(`${first}${tags(second)}-f${job.variant}`) : null
  }
}
