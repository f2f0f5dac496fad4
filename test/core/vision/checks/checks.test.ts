import { describe, expect, it } from 'vitest'
import { type Face, type Likeness, NOSE_EDGE, ViewName } from '../../../../src/contract/index.ts'
import type { CheckContext } from '../../../../src/core/vision/checks/check.ts'
import { checkSeen } from '../../../../src/core/vision/checks/check-picture.ts'
import { limitsWith, limitTable } from '../../../../src/core/vision/checks/limits.ts'
import { aFace, anAnalysis, aScene, SNAPSHOT } from '../../../builders/seen.ts'

const context = (more: Partial<CheckContext> = {}): CheckContext => ({
  step: 'views',
  view: 'front',
  limits: limitsWith({}),
  scene: null,
  styled: false,
  likeness: null,
  sceneKept: null,
  ...more,
})

const YAW: Readonly<Record<ViewName, number>> = {
  front: 1,
  'profile-left': 78,
  'profile-right': -79,
  'three-quarter-left': 38,
  'three-quarter-right': -41,
}
const SMILE: Readonly<Record<ViewName, number>> = {
  front: 0.85,
  'profile-left': 0.1,
  'profile-right': 0.1,
  'three-quarter-left': 0.85,
  'three-quarter-right': 0.2,
}

const good = (view: ViewName, more: Partial<Face> = {}) =>
  anAnalysis([
    aFace({ yaw: YAW[view], smile: SMILE[view], widthPercent: view.startsWith('profile') ? 34 : 44, ...more }),
  ])

/** What was found that is not in order, each as `verdict check`. */
const faults = (picture: Parameters<typeof checkSeen>[0], more: Partial<CheckContext> = {}) =>
  checkSeen(picture, context(more))
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ verdict, check }) => `${verdict} ${check}`)

const says = (picture: Parameters<typeof checkSeen>[0], check: string, more: Partial<CheckContext> = {}) =>
  checkSeen(picture, context(more)).find((one) => one.check === check)?.says

describe('views', () => {
  it.each(ViewName.options)('[W1] has nothing to say of a good %s', (view) => {
    expect(faults(good(view), { view })).toEqual([])
  })

  it.each(ViewName.options.filter((view) => view !== 'front'))('[W1] fails a mirrored %s, told by the edge', (view) => {
    const mirrored = good(view, { yaw: -YAW[view] })
    expect(faults(mirrored, { view })).toEqual(['fail direction'])
    const edge = NOSE_EDGE[view] === 'left' ? 'LEFT' : 'RIGHT'
    expect(says(mirrored, 'direction', { view })).toContain(`it should point to the ${edge} edge`)
  })

  it.each([
    ['front', 35],
    ['profile-left', 41],
    ['profile-right', -40],
    ['three-quarter-left', 79],
    ['three-quarter-left', 5],
    ['three-quarter-right', -80],
  ] as const)('[W1] fails a %s turned %d degrees', (view, yaw) => {
    expect(faults(good(view, { yaw, widthPercent: 40 }), { view })).toEqual(['fail direction'])
  })

  it.each([
    ['a face of 18 %', good('front', { widthPercent: 18 }), 'fail face-width'],
    ['a face of 70 %', good('front', { widthPercent: 70 }), 'fail face-width'],
    ['a grey room', { ...good('front'), background: { white: 0.1 } }, 'fail background'],
    ['a second face', anAnalysis([aFace(), aFace({ widthPercent: 38 })]), 'fail one-face'],
    ['a closed mouth for a smile', good('front', { smile: 0.1 }), 'warn expression'],
    ['a red shirt', { ...good('front'), palette: [{ colour: '#aa2222', share: 1 }] }, 'warn clothes'],
  ])('[W1] finds %s', (_what, picture, expected) => {
    expect(faults(picture)).toEqual([expected])
  })

  it('[W1] takes a fold or a pan that looks a little like a face for none', () => {
    expect(faults(anAnalysis([aFace({ confidence: 0.64, widthPercent: 60, yaw: 70 }), aFace()]))).toEqual([])
  })

  it('[W2] refuses nothing for what it could not measure', () => {
    expect(faults(anAnalysis([]))).toEqual(['warn one-face'])
    const wall = anAnalysis([], { background: { white: 0 }, palette: SNAPSHOT })
    expect(faults(wall)).toEqual(['warn one-face', 'warn background', 'warn clothes'])
    expect(faults(wall, { step: 'scene', view: null })).toEqual(['warn one-face', 'warn cinema'])
    expect(faults(good('front', { yaw: 40, poseConfidence: 0.2, widthPercent: 44 }))).toEqual(['warn direction'])
  })
})

describe('scenes', () => {
  const scene = { step: 'scene', view: null } as const

  it('[W3] has nothing to say of a good one, and says what it cannot tell', () => {
    expect(faults(aScene(), scene)).toEqual([])
    expect(says(aScene(), 'lettering', scene)).toContain('cannot be told here')
  })

  it.each([
    ['a face of 8 %', aScene({ widthPercent: 8 }), ['fail face-width']],
    ['a face of 45 %', aScene({ widthPercent: 45 }), ['fail face-width']],
    ['a head that is cut off', aScene({ y: -40 }), ['fail framing']],
    ['a close-up without a body', aScene({ y: 900, h: 250 }), ['warn framing']],
    [
      'somebody nearly as large',
      aScene({}, { faces: [aFace({ widthPercent: 20, y: 260, h: 220 }), aFace({ widthPercent: 17 })] }),
      ['fail one-face'],
    ],
    ['the colours of a snapshot', aScene({}, { palette: SNAPSHOT }), ['fail cinema']],
  ])('[W3] finds %s', (_what, picture, expected) => {
    expect(faults(picture, scene)).toEqual(expected)
  })

  it('[W3] lets people in the background be, and pale colours where a style asks for them', () => {
    const crowd = aScene({}, { faces: [...aScene().faces, aFace({ widthPercent: 6 })] })
    expect(faults(crowd, scene)).toEqual([])
    expect(faults(aScene({}, { palette: SNAPSHOT }), { ...scene, styled: true })).toEqual(['warn cinema'])
  })
})

