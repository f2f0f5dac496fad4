import { beforeAll, describe, expect, it } from 'vitest'
import { NOSE_EDGE, ViewName } from '../../../../src/contract/index.ts'
import type { RequestPart } from '../../../../src/core/engines/engine.ts'
import type { Shot } from '../../../../src/core/engines/simulator/shot.ts'
import { aPhoto, COUNTS, MAN, openSitting, POSTER, WOMAN } from './sitting.ts'

const sitting = openSitting()
let references: readonly RequestPart[]
let views: readonly RequestPart[]
let person: Shot['person']
let scene: Shot
let scenePart: RequestPart
let portrait: Shot
let portraitPart: RequestPart

beforeAll(async () => {
  references = await sitting.photos()
  views = await sitting.views(references)
  person = (await sitting.view('front', references)).person
  scene = await sitting.shoot(sitting.prompt('scene'))
  scenePart = await sitting.pictureOf('scene', scene)
  portrait = await sitting.shoot(sitting.prompt('portrait', { pictures: COUNTS }), { pictures: [...views, scenePart] })
  portraitPart = await sitting.pictureOf('portrait', portrait)
})

type Prompt = Parameters<typeof sitting.prompt>[0]

const promptFor = (name: Prompt, description?: string): string =>
  sitting.prompt(name, { pictures: COUNTS, ...(description === undefined ? {} : { description }) })
const final = (name: Prompt, pictures: readonly RequestPart[], description?: string): Promise<Shot> =>
  sitting.shoot(promptFor(name, description), { pictures })

/** A request to a model that blocks as usual. */
const ask = (name: Prompt, pictures: readonly RequestPart[]) =>
  sitting.reply(promptFor(name), { pictures, strikes: ['block-two-faces', 'block-swap'] })

/** What makes two pictures the same moment, whoever is in it. */
const moment = ({ world, light, outfit, framing, pose }: Shot) => ({
  world,
  light,
  outfit,
  framing,
  turned: Math.round(pose.yaw),
})

describe('character views from the bundled prompt', () => {
  it.each(ViewName.options)('[S13] turn the nose of %s to the edge that was asked for', async (name) => {
    const { yaw } = (await sitting.view(name, references)).pose
    const size = Math.abs(yaw)
    expect(size < 10 ? 'viewer' : yaw > 0 ? 'right' : 'left').toBe(NOSE_EDGE[name])
    const [least, most] = name === 'front' ? [0, 5] : name.startsWith('profile') ? [85, 90] : [35, 50]
    expect(size).toBeGreaterThanOrEqual(least)
    expect(size).toBeLessThanOrEqual(most)
  })

  it('[S14] smile where a smile is asked for and keep the mouth closed elsewhere', async () => {
    const smiles = await Promise.all(
      ViewName.options.map(async (name) => (await sitting.view(name, references)).pose.smile > 0.7),
    )
    expect(smiles).toEqual([true, false, false, true, false])
  })

  it('[S14] show one person in one set of clothes on plain white, the face 40-50 % of the frame', async () => {
    for (const name of ViewName.options) {
      const shot = await sitting.view(name, references)
      expect(shot).toMatchObject({
        person,
        width: 1024,
        height: 1024,
        world: { kind: 'white' },
        grade: { look: 'studio' },
        outfit: { kind: 'blouse', main: [0.62, 0.76, 0.9] },
      })
      expect(shot.framing.faceWidth).toBeGreaterThanOrEqual(0.4)
      expect(shot.framing.faceWidth).toBeLessThanOrEqual(0.5)
    }
  })

  it('[S14] dress a man in a light-blue collared shirt and give him the hair and eyes that are told', async () => {
    const his = openSitting(MAN)
    const shot = await his.view('front', await his.photos([0.86, 0.68, 0.58], [0.7, 0.55, 0.33]))
    expect(shot).toMatchObject({ outfit: { kind: 'collared-shirt' }, person: { gender: 'man', hairStyle: 'short' } })
    expect(shot.person.iris[2]).toBeGreaterThan(shot.person.iris[0] * 1.5)
    expect(shot.person.hair[0]).toBeGreaterThan(0.5)
  })

  it('[S15] give the same person for the same photos in any order, and another for other photos', async () => {
    const turned = await sitting.view('front', references.toReversed())
    expect(turned.person).toEqual(person)
    const others = await sitting.view('front', await sitting.photos([0.8, 0.6, 0.5]))
    expect(others.person.jawWidth).not.toBe(person.jawWidth)
  })

  it('[S15] hold the likeness with three photos and more, and let it drift from view to view with one', async () => {
    const alone = references.slice(0, 1)
    const [front, side] = await Promise.all([sitting.view('front', alone), sitting.view('profile-left', alone)])
    expect(front.person.noseLength).not.toBe(side.person.noseLength)
    expect(front.person.noseLength / side.person.noseLength).toBeCloseTo(1, 0)
    const three = references.slice(0, 3)
    expect((await sitting.view('front', three)).person).toEqual((await sitting.view('profile-left', three)).person)
  })

  it('[S16] take skin and hair from the photos', async () => {
    const dark = await sitting.view('front', await sitting.photos([0.42, 0.28, 0.2], [0.05, 0.045, 0.04]))
    expect(dark.person.skin[0]).toBeLessThan(0.5)
    expect(person.skin[0]).toBeGreaterThan(0.7)
  })
})

