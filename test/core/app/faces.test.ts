import { beforeAll, describe, expect, it } from 'vitest'
import { sha256OfJson } from '../../../src/core/engines/keys.ts'
import { type Likeness, type SceneKept, SubjectId } from '../../../src/contract/index.ts'
import { openFigures } from '../../../src/core/app/figures.ts'
import { openMeasuringLine } from '../../../src/core/app/measuring-line.ts'
import { tradeOffOf } from '../../../src/core/app/trade-off.ts'
import type { Vision } from '../../../src/core/vision/types.ts'
import { openVision } from '../../../src/core/vision/vision.ts'
import { anApp, clientOf, listen, TRAITS, until } from '../../builders/app.ts'
import { drawn } from '../vision/drawn.ts'

const looked = { analyse: 0, describe: 0 }

/** The real eyes, counted. */
const countingVision = (): Vision => {
  const vision = openVision()
  return {
    ...vision,
    analyse: async (bytes, options) => {
      looked.analyse++
      return await vision.analyse(bytes, options)
    },
    describe: async (bytes) => {
      looked.describe++
      return await vision.describe(bytes)
    },
  }
}

const turned = async (yaw: number) =>
  new Uint8Array(await drawn({ width: 640, height: 640, pose: { yaw, pitch: 0, roll: 0, smile: 0 } }))

describe('what windows are told of faces', () => {
  let photos: readonly File[] = []
  beforeAll(async () => {
    photos = [
      new File([await turned(0)], 'front-1.png'),
      new File([await turned(12)], 'front-2.png'),
      new File([await turned(85)], 'profile.png'),
    ]
  }, 60_000)

  it('[V30] is measured once, behind the scenes, and told; likeness only with consent, and not after it', async () => {
    const client = clientOf(await anApp({ vision: countingVision() }))
    const heard = await listen(client)
    const { subject } = await client.subjects.create({ traits: TRAITS, photos: [...photos] })
    const pictures = subject.photos.map(({ sha256 }) => sha256)
    const insights = async () => await client.faces.of({ pictures })
    const told = (): readonly string[] => heard.flatMap((event) => (event.type === 'faces' ? event.pictures : []))

    await insights()
    await until('all are measured', async () => (await insights()).every(({ analysis }) => analysis !== null))
    const before = await insights()
    expect(before.map(({ analysis }) => Math.abs(analysis!.faces[0]!.yaw) > 65)).toEqual([false, false, true])
    expect(before.map(({ eyes }) => eyes !== null)).toEqual([true, true, false])
    expect(Math.abs((before[0]!.eyes!.left.x + before[0]!.eyes!.right.x) / 2 - 0.5)).toBeLessThan(0.03)
    expect(before.map(({ likeness }) => likeness)).toEqual([null, null, null])
    for (const picture of pictures) expect(told()).toContain(picture)
    const measured = looked.analyse
    expect(looked.describe).toBe(0)

    await client.subjects.giveConsent({ id: subject.id, engine: 'likeness', by: 'Ada' })
    await until('all are compared', async () => (await insights()).every(({ likeness }) => likeness !== null))
    const [one, , profile] = await insights()
    expect(one!.likeness).toMatchObject({ band: 'uncalibrated', reference: pictures[1] })
    expect(one!.likeness!.distance!).toBeLessThan(0.55)
    expect(profile!.likeness).toMatchObject({ band: 'unknown', score: null })
    expect(looked).toEqual({ analyse: measured, describe: 3 })

    await client.subjects.withdrawConsent({ id: subject.id, engine: 'likeness' })
    expect((await insights()).map(({ likeness }) => likeness)).toEqual([null, null, null])
  }, 60_000)

  it('[V31] what is agreed to is said before it is asked for', async () => {
    const client = clientOf(await anApp())
    const { subject } = await client.subjects.create({ traits: TRAITS, photos: [...photos] })
    const question = await client.subjects.consentQuestion({ id: subject.id, engine: 'likeness' })
    expect(question).toMatchObject({ needed: true, given: null, title: `Compare faces with ${TRAITS.name}?` })
    const agreed = await client.subjects.giveConsent({ id: subject.id, engine: 'likeness', by: 'Ada' })
    expect(agreed.consents).toMatchObject([{ engine: 'likeness', by: 'Ada', withdrawnAt: null, text: question.says }])
    const { subject: nobodySent } = await client.subjects
      .consentQuestion({ id: subject.id, engine: 'gemini' })
      .then((asked) => ({ subject: asked }))
    expect(nobodySent.given).toBeNull()
  })
})