const against = (scene = aScene()): Partial<CheckContext> => ({
  step: 'portrait',
  view: null,
  scene: { analysis: scene, keeps: 'head' },
})

const portrait = (more: Partial<Face> = {}) => aScene({ widthPercent: 45, yaw: 23, ...more })

describe('portraits against their scene', () => {
  it('[W4] has nothing to say of a good one', () => {
    expect(faults(portrait(), against())).toEqual([])
  })

  it('[W4] fails a mirrored one by the edges of the frame, and says it once', () => {
    const mirrored = portrait({ yaw: -21, roll: -12, light: { side: 'left', balance: -0.4, warmth: 2 } })
    expect(faults(mirrored, against())).toEqual(['fail mirrored'])
    expect(says(mirrored, 'mirrored', against())).toBe(
      'The nose points to the LEFT edge of the frame; in the scene it points to the RIGHT edge (22°). The picture is mirrored.',
    )
  })

  it('[W4] does not call a head mirrored that looks at the viewer', () => {
    expect(faults(portrait({ yaw: -3 }), against(aScene({ yaw: 6 })))).toEqual([])
  })

  it.each([
    ['turned too far', portrait({ yaw: 50 }), 'fail angle'],
    ['with the chin raised', portrait({ pitch: 30 }), 'fail nod'],
    ['tilted', portrait({ roll: 24 }), 'fail tilt'],
    ['lit from the other side', portrait({ light: { side: 'left', balance: -0.4, warmth: 2 } }), 'warn light'],
    ['that smiles where the scene does not', portrait({ smile: 0.95 }), 'warn expression'],
    ['with a small face', portrait({ widthPercent: 19 }), 'fail face-width'],
    ['whose colours have faded', { ...portrait(), palette: SNAPSHOT }, 'fail cinema'],
  ])('[W4] finds one %s', (_what, picture, expected) => {
    expect(faults(picture, against())).toEqual([expected])
  })
})

const likeness = (band: Likeness['band'], distance: number | null): Likeness => ({
  band,
  distance,
  score: distance === null ? null : 1 - distance,
  says: `It is ${band}.`,
  reference: null,
})

describe('finals', () => {
  const final = (more: Partial<CheckContext> = {}): Partial<CheckContext> => ({
    step: 'final',
    view: null,
    scene: { analysis: aScene(), keeps: 'head' },
    sceneKept: { score: 0.85, structure: 0.85, colour: 0.9 },
    likeness: likeness('own', 0.4),
    ...more,
  })

  it('[W5] has nothing to say of a good one', () => {
    expect(faults(aScene(), final())).toEqual([])
  })

  it.each([
    ['a stranger', { likeness: likeness('stranger', 0.72) }, ['fail likeness']],
    ['somebody it is not sure of', { likeness: likeness('unsure', 0.64) }, ['warn likeness']],
    ['a face that may be pasted', { likeness: likeness('possible-paste', 0.1) }, ['warn likeness']],
    ['another scene', { sceneKept: { score: 0.2, structure: 0.1, colour: 0.4 } }, ['fail scene-kept']],
  ])('[W5] finds %s', (_what, more, expected) => {
    expect(faults(aScene(), final(more))).toEqual(expected)
  })

  it('[W5] says nothing of likeness where nobody agreed to have faces compared', () => {
    expect(says(aScene(), 'likeness', final({ likeness: null }))).toBeUndefined()
  })

  it('[W5] lets a strategy that takes only the place hold the head otherwise', () => {
    const scene = { analysis: aScene(), keeps: 'place' as const }
    const moved = final({ scene, sceneKept: { score: 0.3, structure: 0.2, colour: 0.6 } })
    expect(faults(aScene({ yaw: -20 }), moved)).toEqual(['warn scene-kept'])
  })
})

describe('the table of limits', () => {
  it('[W6] can be changed row by row, and gives its reasons', () => {
    const picture = good('front', { yaw: 25 })
    expect(faults(picture, { limits: limitsWith({ 'front-turn': { warn: 30, fail: 40 } }) })).toEqual([])
    expect(faults(picture, { limits: limitsWith({ 'front-turn': { warn: 5, fail: null } }) })).toEqual([
      'warn direction',
    ])
    for (const { why, source, title, usual, now } of limitTable({})) {
      expect([title, why, source].every((words) => words.length > 4)).toBe(true)
      expect(now).toEqual(usual)
    }
  })

  it('[W6] tells every finding with its figure, its limit and a sentence', () => {
    const finding = checkSeen(good('front', { widthPercent: 18 }), context()).find(
      ({ check }) => check === 'face-width',
    )
    expect(finding).toEqual({
      check: 'face-width',
      verdict: 'fail',
      says: "The face is 18 % of the picture's width; 40-50 % is wanted.",
      figure: 18,
      limit: 30,
    })
  })
})
