import { describe, expect, it } from 'vitest'
import { readWish } from '../../../../../src/core/engines/simulator/reading/prompt.ts'
import { reads } from './reads.ts'

describe('[S27] the direction of the head', () => {
  reads(
    ({ direction }) => direction && [direction.degrees, direction.edge, direction.told],
    [
      ['Full profile: the nose points to the RIGHT edge of the frame.', [90, 'right', 'edge']],
      ['A profile, nose pointing to the left side of the frame.', [90, 'left', 'edge']],
      ['Three-quarter view, the face angled toward the left-hand edge of the picture.', [42, 'left', 'edge']],
      [
        'The head is turned halfway, not a profile: a three-quarter view toward the right edge of the image.',
        [42, 'right', 'edge'],
      ],
      ['He looks straight at the viewer.', [0, 'viewer', 'edge']],
      ['Frontal portrait, facing the camera.', [0, 'viewer', 'edge']],
      ['Profile facing left.', [90, 'left', 'bare']],
      ['Looking to the right, in three-quarter view.', [42, 'right', 'bare']],
      ['A profile shot: the camera is placed at 90 degrees to their left.', [90, 'right', 'camera']],
      ['A side view.', [90, null, 'edge']],
      ['The key light comes from the left edge of the frame.', null],
      ['The face is turned to the viewer or up to a three-quarter angle.', null],
      ['The nose points to the same edge of the frame as in image 1.', null],
      ['If the nose in image 1 points toward the LEFT edge of the frame, so does the new one.', null],
      ['A chef in a kitchen.', null],
      [
        'Light from the left edge of the frame; the nose points to the right edge of the frame, profile.',
        [90, 'right', 'edge'],
      ],
    ],
  )
})

describe('[S27] the expression', () => {
  reads(
    ({ smile }) => smile,
    [
      ['Expression: neutral and relaxed, mouth closed.', 0],
      ['Expression: a natural, friendly smile.', 0.85],
      ['Laughing out loud.', 1],
      ['Calm, with the hint of a smile.', 0.4],
      ['He does not smile.', null],
      ['Not smiling: a serious face.', 0],
      ['The crowd is smiling.\nExpression: serious and composed.', 0],
      ['A man in a suit.', null],
    ],
  )
})

describe('[S27] the framing', () => {
  reads(
    ({ framing }) => framing && [framing.crop, framing.width?.least ?? null, framing.width?.most ?? null],
    [
      ['Head and shoulders, the face fills 40-50 % of the frame.', ['head-and-shoulders', 0.4, 0.5]],
      ['Waist-up. The face is 15 to 25 percent of the image width.', ['waist-up', 0.15, 0.25]],
      ['The face is about 20 % of the width: at least 15 %, at most 25 %.', [null, 0.15, 0.25]],
      ['Chest-up shot of a pilot', ['chest-up', null, null]],
      ['A full body portrait', ['full-length', null, null]],
      ['A three-quarter view of a pilot, 80 % clouds', null],
    ],
  )
})