describe('a scene from words', () => {
  it('[S18] is where, when and how the words say, in cinema look, the face 15-25 % of the width', () => {
    expect(scene).toMatchObject({
      width: 896,
      height: 1200,
      world: { kind: 'concert-hall', hour: 'night' },
      outfit: { kind: 'tailcoat' },
      prop: 'baton',
      grade: { look: 'cinematic', style: 'none' },
      person: { gender: 'woman' },
    })
    expect(scene.framing.faceWidth).toBeGreaterThanOrEqual(0.15)
    expect(scene.framing.faceWidth).toBeLessThanOrEqual(0.25)
    expect(Math.abs(scene.pose.yaw)).toBeLessThan(50)
  })

  it('[S2] has another stranger and another composition in each variant, and the same in the same', async () => {
    const again = await sitting.shoot(sitting.prompt('scene'))
    const second = await sitting.shoot(sitting.prompt('scene'), { variant: 2 })
    expect(again).toEqual(scene)
    expect(second.world.seed).not.toBe(scene.world.seed)
    expect(second.person.jawWidth).not.toBe(scene.person.jawWidth)
    expect(second.world.kind).toBe('concert-hall')
  })

  it.each(['noir', 'painterly', 'pastel', 'neon', 'vintage', 'golden hour', 'cold'])(
    '[S18] takes the style preference "%s"',
    async (style) => {
      const shot = await sitting.shoot(sitting.prompt('scene', { style }))
      expect(shot.grade).toMatchObject({ look: 'cinematic', style: style.split(' ')[0] })
    },
  )
})

describe('a matched portrait', () => {
  it('[S19] shows the person of the views, close, with the head, light, clothes and expression of the scene', () => {
    expect(portrait.person).toEqual(person)
    expect(portrait.framing.faceWidth).toBeGreaterThanOrEqual(0.4)
    expect({ ...moment(portrait), framing: null }).toEqual({ ...moment(scene), framing: null })
    expect(portrait.pose.smile).toBe(scene.pose.smile)
    expect(portrait.prop).toBe('none')
  })

  it('[S9] is mirrored now and then when the prompt does not tell the edge of the frame, and never when it does', async () => {
    const turns = async (words: string): Promise<number> => {
      const shots = await Promise.all(
        Array.from({ length: 24 }, (_, n) =>
          sitting.shoot(words, { pictures: [...views, scenePart], variant: n + 1, config: POSTER }),
        ),
      )
      return shots.filter((shot) => Math.sign(shot.pose.yaw) !== Math.sign(scene.pose.yaw)).length
    }
    expect(await turns('A head-and-shoulders portrait of this woman in the light of the scene.')).toBeGreaterThan(1)
    expect(await turns(sitting.prompt('portrait', { pictures: COUNTS }))).toBe(0)
  })
})

