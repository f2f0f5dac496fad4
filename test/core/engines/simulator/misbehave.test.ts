import { describe, expect, it } from 'vitest'
import {
  MISBEHAVIOURS,
  parseMisbehaviour,
  strikes,
  USUAL_MISBEHAVIOUR,
  waitMs,
} from '../../../../src/core/engines/simulator/misbehave.ts'
import type { Misbehaviour, MisbehaviourName } from '../../../../src/core/engines/simulator/misbehave.ts'
import { openSitting } from './sitting.ts'

const rates = (more: Partial<Misbehaviour>): Misbehaviour => ({ ...USUAL_MISBEHAVIOUR, ...more })

describe('asking for misbehaviour', () => {
  it('[S4] takes names with rates, a name alone for always, and none for an angel', () => {
    expect(parseMisbehaviour('unavailable=0.3, mirrored=.1')).toEqual({
      ok: true,
      value: rates({ unavailable: 0.3, mirrored: 0.1 }),
    })
    expect(parseMisbehaviour('blank')).toEqual({ ok: true, value: rates({ blank: 1 }) })
    expect(parseMisbehaviour('')).toEqual({ ok: true, value: USUAL_MISBEHAVIOUR })
    const angel = parseMisbehaviour('none')
    expect(angel.ok && Object.values(angel.value)).toEqual(Object.keys(MISBEHAVIOURS).map(() => 0))
  })

  it.each([
    ['mirored=0.1', 'misbehaviour-unknown', 'mirored'],
    ['toString=1', 'misbehaviour-unknown', 'toString'],
    ['mirrored=2', 'misbehaviour-rate', '2'],
    ['mirrored=-0.1', 'misbehaviour-rate', '-0.1'],
    ['mirrored=often', 'misbehaviour-rate', 'often'],
    ['mirrored=', 'misbehaviour-rate', 'mirrored'],
    ['mirrored=0.1=0.2', 'misbehaviour-rate', 'mirrored'],
  ])('[S4] refuses %s and says what can be written', (text, code, names) => {
    const result = parseMisbehaviour(text)
    expect(result).toMatchObject({ ok: false, problem: { code } })
    if (result.ok) return
    expect(`${result.problem.message} ${result.problem.next}`).toContain(names)
  })
})

describe('misbehaving', () => {
  it('[S5] strikes as often as it was asked to', () => {
    for (const name of Object.keys(MISBEHAVIOURS) as MisbehaviourName[]) {
      const struck = Array.from({ length: 2000 }, (_, seed) =>
        strikes(rates({ [name]: 0.3 }), seed * 7919, 0).has(name),
      )
      expect(struck.filter(Boolean).length / 2000).toBeCloseTo(0.3, 1)
    }
  })

  it('[S5] is the same for the same request, and drawn anew when that is sent again', () => {
    const storm = rates({ unavailable: 0.5 })
    expect(strikes(storm, 42, 3)).toEqual(strikes(storm, 42, 3))
    const sends = Array.from({ length: 40 }, (_, n) => strikes(storm, 42, n).has('unavailable'))
    expect(new Set(sends)).toEqual(new Set([true, false]))
    expect(waitMs(42, 0)).not.toBe(waitMs(42, 1))
  })

  it('[S5] blocks for content stay, however often the request is sent', () => {
    const blocks = rates({ 'block-swap': 0.5 })
    for (let seed = 0; seed < 50; seed++) {
      const first = strikes(blocks, seed, 0).has('block-swap')
      expect(strikes(blocks, seed, 7).has('block-swap')).toBe(first)
    }
  })

  it('[S6] as usual blocks two faces always and does nothing else on its own but mind swap wording', () => {
    for (let seed = 0; seed < 200; seed++)
      expect([...strikes(USUAL_MISBEHAVIOUR, seed, 0)].filter((name) => name !== 'block-swap')).toEqual([
        'block-two-faces',
      ])
  })
})

