import { describe, expect, it } from 'vitest'
import { findingsOf, fixed, flags, passes } from './cases.ts'

describe('[N2] a direction that is not told by the edges of the frame', () => {
  flags('bare-direction', 'portrait', [
    ['Her nose points to the left.', 'left'],
    ['Facing right, smiling.', 'right'],
    ['A woman looking slightly left.', 'left'],
    ['The head is turned 45 degrees to their left.', 'left'],
    ['Camera at 90 degrees to their right.', 'right'],
    ['Light from the right, soft.', 'right'],
    ['The left side of the face is in shadow.', 'left'],
    ['A right profile of {{gender}}.', 'right'],
    ['Window on the left, piano on the right.', 'left', 'right'],
    ['Key light from camera left.', 'left'],
    ['Profile left, neutral.', 'left'],
    ['Turn the head {{degrees}} to the LEFT of the body.', 'LEFT'],
    ['She gazes leftward.', 'leftward'],
    ['Light falls on his left cheek.', 'left'],
    ['A right-facing figure.', 'right'],
    ["To the subject's right stands a lamp.", 'right'],
    ['Turned toward {{their}} left.', 'left'],
    ['nose to the\nright', 'right'],
    ['The lamp to the left of the piano.', 'left'],
    ['Nose 30° right.', 'right'],
    ["The subject's left.", 'left'],
    ['Position him at left.', 'left'],
    ['Looking off to the left', 'left'],
    ['Over her left shoulder.', 'left'],
    ['Left three-quarter view.', 'Left'],
  ])
  passes('bare-direction', 'portrait', [
    'The nose points to the LEFT edge of the frame.',
    'Light enters from the left edge of the frame and fades toward the right edge.',
    "The photo's left-hand edge cuts the piano.",
    'A window on the right side of the frame.',
    'A window in the left third of the picture.',
    'A lamp on the left of the frame, a door at the upper right corner.',
    'The LEFT or RIGHT edge of the frame, as in image 1.',
    "Toward the viewer's left the sea opens.",
    'To the left, as seen in the picture, a lamp.',
    'profile-left: the head is seen from the side.',
    'Use what is left of the light.',
    'Nothing is left to chance, and nothing is left.',
    'The right amount of grain, in the right light, at the right moment.',
    'She looks right at the viewer.',
    'Right in front of the orchestra, upright and bright.',
    'Leave the copyright line out.',
    'Skin looks right.',
    'Get the light just right.',
    'A baton in the right hand, the left hand raised.',
    'The stage left empty behind her.',
    'Everything reads from left to right.',
    'Curtains to the left and right.',
    'She has left the house and is on the right track.',
    'Some headroom left above the hair.',
    'The room was left untouched.',
    'A right angle of steel.',
    'On the left half of the image a window, on the right half a wall.',
    'The colours must look right on screen.',
    'A lamp stands at frame right.',
    'He faces the right wing of the palace.',
    'She looks right past the crowd.',
    'They left for the sea on the right tide.',
    'All that was left was the music.',
    'The nose points to the left edge of image 1.',
  ])

  it.each([
    ['Light from the left.', 'Light from the left edge of the frame.'],
    ['A lamp on the right.', 'A lamp on the right side of the frame.'],
    ['Facing left.', 'Facing toward the left edge of the frame.'],
    ['The left side is dark.', 'The left side of the frame is dark.'],
  ])('[N10] mends what needs no thinking: %s', (text, expected) => {
    expect(fixed('bare-direction', text, null)).toBe(expected)
    expect(findingsOf('bare-direction', expected, null)).toEqual([])
  })

  it.each(['The head turned to their left.', 'His left cheek.'])(
    "[N10] offers no replacement where the subject's own side is meant: %s",
    (text) => {
      expect(findingsOf('bare-direction', text, null).map(({ fix }) => fix)).toEqual([undefined])
    },
  )
})
