import type { Card, PromptPage, RunRequestInput } from '../../../contract/api/index.ts'
import type { IdentityId, Plan, StrategyName, SubjectId } from '../../../contract/index.ts'
import { STEP_NAMES, strategyTitle, VIEW_NAMES } from '../../ui/naming.ts'

/** How far a try goes: the step alone, or what follows from it too. */
export type Reach = 'step' | 'follows'

export type TryWith = {
  readonly subjects: readonly SubjectId[]
  readonly identities: readonly IdentityId[]
  readonly reach: Reach
  /** Those that were chosen to try it on. */
  readonly scenes: readonly Card[]
  /** Portraits of these people, newest first: a final goes with the one that was matched to its scene. */
  readonly portraits: readonly Card[]
  /** How many pictures are made of each: with several, one that is lucky proves nothing. */
  readonly variants: number
}

const WORDS = 'Its answer is words, and nothing is made of them here.'

/** What a prompt can be tried on, or why not. */
export const reachesOf = ({ template }: Pick<PromptPage, 'template'>): Readonly<Record<Reach, string | null>> => {
  switch (template.step) {
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

/** Whether the step answers in words, which then stand beside each other in place of pictures. */
export const answersInWords = ({ template: { step } }: Pick<PromptPage, 'template'>): boolean =>
  step === 'describe' || step === 'nearest-view'

/** Why only one picture of each can be asked for; null where several can. */
export const whyOneVariant = (page: Pick<PromptPage, 'template'>, reach: Reach): string | null =>
  answersInWords(page) && reach === 'step' ? WORDS : null

/** Whether a try looks at scenes that are there. */
export const takesScenes = ({ template: { step } }: Pick<PromptPage, 'template'>, reach: Reach): boolean =>
  step !== 'scene' && !(step === 'views' && reach === 'step')

/** Strategies in which a step's answer makes a difference, where the ladder might not use it. */
const FOLLOWS: Partial<Record<string, readonly StrategyName[]>> = {
  portrait: ['portrait-only'],
  describe: ['describe-regenerate'],
  'nearest-view': ['matched-view-swap'],
}

const NEEDS_PEOPLE = 'Choose a subject and an identity first.'
const NEEDS_SCENE = 'Choose a scene to try it on; make one on the Board first where there is none.'
const NEEDS_PORTRAIT = 'This strategy takes a matched portrait, and a chosen scene has none yet: make one on the Board.'

/** Pictures of a request that are made from a matched portrait, or are one. */
const NEEDS_ONE: ReadonlySet<string> = new Set(['portrait', 'canvas', 'composite'])

type Asked = { readonly requests: readonly RunRequestInput[] } | { readonly needs: string }

/** Chosen scenes by whom they are for: a run with chosen pictures is for one identity. */
const groupsOf = ({ scenes, subjects, identities }: TryWith) => {
  const groups = Map.groupBy(scenes, ({ subject, identity }) => `${subject ?? ''} ${identity ?? ''}`)
  return [...groups.values()].flatMap((cards) => {
    const { subject, identity } = cards[0] ?? { subject: null, identity: null }
    if (subject === null || identity === null) return []
    return subjects.includes(subject) && identities.includes(identity)
      ? [{ whose: { subject, identities: [identity] }, cards }]
      : []
  })
}

const finalsOf = (page: PromptPage, choice: TryWith): Asked => {
  const { template, pictures } = page
  const takesPortrait = pictures.some((picture) => NEEDS_ONE.has(picture))
  const portraitOf = (scene: Card): Card | undefined =>
    choice.portraits.find(({ madeFrom }) => madeFrom.some(({ sha256 }) => sha256 === scene.sha256))
  if (takesPortrait && choice.scenes.some((scene) => !portraitOf(scene))) return { needs: NEEDS_PORTRAIT }
  const common = {
    make: 'finals' as const,
    variants: { final: choice.variants },
    ...(template.strategy === null ? {} : { strategies: [template.strategy] }),
  }
  const requests = groupsOf(choice).flatMap(({ whose, cards }): readonly RunRequestInput[] => {
    // With its portrait chosen, no portrait is made that the strategy would not look at.
    const portraits = cards.flatMap((scene) => portraitOf(scene)?.sha256 ?? [])
    const alone = cards.filter((scene) => !portraitOf(scene)).map(({ sha256 }) => sha256)
    return [
      ...(portraits.length > 0 ? [{ ...whose, ...common, from: { portraits } }] : []),
      ...(alone.length > 0 ? [{ ...whose, ...common, from: { scenes: alone } }] : []),
    ]
  })
  return requests.length > 0 ? { requests } : { needs: NEEDS_SCENE }
}

/** What a try asks for, without the words that are tried; or what it still needs. */
export const requestsOf = (page: PromptPage, choice: TryWith): Asked => {
  const { step } = page.template
  const { subjects, identities, reach, variants } = choice
  if (subjects.length === 0 || identities.length === 0) return { needs: NEEDS_PEOPLE }
  if (step === 'views' && reach === 'step')
    return {
      requests: subjects.map((subject) => ({
        subject,
        identities: identities.slice(0, 1),
        make: 'views',
        variants: { views: variants },
      })),
    }
  if (step === 'scene')
    return {
      requests: subjects.map((subject) => ({
        subject,
        identities: [...identities],
        make: reach === 'step' ? 'scenes' : 'everything',
        variants: { scene: variants },
      })),
    }
  if (step === 'final') return finalsOf(page, choice)
  const strategies = FOLLOWS[step]
  const makeAlone = { portrait: 'portraits', describe: 'descriptions', 'nearest-view': 'nearest-views' } as const
  const requests = groupsOf(choice).map(({ whose, cards }): RunRequestInput => {
    const from = { scenes: cards.map(({ sha256 }) => sha256) }
    if (reach === 'step' && (step === 'portrait' || step === 'describe' || step === 'nearest-view'))
      return {
        ...whose,
        from,
        make: makeAlone[step],
        variants: step === 'portrait' ? { portrait: variants } : {},
        // The studio would measure the angle itself; who tries these words wants to hear the model.
        ...(step === 'nearest-view' ? { settings: { checks: false } } : {}),
      }
    const made = step === 'views' ? 'views' : step === 'portrait' ? 'portrait' : 'final'
    return {
      ...whose,
      from,
      variants: { [made]: variants },
      make: step === 'views' ? 'everything' : 'finals',
      ...(strategies ? { strategies: [...strategies] } : {}),
      ...(step === 'nearest-view' ? { settings: { checks: false } } : {}),
    }
  })
  return requests.length > 0 ? { requests } : { needs: NEEDS_SCENE }
}

/** What each job of a plan makes, as people call it. */
export const jobTitle = ({
  step,
  view,
  strategy,
  variant,
}: Pick<Plan['jobs'][number], 'step' | 'view' | 'strategy' | 'variant'>): string => {
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

/** Several plans as one: what all of it asks for and costs. */
export const together = (
  plans: readonly Plan[],
): Pick<Plan, 'jobs' | 'requests' | 'cached' | 'costUsd' | 'costUsdAtMost'> => ({
  jobs: plans.flatMap(({ jobs }) => jobs),
  requests: plans.reduce((sum, { requests }) => sum + requests, 0),
  cached: plans.reduce((sum, { cached }) => sum + cached, 0),
  costUsd: plans.reduce((sum, { costUsd }) => sum + costUsd, 0),
  costUsdAtMost: plans.reduce((sum, { costUsdAtMost }) => sum + costUsdAtMost, 0),
})