describe('figures of the whole library', () => {
  it('[A28] are of people who agree to it at this moment, and worked out anew only when something happened', () => {
    const [ada, bob] = [SubjectId.parse(1), SubjectId.parse(2)]
    const agreed = new Set([ada, bob])
    let seq = 1
    let worked = 0
    const figures = openFigures({
      seq: () => seq,
      people: () => [ada, bob],
      scoresOf: (subject) => {
        worked++
        return agreed.has(subject) ? new Map([[sha256OfJson(`of ${subject}`), subject / 10]]) : null
      },
      scenesKept: () => new Map(),
    })
    expect([...figures().likeness.values()]).toEqual([0.1, 0.2])
    figures()
    expect(worked).toBe(2)
    agreed.delete(bob)
    seq++
    expect([...figures().likeness.values()]).toEqual([0.1])
  })
})

const like = (score: number | null, says = 'said'): Likeness => ({
  score,
  distance: null,
  band: score === null ? 'unknown' : 'own',
  says,
  reference: null,
})
const scene = (score: number): SceneKept => ({ score, structure: score, colour: score })
const final = (
  name: string,
  sceneKept: Parameters<typeof tradeOffOf>[0][number]['sceneKept'],
  likeness: Likeness | 'missing' | null,
) => ({ sha256: sha256OfJson(name), strategy: 'scene-views', rung: 0, sceneKept, likeness }) as const

describe('the trade-off of scene and likeness', () => {
  it('[V32] marks finals that no other beats in both, and says why others have no place', () => {
    const told = tradeOffOf([
      final('most scene', scene(0.9), like(0.3)),
      final('most likeness', scene(0.4), like(0.9)),
      final('beaten', scene(0.4), like(0.8)),
      final('pending', 'missing', like(0.8)),
      final('pending too', scene(0.5), 'missing'),
      final('no scene', null, like(0.8)),
      final('no consent', scene(0.5), null),
      final('no face', scene(0.5), like(null, 'No face was found to compare.')),
    ])
    expect(told.dots.map(({ best }) => best)).toEqual([true, true, false])
    expect(told.pending).toBe(2)
    expect(told.left).toEqual([
      { sha256: sha256OfJson('no scene'), says: 'It was made without a scene that could be kept.' },
      { sha256: sha256OfJson('no consent'), says: 'Nobody has agreed yet that faces are compared.' },
      { sha256: sha256OfJson('no face'), says: 'No face was found to compare.' },
    ])
  })
})

describe('the measuring line', () => {
  it('[V33] does what somebody looks at first, the rest when no run is under way, and each once', async () => {
    const machine = { busy: true }
    const line = openMeasuringLine(() => machine.busy)
    const done: string[] = []
    const over = Promise.withResolvers<void>()
    const work = (name: string) => () => {
      done.push(name)
      if (name === 'born b') over.resolve()
      return name === 'asked a' ? Promise.reject(new Error('cannot be read')) : Promise.resolve()
    }
    line.look()
    line.askLater('a', work('born a'))
    line.askLater('b', work('born b'))
    line.ask('a', work('asked a'))
    line.ask('c', work('asked c'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(done).toEqual(['asked a', 'asked c'])
    machine.busy = false
    line.look()
    await over.promise
    expect(done).toEqual(['asked a', 'asked c', 'born b'])
    await line.close()
  })
})
