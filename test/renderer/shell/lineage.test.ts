import { describe, expect, it } from 'vitest'
import type { LineageNode, PictureInsight, TradeOffDot } from '../../../src/contract/api/index.ts'
import type { StrategyName } from '../../../src/contract/index.ts'
import { likenessAlong, nearestIn, stepsOf } from '../../../src/renderer/features/lineage/steps.ts'
import { byStrategy, domainOf, dotTowards, paretoFront } from '../../../src/renderer/features/trade-off/front.ts'
import type { Measured } from '../../../src/renderer/studio/insights.ts'
import { aFace, anInsight, hash } from './builders.ts'

const node = (name: string, role: LineageNode['role']): LineageNode => ({
  sha256: hash(name),
  role,
  card: null,
  madeFrom: [],
})

const NODES = [
  node('photo', 'reference'),
  node('front', 'view'),
  node('side', 'view'),
  node('scene', 'scene'),
  node('portrait', 'portrait'),
  node('final', 'final'),
]

const likeness = (score: number | null): PictureInsight['likeness'] => ({
  score,
  distance: null,
  band: 'unsure',
  says: '',
  reference: null,
})

const measured = (scores: Readonly<Record<string, number | null>>): Measured =>
  new Map(Object.entries(scores).map(([name, score]) => [hash(name), anInsight(name, { likeness: likeness(score) })]))

const told = (scores: Readonly<Record<string, number | null>>, nodes = NODES) => {
  const steps = stepsOf(nodes)
  const along = likenessAlong(steps, measured(scores))
  return Object.fromEntries(steps.map(({ role }, index) => [role, along[index]!]))
}

describe('[U42] where the person was lost', () => {
  it('is the step of the face’s way that lost most; the scene, with anybody’s face, is none', () => {
    const found = told({ front: 0.9, side: 0.8, scene: 0.02, portrait: 0.8, final: 0.3 })
    expect(found['view']).toEqual({ score: expect.closeTo(0.85), lost: expect.closeTo(0.15), worst: false })
    expect(found['scene']).toEqual({ score: 0.02, lost: null, worst: false })
    expect(found['portrait']).toMatchObject({ lost: expect.closeTo(0.05), worst: false })
    expect(found['final']).toMatchObject({ lost: expect.closeTo(0.5), worst: true })
  })

  it('looks through steps that were not made, or of which nothing can be said', () => {
    const without = NODES.filter(({ role }) => role !== 'portrait')
    expect(told({ front: 0.9, final: 0.6 }, without)['final']).toMatchObject({ lost: expect.closeTo(0.3), worst: true })
    expect(told({ front: 0.9, portrait: null, final: 0.6 })['final']).toMatchObject({ lost: expect.closeTo(0.3) })
    expect(told({ front: 0.9, portrait: null })['portrait']).toEqual({ score: null, lost: null, worst: false })
  })

  it('is nowhere while nothing was compared, or next to nothing was lost', () => {
    expect(Object.values(told({}))).toEqual(
      Array.from({ length: 5 }, () => ({ score: null, lost: null, worst: false })),
    )
    const kept = told({ front: 0.99, side: 0.99, portrait: 0.98, final: 1.02 })
    expect(Object.values(kept).some(({ worst }) => worst)).toBe(false)
    expect(kept['final']!.lost).toBeCloseTo(-0.04)
  })

  it('shows the view whose head is turned most like the final’s', () => {
    const views = NODES.filter(({ role }) => role === 'view')
    const turned: Measured = new Map([
      [hash('front'), anInsight('front', { faces: [aFace({ yaw: 2 })] })],
      [hash('side'), anInsight('side', { faces: [aFace({ yaw: 80 })] })],
    ])
    expect(nearestIn(views, turned, 51)?.sha256).toBe(hash('side'))
    expect(nearestIn(views, turned, null)?.sha256).toBe(hash('front'))
    expect(nearestIn([], turned, 3)).toBeNull()
  })
})

const dot = (name: string, sceneKept: number, like: number, strategy: StrategyName | null = null): TradeOffDot => ({
  sha256: hash(name),
  strategy,
  rung: null,
  sceneKept,
  likeness: like,
  best: false,
})

describe('[U43] the trade-off', () => {
  it('has on its front the finals that no other beats in both, equal ones together', () => {
    const dots = [
      dot('a', 0.9, 0.2),
      dot('b', 0.7, 0.6),
      dot('c', 0.6, 0.6),
      dot('d', 0.3, 0.9),
      dot('e', 0.2, 0.9),
      dot('f', 0.9, 0.2),
    ]
    expect(paretoFront(dots).map(({ sha256 }) => sha256)).toEqual(['d', 'b', 'a', 'f'].map(hash))
    expect(paretoFront([])).toEqual([])
  })

  it('ranks strategies by the balance of both figures, so that neither can be given up', () => {
    const found = byStrategy([
      dot('a', 1, 0.1, 'direct-edit'),
      dot('b', 0.7, 0.6, 'scene-views'),
      dot('c', 0.5, 0.8, 'scene-views'),
      dot('d', 0.1, 0.9, 'direct-consistency'),
    ])
    expect(found.map(({ strategy }) => strategy)).toEqual(['scene-views', 'direct-edit', 'direct-consistency'])
    expect(found[0]).toMatchObject({
      finals: 2,
      onFront: 2,
      sceneKept: expect.closeTo(0.6),
      likeness: expect.closeTo(0.7),
    })
  })

  it('has axes of whole tenths that hold every figure', () => {
    expect(domainOf([])).toEqual([0.5, 1])
    expect(domainOf([0.34, 0.9])).toEqual([0.3, 1])
    expect(domainOf([-0.11, 1.23])).toEqual([-0.2, 1.3])
  })

  it('is walked with the arrow keys to the nearest dot on that side', () => {
    const [a, b, c] = [
      { x: 0, y: 0 },
      { x: 10, y: 1 },
      { x: 4, y: 40 },
    ] as const
    const all = [a, b, c]
    expect(dotTowards(all, a, 'right')).toBe(b)
    expect(dotTowards(all, a, 'down')).toBe(b)
    expect(dotTowards(all, b, 'left')).toBe(a)
    expect(dotTowards(all, a, 'up')).toBeNull()
  })
})
