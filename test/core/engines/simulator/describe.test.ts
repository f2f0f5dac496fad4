import { describe, expect, it } from 'vitest'
import {
  asAsked,
  describeMeasured,
  describeShot,
  nearestView,
} from '../../../../src/core/engines/simulator/describe.ts'
import { readWish } from '../../../../src/core/engines/simulator/reading/prompt.ts'
import type { Shot } from '../../../../src/core/engines/simulator/shot.ts'
import { oneOf } from '../../../../src/core/engines/simulator/seed.ts'
import { openSitting } from './sitting.ts'
import { bundled } from '../../prompts/people.ts'

const FEATURES =
  /\b(?:eyes?(?! level)|lips?|mouth|cheeks?|cheekbones?|jaw|chin|brows?|eyebrows?|forehead|hair|hairline|skin|beard|freckles|glasses|wrinkles|age|aged (?!film)|young|old (?!library|workshop)|ethnic\w*|man|woman|he|she|his|her)\b/i

const lives = [
  'A conductor in a concert hall at night, in a tailcoat, baton raised',
  'A chef in a kitchen, in chef whites, at golden hour, smiling, with a knife',
  'The CEO in a glass office in daylight, in a navy suit, with a fountain pen',
  'A singer on stage in a red gown at night, laughing, with a microphone',
  'A scientist in a laboratory in a white lab coat, style: cold',
  'A carpenter in a workshop in a denim shirt in the morning',
  'A climber on a mountain ridge in a down jacket at sunrise',
  'A captain at sea in a navy coat at sunset',
  'A detective in a rainy street at night in a trench coat, style: noir',
  'An astronaut in orbit in a white space suit with a helmet',
  'A novelist in an old library in a burgundy dress, with a book, style: painterly',
  'A pilot before an open sky in a leather jacket, style: vintage',
] as const

const scenes = (): Promise<readonly Shot[]> => {
  const sitting = openSitting()
  return Promise.all(
    Array.from({ length: 120 }, (_, n) =>
      sitting.shoot(
        `Cinematic movie poster, color grading. ${oneOf(n, 'life', lives)}. ${oneOf(n, 'framing', ['Waist-up', 'Chest-up'])}, the face 15-25 % of the width. ${oneOf(n, 'turn', ['Profile, the nose points to the left edge of the frame.', 'The nose points to the right edge of the frame.', 'Looking at the viewer.', ''])}`,
        { variant: n + 1 },
      ),
    ),
  )
}

/** Everything of a shot that a description has to carry. */
const told = ({ world, outfit, prop, light, grade, pose }: Shot) => ({
  place: world.kind,
  hour: world.hour,
  outfit: outfit.kind,
  prop,
  side: light.side,
  look: grade.look,
  style: grade.style,
  turned: Math.abs(pose.yaw) < 8 ? 'viewer' : pose.yaw > 0 ? 'right' : 'left',
  profile: Math.abs(pose.yaw) > 66,
})

describe('describing a scene', () => {
  it('[S25] says in eight topics what is needed to make it again, so that reading it gives the same scene', async () => {
    for (const shot of await scenes()) {
      const text = describeShot(shot)
      expect(text.match(/^\d\. [A-Z][a-z ]+(?: and [a-z ]+)?:/gm)).toHaveLength(8)
      const wish = readWish(text)
      expect({
        place: wish.place,
        hour: wish.hour,
        outfit: wish.outfit?.kind,
        prop: wish.prop ?? 'none',
        side: wish.light.side,
        look: wish.look,
        style: wish.style,
        turned: wish.direction?.edge,
        profile: wish.direction?.degrees === 90,
      }).toEqual(told(shot))
      expect(wish.framing?.width?.least).toBeLessThanOrEqual(shot.framing.faceWidth)
      expect(wish.framing?.width?.most).toBeGreaterThanOrEqual(shot.framing.faceWidth)
      expect(Math.abs((wish.smile ?? 0) - shot.pose.smile)).toBeLessThan(0.25)
    }
  })

  it('[S25] names no feature of the person', async () => {
    for (const shot of await scenes()) expect(describeShot(shot)).not.toMatch(FEATURES)
  })

  it('[S25] tells directions by the edge of the frame only', async () => {
    for (const shot of await scenes())
      expect(describeShot(shot).replaceAll(/\b(?:LEFT|RIGHT) edge of the frame/g, '')).not.toMatch(
        /\b(?:left|right)\b/i,
      )
  })

  it('[S25] is 200 to 400 words long', async () => {
    for (const shot of await scenes()) {
      const words = describeShot(shot).split(/\s+/).length
      expect([words >= 200, words <= 400]).toEqual([true, true])
    }
  })

  it('[S36] follows the topics that the question lists, in its order, and tells all where it lists none', async () => {
    const [shot] = await scenes()
    const whole = describeShot(shot!)
    expect(asAsked(whole, 'Describe this picture.')).toBe(whole)
    expect(asAsked(whole, bundled().get('describe').text)).toBe(whole)
    const asked = 'Describe it:\n1. Environment: the place.\n2) Lighting and mood\n- Weather: of the day'
    const topics = [...asAsked(whole, asked).matchAll(/^(\d)\. (\w+)/gm)].map(([, at, name]) => `${at} ${name}`)
    expect(topics).toEqual(['1 Environment', '2 Light'])
  })

  it('[S25] says of a picture from elsewhere only what can be measured', () => {
    const text = describeMeasured({
      skin: [0.8, 0.6, 0.5],
      hair: null,
      hairLength: null,
      mean: [0.2, 0.12, 0.06],
      brightness: 0.15,
      warmth: 0.14,
      contrast: 0.3,
      side: 'left',
    })
    expect(text).toContain('LEFT edge of the frame')
    expect(text).toContain('dark')
    expect(text).toContain('warm')
    expect(text).not.toMatch(FEATURES)
  })
})

describe('[S26] the nearest view', () => {
  it.each([
    [0, 'front'],
    [-12, 'front'],
    [40, 'three-quarter-left'],
    [-40, 'three-quarter-right'],
    [88, 'profile-left'],
    [-88, 'profile-right'],
  ])('of a head at %i degrees is %s', (yaw, name) => {
    expect(nearestView({ yaw, pitch: 0, roll: 0, smile: 0 })).toBe(name)
  })

  it('is answered with the name alone', async () => {
    const sitting = openSitting()
    const scene = await sitting.shoot('A pilot, nose pointing to the RIGHT edge of the frame, profile, waist-up.')
    expect(await sitting.say(sitting.prompt('nearest-view'), await sitting.pictureOf('scene', scene))).toBe(
      'profile-left',
    )
  })
})
