import type { PromptPicture, TemplatePurpose } from './types.ts'

const PERSON = [
  'gender',
  'person',
  'they',
  'They',
  'them',
  'their',
  'Their',
  'hair',
  'eyes',
  'ethnicity',
  'build',
  'height',
] as const
const LIFE = ['identity', 'category', 'iAm', 'visualization', 'style'] as const
const SUBJECT = ['person', 'gender'] as const

/** The variable that tells a picture's number in the request; a canvas or composite is always image 1 and has none. */
export const PICTURE_VARIABLE = {
  reference: 'referenceImages',
  view: 'viewImages',
  scene: 'sceneImage',
  portrait: 'portraitImage',
  canvas: null,
  composite: null,
} as const satisfies Record<PromptPicture, string | null>

const numbers = (pictures: readonly PromptPicture[]): readonly string[] =>
  pictures.flatMap((picture) => PICTURE_VARIABLE[picture] ?? [])

type FinalStrategy = NonNullable<TemplatePurpose['strategy']>
interface FinalShape {
  readonly pictures: readonly PromptPicture[]
  readonly variables?: readonly string[]
  readonly required: readonly (readonly string[])[]
}

const final = <const N extends string>(name: N, strategy: FinalStrategy, shape: FinalShape) =>
  ({
    name,
    step: 'final',
    strategy,
    pictures: shape.pictures,
    variables: [...PERSON, ...LIFE, 'expression', ...numbers(shape.pictures), ...(shape.variables ?? [])],
    required: shape.required,
  }) as const

/**
 * Every template there is: the step and strategy it serves, the pictures that go with it in the order they are sent, the
 * variables it may use and those it needs. The order of pictures is the pipeline's content order.
 */
export const PURPOSES = [
  {
    name: 'views',
    step: 'views',
    strategy: null,
    pictures: ['reference'],
    variables: [...PERSON, 'clothes', 'view', 'direction', 'edge', 'expression', 'referenceImages'],
    required: [SUBJECT, ['direction'], ['expression'], ['hair'], ['eyes'], ['clothes']],
  },
  {
    name: 'scene',
    step: 'scene',
    strategy: null,
    pictures: [],
    // The body's constants, not the face: no eye colour here.
    variables: [...PERSON.filter((name) => name !== 'eyes'), ...LIFE, 'expression'],
    required: [SUBJECT, ['visualization'], ['hair'], ['build'], ['height'], ['style']],
  },
  {
    name: 'portrait',
    step: 'portrait',
    strategy: null,
    pictures: ['view', 'scene'],
    variables: [...PERSON, 'expression', 'viewImages', 'sceneImage'],
    required: [SUBJECT, ['viewImages'], ['sceneImage']],
  },
  { name: 'describe', step: 'describe', strategy: null, pictures: ['scene'], variables: ['sceneImage'], required: [] },
  {
    name: 'nearest-view',
    step: 'nearest-view',
    strategy: null,
    pictures: ['scene'],
    variables: ['sceneImage'],
    required: [],
  },
  // What lies beside the picture depends on what it is, and is told in the description.
  {
    name: 'second-opinion',
    step: 'second-opinion',
    strategy: null,
    pictures: [],
    variables: ['description'],
    required: [['description']],
  },
  final('final-direct-edit', 'direct-edit', { pictures: ['scene', 'portrait'], required: [SUBJECT, ['style']] }),
  final('final-scene-views', 'scene-views', {
    pictures: ['scene', 'view'],
    required: [SUBJECT, ['viewImages'], ['style']],
  }),
  final('final-environment-only', 'environment-only', {
    pictures: ['scene', 'view'],
    required: [SUBJECT, ['hair'], ['eyes'], ['viewImages'], ['style']],
  }),
  final('final-portrait-only', 'portrait-only', {
    pictures: ['portrait'],
    variables: ['description'],
    required: [SUBJECT, ['description'], ['style']],
  }),
  final('final-expand-portrait', 'expand-portrait', {
    pictures: ['canvas'],
    required: [SUBJECT, ['visualization'], ['style']],
  }),
  final('final-describe-regenerate', 'describe-regenerate', {
    pictures: ['view'],
    variables: ['description'],
    required: [SUBJECT, ['description'], ['viewImages'], ['style']],
  }),
  final('final-text-scene-views', 'text-scene-views', {
    pictures: ['view'],
    required: [SUBJECT, ['visualization'], ['viewImages'], ['style']],
  }),
  final('final-direct-consistency', 'direct-consistency', {
    pictures: ['view'],
    required: [SUBJECT, ['visualization'], ['viewImages'], ['style']],
  }),
  final('final-multi-turn', 'multi-turn', {
    pictures: ['scene', 'view'],
    required: [SUBJECT, ['viewImages'], ['style']],
  }),
  final('final-multi-turn-2', 'multi-turn', { pictures: ['scene', 'view'], required: [['viewImages']] }),
  final('final-multi-turn-3', 'multi-turn', { pictures: ['scene', 'view'], required: [['style']] }),
  final('final-matched-view-swap', 'matched-view-swap', {
    pictures: ['scene', 'view'],
    required: [SUBJECT, ['viewImages'], ['style']],
  }),
  final('final-face-swap', 'face-swap', {
    pictures: ['scene', 'view'],
    required: [SUBJECT, ['viewImages'], ['style']],
  }),
  final('final-masked-scene', 'masked-scene', { pictures: ['scene', 'portrait'], required: [SUBJECT, ['style']] }),
  final('final-composite-harmonize', 'composite-harmonize', {
    pictures: ['composite'],
    required: [SUBJECT, ['style']],
  }),
] as const satisfies readonly TemplatePurpose[]

export type TemplateName = (typeof PURPOSES)[number]['name']

export const isTemplateName = (name: string): name is TemplateName => PURPOSES.some((purpose) => purpose.name === name)

const byName: ReadonlyMap<string, TemplatePurpose> = new Map(PURPOSES.map((purpose) => [purpose.name, purpose]))

/** The purpose of a template. */
export const purposeOf = (name: TemplateName): TemplatePurpose => {
  const purpose = byName.get(name)
  if (purpose === undefined) throw new Error(`no purpose is listed for the template ${name}`)
  return purpose
}

/** What people add to a name when they keep several versions of a file: `scene2`, `scene copy (2)`. */
const VERSION_MARK = String.raw`(?:[ _.-]*(?:v?\d+|copy|draft|new|old|backup|test|\(\d+\)))*`

/**
 * What a prompt file is for, guessed from its name: a template's name, with or without `final-`, standing alone or set off
 * by `-`, `_` or `.` (`scene-v2.txt`, `my-scene.noir.txt`, `prompts/scene-views.txt`). Null when the name tells nothing.
 */
export const purposeOfFile = (file: string): TemplatePurpose | null => {
  const base = (file.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.(?:txt|md|prompt)$/, '')
  // The longest name first: `scene-views` is no version of `scene`.
  const names = PURPOSES.flatMap((purpose) => [
    { called: purpose.name, purpose },
    { called: purpose.name.replace(/^final-/, ''), purpose },
  ]).toSorted((a, b) => b.called.length - a.called.length)
  const isIn = (called: string): boolean => new RegExp(`(?:^|[-_.])${called}${VERSION_MARK}(?:$|[-_.])`).test(base)
  return names.find(({ called }) => isIn(called))?.purpose ?? null
}