describe('[S27] place, hour, clothes, light, look, style and what is held', () => {
  reads(
    (wish) => [wish.place, wish.hour, wish.outfit?.kind ?? null],
    [
      ['A chef in a restaurant kitchen at night', ['kitchen', 'night', 'chef-whites']],
      ['The CEO in a corner office at golden hour, in a navy suit', ['office', 'golden', 'suit']],
      ['An astronaut in orbit, wearing a white space suit', ['space', null, 'jacket']],
      ['A carpenter in his workshop in the morning', ['workshop', 'day', 'work-shirt']],
      ['A scientist in a laboratory, wearing a lab coat', ['laboratory', null, 'coat']],
      ['A detective in a rain-soaked street, in a trench coat', ['street', null, 'coat']],
      ['An opera diva in an emerald gown on stage', ['stage', null, 'gown']],
      ['A novelist in an old library', ['library', null, 'collared-shirt']],
      ['A captain at sea at sunset', ['sea', 'golden', 'coat']],
      ['A climber on a summit', ['mountain', null, 'jacket']],
      ['A pilot before an open sky', ['sky', null, 'jacket']],
      ['Not in a kitchen, but in an office', ['office', null, null]],
      ['Dramatic studio light', [null, null, null]],
    ],
  )

  it('a colour belongs to the garment it stands before', () => {
    expect(readWish('Brown eyes, a navy suit over a white shirt').outfit).toEqual({
      kind: 'suit',
      main: [0.07, 0.1, 0.2],
      named: true,
    })
    expect(readWish('a light-blue blouse').outfit?.main).toEqual([0.62, 0.76, 0.9])
  })

  it('light has a side, a warmth and a drama', () => {
    expect(readWish('Warm, dramatic light from the left edge of the frame').light).toEqual({
      side: 'left',
      warmth: 1,
      drama: 1,
    })
    expect(readWish('Cold, soft light falls from the right').light).toEqual({ side: 'right', warmth: -1, drama: 0 })
    expect(readWish('The nose points to the left edge of the frame').light.side).toBeNull()
  })

  it('white is wanted only of the finished picture', () => {
    expect(readWish('Background: plain pure white, seamless, evenly lit and empty.').white).toBe(true)
    expect(readWish('On a plain white background.').white).toBe(true)
    expect(readWish('Images 2 to 6 show the man on a plain white background.').white).toBe(false)
    expect(readWish('White background and blue clothes stay behind in the views.').white).toBe(false)
    expect(readWish('Never a white background.').white).toBe(false)
  })

  reads(
    ({ look, style, prop }) => [look, style, prop],
    [
      ['A cinematic movie poster, not a documentary photo', ['cinematic', 'none', null]],
      ['A candid snapshot of a singer with a microphone', ['documentary', 'none', 'microphone']],
      ['Style: noir. A detective', [null, 'noir', null]],
      ['Style: golden and soft', [null, 'golden', null]],
      ['At golden hour', [null, 'none', null]],
      ['Studio headshot, retouched', ['studio', 'none', null]],
      ['An oil painting of a judge holding a book', [null, 'painterly', 'book']],
    ],
  )
})

describe('[S27] the person', () => {
  reads(
    ({ traits }) => [traits.gender, traits.hairStyle, traits.build],
    [
      ['a woman with dark brown hair in a bob', ['woman', 'bob', null]],
      ['a man with a shaved head, athletic', ['man', 'shaved', 1.08]],
      ['She wears her long black hair open', ['woman', 'long', null]],
      ['a slim man with curly hair', ['man', 'curly', 0.88]],
      ['a person', [null, null, null]],
    ],
  )

  it('hair and eyes have the colours that stand with them', () => {
    const { traits } = readWish('a woman with dark brown hair and brown-green eyes, in a blue blouse')
    expect(traits.hair).toEqual([0.17, 0.11, 0.075])
    expect(traits.iris).toEqual([0.33, 0.29, 0.14])
    expect(readWish('Hair: grey. Eyes: blue.').traits).toMatchObject({
      hair: [0.52, 0.52, 0.52],
      iris: [0.25, 0.43, 0.62],
    })
    expect(readWish('bald man in red, gray-eyed').traits).toMatchObject({
      hair: null,
      hairStyle: 'bald',
      iris: [0.46, 0.5, 0.53],
    })
  })

  it('a beard or glasses are there when they are told, not when "any" are mentioned', () => {
    expect(readWish('hairline and any beard or glasses are as the views show').traits).toMatchObject({
      beard: null,
      glasses: null,
    })
    expect(readWish('a bearded man with round glasses').traits).toMatchObject({ beard: 1, glasses: true })
  })
})

describe('[S27] what the request is', () => {
  reads(
    ({ swapsFaces, environmentOnly }) => [swapsFaces, environmentOnly],
    [
      ['Swap the face in image 1 with the face in image 2.', [true, false]],
      ['Replace the face of the person in image 1 with that of image 2.', [true, false]],
      ['Do not swap the face.', [false, false]],
      ['Use image 1 only for its environment.', [false, true]],
      ['Replace the background with a forest.', [false, false]],
    ],
  )
})
