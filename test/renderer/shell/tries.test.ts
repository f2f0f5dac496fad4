import { describe, expect, it } from 'vitest'
import type { Card, PromptPage, Trial, TrialCase, TrialSide } from '../../../src/contract/api/index.ts'
import { IdentityId, SubjectId } from '../../../src/contract/index.ts'
import { tallies, tallyRows, verdictOf } from '../../../src/renderer/features/prompts/tally.ts'
import { requestsOf, type TryWith } from '../../../src/renderer/features/prompts/trying.ts'
import { aCard, anInsight, hash } from './builders.ts'

const [ada, bea] = [SubjectId.parse(1), SubjectId.parse(2)]
const [chef, chief] = [IdentityId.parse(1), IdentityId.parse(2)]

const scene = (name: string, more: Partial<Card> = {}): Card =>
  aCard(name, more.step ?? 'scene', { subject: ada, identity: chef, ...more })

const page = (template: Partial<PromptPage['template']>, pictures: readonly string[] = []): PromptPage =>
  ({ template: { name: 'scene', step: 'scene', strategy: null, ...template }, pictures }) as PromptPage

const choice = (more: Partial<TryWith> = {}): TryWith => ({
  subjects: [ada],
  identities: [chef],
  reach: 'step',
  scenes: [],
  portraits: [],
  variants: 1,
  ...more,
})

/** What is asked for, without how many of each. */
const askedFor = (asked: ReturnType<typeof requestsOf>) =>
  'requests' in asked ? asked.requests.map(({ make, identities, from }) => [make, identities, from]) : asked

describe('what a try asks for', () => {
  it('[U92] is one request for each person, with the variants of each', () => {
    expect(requestsOf(page({}), choice({ subjects: [ada, bea], identities: [chef, chief], variants: 3 }))).toEqual({
      requests: [ada, bea].map((subject) => ({
        subject,
        identities: [chef, chief],
        make: 'scenes',
        variants: { scene: 3 },
      })),
    })
    expect(requestsOf(page({}), choice({ identities: [] }))).toMatchObject({ needs: /subject and an identity/ })
  })

  it('[U92] goes with the scenes of each person and life, and with the portrait that was matched to each', () => {
    const scenes = [scene('a'), scene('b'), scene('c', { identity: chief })]
    const people = { identities: [chef, chief], scenes }
    expect(askedFor(requestsOf(page({ step: 'describe' }), choice(people)))).toEqual([
      ['descriptions', [chef], { scenes: [hash('a'), hash('b')] }],
      ['descriptions', [chief], { scenes: [hash('c')] }],
    ])
    const portraits = [
      scene('p', { step: 'portrait', madeFrom: [{ role: 'scene', sha256: hash('a') }] }),
      scene('q', { step: 'portrait', identity: chief, madeFrom: [{ role: 'scene', sha256: hash('c') }] }),
    ]
    const final = { step: 'final', strategy: 'scene-views' } as const
    expect(askedFor(requestsOf(page(final, ['scene', 'views']), choice({ ...people, portraits })))).toEqual([
      ['finals', [chef], { portraits: [hash('p')] }],
      ['finals', [chef], { scenes: [hash('b')] }],
      ['finals', [chief], { portraits: [hash('q')] }],
    ])
    expect(requestsOf(page(final, ['scene', 'portrait']), choice({ ...people, portraits }))).toMatchObject({
      needs: /has none yet/,
    })
    expect(requestsOf(page({ step: 'portrait' }), choice())).toMatchObject({ needs: /Choose a scene/ })
    // How many of each: of the step itself, and of what the words are tried for.
    const three = choice({ scenes: scenes.slice(0, 1), variants: 3 })
    const variantsOf = (step: 'portrait' | 'describe' | 'views', reach: TryWith['reach']) => {
      const asked = requestsOf(page({ step }), { ...three, reach })
      return 'requests' in asked ? asked.requests.map((request) => request.variants) : asked
    }
    expect(variantsOf('portrait', 'step')).toEqual([{ portrait: 3 }])
    expect(variantsOf('portrait', 'follows')).toEqual([{ portrait: 3 }])
    expect(variantsOf('describe', 'follows')).toEqual([{ final: 3 }])
    expect(variantsOf('views', 'follows')).toEqual([{ views: 3 }])
  })
})

const side = (image: string | null, more: Partial<TrialSide> = {}): TrialSide => ({
  state: image === null ? 'blocked' : 'made',
  image: image === null ? null : hash(image),
  text: null,
  says: null,
  blocks: image === null ? 1 : 0,
  ...more,
})

const aCase = (before: TrialSide, tried: TrialSide, step: TrialCase['step'] = 'final'): TrialCase => ({
  step,
  view: null,
  strategy: null,
  variant: 1,
  subject: ada,
  identity: chef,
  scene: null,
  before,
  tried,
})

const trial = (cases: readonly TrialCase[]): Trial => ({
  cases,
  same: 0,
  before: { requests: 0, costUsd: 0 },
  tried: { requests: cases.length, costUsd: 0.12 },
})

const figures = (image: string, likeness: number) =>
  [
    hash(image),
    anInsight(image, {
      likeness: { score: likeness, distance: null, band: 'own', says: '', reference: null },
      sceneKept: { score: 0.8, structure: 0.8, colour: 0.8 },
    }),
  ] as const

describe('the proof of a try', () => {
  const cases = [aCase(side('a'), side('b')), aCase(side('c'), side(null)), aCase(side('x'), side('y'), 'portrait')]
  const known = {
    cards: new Map(
      ['a', 'b', 'c'].map((name) => [
        hash(name),
        { check: { verdict: name === 'a' ? ('pass' as const) : ('warn' as const), says: null } },
      ]),
    ),
    reviews: new Map([[hash('b'), { ...scene('b').review, stars: 4, flag: 'reject' as const }]]),
    insights: new Map([figures('a', 0.5), figures('b', 0.7), figures('c', 0.6)]),
  }
  const rows = () => {
    const { before, tried } = tallies(trial(cases), known)
    return tallyRows(before, tried)
  }

  it('[U92] counts the cases of the last step, with means over what was measured and rated', () => {
    expect(rows().map(({ title, before, tried, verdict }) => [title, before, tried, verdict])).toEqual([
      ['Made', '2 of 2', '1 of 2', 'worse'],
      ['Refused', '0 of 2', '1 of 2', 'worse'],
      ['Checks passed', '1 of 2', '0 of 1', 'worse'],
      ['Likeness', '55 %', '70 %', 'better'],
      ['Scene kept', '80 %', '80 %', 'same'],
      ['Stars', 'none', '4.0', null],
      ['Approved, rejected', '0, 0', '0, 1', 'worse'],
    ])
  })

  it('[U92] says what is better and worse, and that few cases can be luck', () => {
    expect(verdictOf(rows(), 2)).toBe(
      'Better: likeness. Worse: made, refused, checks passed, approved, rejected. 2 cases can be luck: choose more, or more variants.',
    )
    expect(verdictOf([], 8)).toBe('The figures do not tell them apart: look at the pictures.')
  })

  it('[U92] measures no likeness in scenes, which are made with anybody’s face', () => {
    const { before, tried } = tallies(trial([aCase(side('a'), side('b'), 'scene')]), known)
    expect([before.likeness, tried.likeness, tried.costUsd]).toEqual([null, null, 0.12])
  })
})
