import type { Card, PromptPage, RunRequestInput } from '../../../contract/api/index.ts'
import type { IdentityId, Plan, Sha256, StrategyName, SubjectId } from '../../../contract/index.ts'
import { STEP_NAMES, strategyTitle, VIEW_NAMES } from '../../ui/naming.ts'
import type { Tried } from '../../app/view.ts'

/** How far a try goes: the step alone, or what follows from it too. */
export type Reach = 'step' | 'follows'

export type TryWith = {
  readonly subject: SubjectId
  readonly identity: IdentityId
  readonly reach: Reach
  readonly scene: Card | null
  /** Portraits of the identity, newest first: a final goes with the one that was matched to its scene. */
  readonly portraits: readonly Card[]
}

/** What a prompt can be tried on, or why not. */
export const reachesOf = ({ template }: PromptPage): Readonly<Record<Reach, string | null>> => {
  switch (template.step) {
    case 'describe':
    case 'nearest-view':
      return { step: 'Its answer is words: try what follows from them.', follows: null }
    case 'second-opinion':
      return {
        step: 'Its answer is words: ask for a second opinion in the inspector of a picture.',
        follows: 'Nothing follows from an opinion.',
      }
    case 'final':
      return { step: null, follows: 'Nothing follows from a final.' }
    default:
      return { step: null, follows: null }
  }
}

/** Strategies in which a step's answer makes a difference, where the ladder might not use it. */
const FOLLOWS: Partial<Record<string, readonly StrategyName[]>> = {
  portrait: ['portrait-only'],
  describe: ['describe-regenerate'],
  'nearest-view': ['matched-view-swap'],
}

const NEEDS_SCENE = 'Choose a scene to try it on; make one on the Board first where there is none.'
const NEEDS_PORTRAIT = 'This strategy takes a matched portrait, and this scene has none yet: make one on the Board.'

/** Pictures of a request that are made from a matched portrait, or are one. */
const NEEDS_ONE: ReadonlySet<string> = new Set(['portrait', 'canvas', 'composite'])

const portraitOf = ({ scene, portraits }: TryWith): Card | null =>
  portraits.find(({ madeFrom }) => madeFrom.some(({ sha256 }) => sha256 === scene?.sha256)) ?? null

/** What a try asks for, without the words that are tried; or what it still needs. */
export const requestOf = (
  page: PromptPage,
  choice: TryWith,
): { readonly request: RunRequestInput } | { readonly needs: string } => {
  const { template, pictures } = page
  const { subject, identity, reach, scene } = choice
  const whose = { subject, identities: [identity] }
  const scenes = scene ? [scene.sha256] : []
  if (template.step === 'views')
    return {
      request: reach === 'step' ? { ...whose, make: 'views' } : { ...whose, make: 'everything', from: { scenes } },
    }
  if (template.step === 'scene') return { request: { ...whose, make: reach === 'step' ? 'scenes' : 'everything' } }
  if (!scene) return { needs: NEEDS_SCENE }
  if (template.step === 'portrait' && reach === 'step')
    return { request: { ...whose, make: 'portraits', from: { scenes } } }
  if (template.step === 'final') {
    const portrait = portraitOf(choice)
    const takesPortrait = pictures.some((picture) => NEEDS_ONE.has(picture))
    if (takesPortrait && !portrait) return { needs: NEEDS_PORTRAIT }
    return {
      request: {
        ...whose,
        make: 'finals',
        // With its portrait chosen, no portrait is made that the strategy would not look at.
        from: portrait ? { portraits: [portrait.sha256] } : { scenes },
        ...(template.strategy === null ? {} : { strategies: [template.strategy] }),
      },
    }
  }
  const strategies = FOLLOWS[template.step]
  return {
    request: { ...whose, make: 'finals', from: { scenes }, ...(strategies ? { strategies: [...strategies] } : {}) },
  }
}

/** What each job of a plan makes, as people call it. */
export const jobTitle = ({ step, view, strategy, variant }: Plan['jobs'][number]): string => {
  const what =
    step === 'views' || step === 'scene' || step === 'portrait' || step === 'final' ? STEP_NAMES[step].one : step
  return [
    what,
    view ? VIEW_NAMES[view] : '',
    strategy && step === 'final' ? strategyTitle(strategy) : '',
    variant > 1 ? `variant ${variant}` : '',
  ]
    .filter((words) => words !== '')
    .join(', ')
}

/** The pictures that the words made a difference to: as they are with the current ones, and as they are now. */
export const pairsOf = (before: Plan, after: Plan): NonNullable<Tried['pairs']> => {
  const olds = new Map<string, Sha256 | null>(before.jobs.map(({ path, image }) => [path, image]))
  return after.jobs.flatMap((job) => {
    const old = olds.get(job.path) ?? null
    if (job.image === null || job.image === old) return []
    return [{ title: jobTitle(job), old, made: job.image }]
  })
}

/** Whether pictures with the current words would have to be made first, to have something to compare with. */
export const lacksBefore = (before: Plan, after: Plan): boolean => {
  const now = new Map(before.jobs.map((job) => [job.path, job]))
  return after.jobs.some(({ path, will }) => will === 'request' && now.get(path)?.will === 'request')
}