describe('what goes wrong with a picture', () => {
  const sitting = openSitting()
  const good = () => sitting.shoot(sitting.prompt('scene'))
  const bad = (...names: readonly MisbehaviourName[]) => sitting.shoot(sitting.prompt('scene'), { strikes: names })

  it('[S8] mirrored: the nose points to the other edge', async () => {
    expect((await bad('mirrored')).pose.yaw).toBe(-(await good()).pose.yaw)
  })

  it('[S8] wrong angle: a three-quarter for a profile, and a turned head for a front', async () => {
    const references = await sitting.photos()
    const view = async (name: 'profile-left' | 'front') =>
      sitting.shoot(sitting.prompt('views', { view: name, pictures: { reference: 4 } }), {
        pictures: references,
        strikes: ['wrong-angle'],
      })
    expect(Math.round((await view('profile-left')).pose.yaw)).toBe(42)
    expect(Math.abs((await view('front')).pose.yaw)).toBe(40)
  })

  it('[S8] documentary: the cinema look is lost to a flat flash', async () => {
    expect(await bad('documentary')).toMatchObject({
      grade: { look: 'documentary' },
      light: { side: 'front', rim: [0, 0, 0] },
    })
  })

  it('[S8] small face: less than half as wide', async () => {
    expect((await bad('small-face')).framing.faceWidth).toBeLessThan((await good()).framing.faceWidth / 2)
  })

  it('[S8] two faces: somebody else stands beside the one who was asked for', async () => {
    const reply = await sitting.reply(sitting.prompt('scene'), { strikes: ['two-faces'] })
    if (reply.kind !== 'shot' || !reply.beside) throw new Error('nobody stands beside')
    const { shot, beside } = reply
    expect(shot.person).toEqual((await good()).person)
    expect(beside.person).not.toEqual(shot.person)
    expect(beside.framing.eyes[0] - shot.framing.eyes[0]).toBeGreaterThan(shot.framing.faceWidth)
    expect(beside).toMatchObject({ world: shot.world, pose: shot.pose })
  })

  it('[S8] blank and text instead: an empty picture of the right size, words without a picture', async () => {
    const prompt = sitting.prompt('scene')
    expect(await sitting.reply(prompt, { strikes: ['blank'] })).toEqual({
      kind: 'empty-picture',
      width: 896,
      height: 1200,
    })
    expect(await sitting.reply(prompt, { strikes: ['text-instead'] })).toMatchObject({ kind: 'text' })
  })
})

describe('wording against what the field has learnt', () => {
  const sitting = openSitting()
  const sides = async (prompt: string): Promise<readonly number[]> =>
    Promise.all(Array.from({ length: 40 }, async (_, n) => (await sitting.shoot(prompt, { variant: n + 1 })).pose.yaw))

  it('[S9] a bare left or right is mirrored now and then, the edge of the frame never', async () => {
    const bare = await sides('A woman in profile, facing left, neutral, head and shoulders.')
    expect(bare.filter((yaw) => yaw > 0).length).toBeGreaterThan(5)
    expect(bare.filter((yaw) => yaw > 0).length).toBeLessThan(25)
    const told = await sides(
      'A woman in profile, nose pointing to the LEFT edge of the frame, neutral, head and shoulders.',
    )
    expect(told.every((yaw) => yaw < -85)).toBe(true)
  })

  it('[S9] words about the camera often give another angle', async () => {
    const yaws = await sides('A portrait, the camera placed at 90 degrees to their left.')
    expect(yaws.filter((yaw) => Math.abs(yaw) < 60).length).toBeGreaterThan(8)
  })

  it('[S9] without an expression the mouth is closed, without a framing the distance wanders', async () => {
    const shots = await Promise.all(
      Array.from({ length: 40 }, (_, n) => sitting.shoot('A woman in a garden.', { variant: n + 1 })),
    )
    expect(shots.every(({ pose }) => pose.smile === 0)).toBe(true)
    const widths = shots.map(({ framing }) => framing.faceWidth)
    expect(Math.max(...widths) / Math.min(...widths)).toBeGreaterThan(3)
  })
})

it('[S34] a figure always reaches the lower edge of the frame, however small it is', async () => {
  const sitting = openSitting()
  const prompts = [
    'A pilot.',
    'A full body picture of a pilot.',
    'A pilot, the face 12 % of the width.',
    'A pilot, waist-up.',
  ]
  for (const prompt of prompts)
    for (let variant = 1; variant <= 6; variant++) {
      const { framing, width, height } = await sitting.shoot(prompt, { variant })
      expect((1 - framing.eyes[1]) * height).toBeLessThan(4.4 * framing.faceWidth * width)
    }
})
