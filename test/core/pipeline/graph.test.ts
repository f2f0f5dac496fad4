import { describe, expect, it } from 'vitest'
import { identityKeys, type RunSpecInput } from '../../../src/contract/index.ts'
import { expandRun } from '../../../src/core/pipeline/graph.ts'
import { STRATEGIES } from '../../../src/core/pipeline/recipes/index.ts'
import { aSpec, anIdentity, someHash } from '../../builders/specs.ts'

const picked = () => ({ mimeType: 'image/png' })

const jobsOf = (more: Partial<RunSpecInput> = {}) => {
  const jobs = expandRun(aSpec(more), picked)
  if (!jobs.ok) throw new Error(jobs.problem.message)
  return jobs.value
}
const paths = (more: Partial<RunSpecInput> = {}) => jobsOf(more).map(({ path }) => path)
const countOf = (step: string, more: Partial<RunSpecInput>) => jobsOf(more).filter((job) => job.step === step).length

describe('the graph of a run', () => {
  it('[G1] makes five views, a scene, a portrait and the ladder of the final for one identity', () => {
    expect(paths()).toEqual([
      'views/1/front',
      'views/1/profile-left',
      'views/1/profile-right',
      'views/1/three-quarter-left',
      'views/1/three-quarter-right',
      'conductor/scene/1',
      'conductor/v1-s1/portrait/1',
      'conductor/v1-s1/final/1/scene-views/final',
      'conductor/v1-s1/final/1/environment-only/final',
      'conductor/v1-s1/final/1/describe-regenerate/description',
      'conductor/v1-s1/final/1/describe-regenerate/final',
      'conductor/v1-s1/final/1/local-composite/final',
    ])
  })

  it('[G2] makes the views once for all identities', () => {
    const identities = ['Conductor', 'Chef', 'CEO'].map((name) => anIdentity(name))
    expect(countOf('views', { identities })).toBe(5)
    expect(countOf('scene', { identities })).toBe(3)
  })

  it('[G3] makes the variants of a step from each of its inputs', () => {
    const more = {
      variants: { scene: 3, portrait: 2, final: 2 },
      ladder: ['direct-edit'],
    } satisfies Partial<RunSpecInput>
    expect([countOf('scene', more), countOf('portrait', more), countOf('final', more)]).toEqual([3, 6, 12])
  })

  it('[G4] makes no second final from pictures that the ladder does not use', () => {
    const more = { variants: { scene: 3, portrait: 2 }, ladder: ['scene-views'] } satisfies Partial<RunSpecInput>
    expect([countOf('portrait', more), countOf('final', more)]).toEqual([6, 3])
  })

  it('[G12] asks a describe or nearest-view step alone once about each chosen scene, and makes nothing else', () => {
    const scene = [someHash('a'), someHash('b')]
    expect(paths({ upTo: 'describe', picks: { scene } })).toEqual([
      'conductor/s1/describe/1',
      'conductor/s2/describe/1',
    ])
    expect(paths({ upTo: 'nearest-view', picks: { scene } })).toHaveLength(2)
    expect(paths({ upTo: 'describe' })).toEqual(['conductor/scene/1', 'conductor/s1/describe/1'])
  })

  it('[G11] makes no more finals for the last rung that asks no model, unless it stands alone', () => {
    const variants = { scene: 3, portrait: 2 }
    const slots = (more: Partial<RunSpecInput>) =>
      new Set(jobsOf({ variants, ...more }).map(({ slot }) => slot)).size - 1
    expect(slots({})).toBe(3)
    expect(slots({ recipe: 'local-composite' })).toBe(6)
  })

  it('[G5] holds every rung but the first', () => {
    const states = jobsOf().map(({ rung, state }) => (rung === null ? null : [rung, state]))
    expect(states.filter(Boolean)).toEqual([
      [0, 'ready'],
      [1, 'held'],
      [2, 'held'],
      [2, 'held'],
      [3, 'held'],
    ])
  })

  it.each(Object.keys(STRATEGIES) as (keyof typeof STRATEGIES)[])(
    '[G6] runs %s alone with only what it needs',
    (recipe) => {
      const jobs = jobsOf({ recipe })
      const wants = new Set(
        STRATEGIES[recipe].nodes.flatMap(({ inputs }) => Object.values(inputs).filter((s) => typeof s === 'string')),
      )
      expect(jobs.some(({ step }) => step === 'portrait')).toBe(wants.has('portrait'))
      expect(jobs.some(({ step }) => step === 'scene')).toBe(wants.has('scene') || wants.has('portrait'))
      expect(jobs.some(({ step }) => step === 'views')).toBe(wants.has('views') || wants.has('portrait'))
      expect(jobs.at(-1)?.path.endsWith(`/${recipe}/final`)).toBe(true)
    },
  )

  it('[G7] feeds what follows from a chosen scene and does not make one', () => {
    const jobs = jobsOf({ picks: { scene: [someHash('c')] } })
    expect(jobs.some(({ step }) => step === 'scene')).toBe(false)
    const portrait = jobs.find(({ step }) => step === 'portrait')
    expect(portrait?.inputs['scene']).toEqual([{ picture: someHash('c'), mimeType: 'image/png' }])
  })

  it('[G8] refuses a chosen picture that the library does not have, and choices for several identities', () => {
    const unknown = expandRun(aSpec({ picks: { scene: [someHash('c')] } }), () => null)
    const several = expandRun(
      aSpec({ identities: [anIdentity('Chef'), anIdentity('CEO')], picks: { scene: [someHash('c')] } }),
      picked,
    )
    const alone = expandRun(aSpec({ picks: { portrait: [someHash('c')] } }), picked)
    expect([unknown, several, alone].map((result) => (result.ok ? null : result.problem.code))).toEqual([
      'pick-unknown',
      'pick-ambiguous',
      'pick-incomplete',
    ])
  })

  it('[G9] gives every job a path of its own, whatever the identities are called', () => {
    const names = ['Chef', 'chef', '../../etc/passwd', '<script>', '🎻', 'Chef', 'Élève', '\u202Etxt.exe']
    const identities = names.map((name) => anIdentity(name))
    const all = paths({ identities })
    expect(new Set(all).size).toBe(all.length)
    expect(identityKeys(identities).every((key) => /^[\p{Letter}\p{Number}-]+$/u.test(key))).toBe(true)
  })

  it('[G10] refuses a run that is too large to be meant', () => {
    const huge = expandRun(aSpec({ variants: { scene: 50, portrait: 50, final: 50 }, ladder: ['direct-edit'] }), picked)
    expect(huge.ok ? null : huge.problem.code).toBe('run-too-large')
  })
})