describe('finals from the bundled prompts', () => {
  it('[S20] keep the composition of the scene and show the person: scene + views, direct edit, environment only', async () => {
    for (const [name, pictures] of [
      ['final-scene-views', [scenePart, ...views]],
      ['final-direct-edit', [scenePart, portraitPart]],
    ] as const) {
      const shot = await final(name, pictures)
      expect(shot.person).toEqual(person)
      expect(moment(shot)).toEqual(moment(scene))
      expect(shot.grade.look).toBe('cinematic')
    }
    const environment = await final('final-environment-only', [scenePart, ...views])
    expect(environment).toMatchObject({ person, world: scene.world, light: scene.light, framing: scene.framing })
    expect(Math.sign(environment.pose.yaw)).toBe(Math.sign(scene.pose.yaw))
  })

  it('[Z16] put the portrait’s person into a scene whose face is painted out, which is one face and not two', async () => {
    const both = await ask('final-direct-edit', [scenePart, portraitPart])
    expect(both.kind).toBe('blocked')
    const masked = await sitting.maskedOf(scene)
    const one = await ask('final-masked-scene', [masked, portraitPart])
    expect(one.kind).toBe('shot')
    const shot = await final('final-masked-scene', [masked, portraitPart])
    expect(shot.person).toEqual(person)
    expect(moment(shot)).toEqual(moment(scene))
  })

  it('[Z17] give a composite back as it is, to be developed once more', async () => {
    const composite = { ...(await sitting.pictureOf('scene', scene)), role: 'composite' as const }
    expect(await ask('final-composite-harmonize', [composite])).toMatchObject({ kind: 'unified', picture: 0 })
  })

  it('[S21] grow a portrait out of its canvas into the same place, small enough for a scene', async () => {
    const canvas = { ...portraitPart, role: 'canvas' as const }
    const shot = await final('final-expand-portrait', [canvas])
    expect(shot).toMatchObject({ person, world: scene.world, light: scene.light, outfit: scene.outfit, prop: 'baton' })
    expect(shot.framing.faceWidth).toBeLessThanOrEqual(0.25)
  })

  it('[S21] make the described scene anew around the portrait, with another composition', async () => {
    const description = await sitting.say(sitting.prompt('describe', { pictures: COUNTS }), scenePart)
    const shot = await final('final-portrait-only', [portraitPart], description)
    expect(shot).toMatchObject({ person, outfit: { kind: 'tailcoat' }, world: { kind: 'concert-hall', hour: 'night' } })
    expect(shot.world.seed).not.toBe(scene.world.seed)
    expect(shot.framing.faceWidth).toBeLessThanOrEqual(0.25)
  })

  it('[S21] follow a description with a face that is nearly right, in cinema look', async () => {
    const description = await sitting.say(sitting.prompt('describe', { pictures: COUNTS }), scenePart)
    const shot = await final('final-describe-regenerate', views, description)
    expect(shot).toMatchObject({
      world: { kind: 'concert-hall', hour: 'night' },
      outfit: { kind: 'tailcoat' },
      light: { side: scene.light.side },
      grade: { look: 'cinematic' },
      prop: 'baton',
    })
    expect(Math.sign(shot.pose.yaw)).toBe(Math.sign(scene.pose.yaw))
    expect(shot.person).not.toEqual(person)
    expect(shot.person.skin).toEqual(person.skin)
    expect(Math.abs(shot.person.jawWidth / person.jawWidth - 1)).toBeLessThan(0.05)
  })

  it('[S35] give a new composition each time from the scene in words and views', async () => {
    const words = sitting.prompt('final-text-scene-views', { pictures: COUNTS })
    const [one, two] = await Promise.all([1, 2].map((variant) => sitting.shoot(words, { pictures: views, variant })))
    expect(one).toMatchObject({ person, grade: { look: 'cinematic' }, world: { kind: 'concert-hall' } })
    expect(two!.person).toEqual(person)
    expect(two!.world.seed).not.toBe(one!.world.seed)
  })

  it('[S22] lose the cinema in direct consistency, and win it back with the craft of a film frame in the words', async () => {
    const words = sitting.prompt('final-direct-consistency', { pictures: COUNTS })
    expect(await sitting.shoot(words, { pictures: views })).toMatchObject({ person, grade: { look: 'documentary' } })
    const better = `${words}\nRich colour grading, film grain, a rim light along the shoulders, shallow depth of field.`
    expect(await sitting.shoot(better, { pictures: views })).toMatchObject({ person, grade: { look: 'cinematic' } })
  })

  it('[S23] show a new face with swap wording', async () => {
    for (const name of ['final-face-swap', 'final-matched-view-swap'] as const) {
      const shot = await final(name, [scenePart, views[0]!])
      expect(moment(shot)).toEqual(moment(scene))
      expect(shot.person.jawWidth).not.toBe(person.jawWidth)
      expect(shot.person.hair).toEqual(person.hair)
    }
  })

  it('[S24] stay the same picture through the corrections of a chat, and turn the light when told', async () => {
    const first = { role: 'user', parts: [scenePart, ...views, { kind: 'text', role: 'prompt', text: 'x' }] } as const
    const start = await final('final-multi-turn', [scenePart, ...views])
    const result = await sitting.pictureOf('result', start)
    const said = { role: 'model', parts: [{ kind: 'image', sha256: picture(result), mimeType: 'image/png' }] } as const
    const before = [first, said]
    for (const name of ['final-multi-turn-2', 'final-multi-turn-3'] as const) {
      const next = await sitting.shoot(sitting.prompt(name, { pictures: COUNTS }), { before })
      expect(next.person).toEqual(person)
      expect(moment(next)).toEqual(moment(start))
      expect(next.grade.seed).not.toBe(start.grade.seed)
    }
    const other = scene.light.side === 'left' ? 'right' : 'left'
    const relit = await sitting.shoot(`Let the key light come from the ${other} edge of the frame instead.`, { before })
    expect(relit.light.side).toBe(other)
    expect({ ...moment(relit), light: null }).toEqual({ ...moment(start), light: null })
  })
})

describe('pictures that the simulator did not make', () => {
  it('[S33] as a scene give their light, and the words give the rest', async () => {
    const jpeg = await aPhoto({ skin: [0.7, 0.53, 0.44], hair: [0.2, 0.13, 0.09], leftOverRight: 1.6 })
    const found = { ...sitting.photoOf(jpeg), role: 'scene' as const }
    const words = `${promptFor('final-environment-only')}\nThe place is a kitchen, the clothes are chef whites.`
    const [one, two] = await Promise.all(
      [1, 2].map((variant) => sitting.shoot(words, { pictures: [found, ...views], variant })),
    )
    expect(one).toMatchObject({ person, light: { side: 'left' }, grade: { look: 'cinematic' } })
    expect(two!.world).toEqual(one!.world)
  })

  it('[S33] as views give the same person for every identity, and are no second face', async () => {
    const foreign = await Promise.all(
      [0.2, 0.22].map(async (red) => ({
        ...sitting.photoOf(await aPhoto({ skin: [0.82, 0.63, 0.52], hair: [red, 0.13, 0.09] })),
        role: 'view' as const,
      })),
    )
    const [one, two] = await Promise.all([
      sitting.shoot(promptFor('final-text-scene-views'), { pictures: foreign }),
      final('final-scene-views', [scenePart, ...foreign]),
    ])
    // How broad somebody is told to be is the words' business; the face is not.
    expect({ ...one.person, build: 0 }).toEqual({ ...two.person, build: 0 })
    expect(one.person).not.toEqual(person)
    expect(await ask('final-scene-views', [scenePart, ...foreign])).toMatchObject({ kind: 'shot' })
  })
})

describe('blocks', () => {
  it('[S6] a request with two pictures that hold a face, and none with views on white', async () => {
    expect(await ask('final-direct-edit', [scenePart, portraitPart])).toEqual({ kind: 'blocked', why: 'two-faces' })
    expect(await ask('final-scene-views', [scenePart, ...views])).toMatchObject({ kind: 'shot' })
    expect(await ask('portrait', [...views, scenePart])).toMatchObject({ kind: 'shot' })
    expect(await ask('views', references)).toMatchObject({ kind: 'shot' })
  })

  it('[S6] swap wording, and no wording of the other bundled prompts', async () => {
    expect(await ask('final-face-swap', [scenePart, views[0]!])).toEqual({ kind: 'blocked', why: 'swap-wording' })
    expect(await ask('final-matched-view-swap', [scenePart, views[0]!])).toEqual({
      kind: 'blocked',
      why: 'swap-wording',
    })
    for (const name of ['final-scene-views', 'final-environment-only', 'final-multi-turn', 'portrait'] as const)
      expect(await ask(name, [scenePart, ...views])).toMatchObject({ kind: 'shot' })
  })
})

const picture = (part: RequestPart) => (part.kind === 'image' ? part.sha256 : ('' as never))

it('[S15] sittings of the same photos with other words about the person are other people of the same face', async () => {
  const other = openSitting({ ...WOMAN, hairColor: 'platinum blonde' })
  const shot = await other.view('front', await other.photos())
  expect(shot.person.jawWidth).toBe(person.jawWidth)
  expect(shot.person.hair[0]).toBeGreaterThan(0.7)
})
