import { describe, expect, it } from 'vitest'
import { fixed, flags, passes } from './cases.ts'

describe('[N5] a scene or final that does not fix the size of the face', () => {
  flags('face-size', 'final-scene-views', [
    ['Waist-up.', ''],
    ['The face is large.', ''],
    ['The face is small in the frame.', ''],
    ['15-25 % of the wall is window.', ''],
    ['Make the lamp 20 % of the image width.', ''],
    ['The face is half of the picture.', ''],
    ['The face is 8 % of the image width.', '8 %'],
    ['The face is 40-50 % of the image width.', '40-50 %'],
    ['The face fills 60 percent of the frame.', '60 percent'],
    ['The face takes 10 to 20 % of the width.', '10 to 20 %'],
    ['The head is 35% of the picture.', '35%'],
    ['A face of 5 per cent of the frame width.', '5 per cent'],
  ])
  passes('face-size', 'final-scene-views', [
    'The face is 15-25 % of the image width.',
    'The face is about 20 % of the image width.',
    'Face: 18% of the frame width.',
    'The face takes up 15 to 25 percent of the picture.',
    'A face between 15 and 25 % of the width.',
    'The face is a fifth of the image width.',
    'The face is 15–25 % of the image width.',
    'The face keeps its size on the canvas, 15-25 % of the image width.',
    'The face is about 20 % of the image width: at least 15 %, at most 25 %.',
    'Face width: 22 % of the image.',
    'The face spans 25 % of the frame. Smoke fills 60 % of the hall.',
    'One quarter of the frame is her face.',
    'Face size 15-25 %.',
    'Face width 15–25% of image width.',
  ])
  passes('face-size', 'views', ['The face fills 40-50 % of the frame.', 'Head and shoulders.'])
  passes('face-size', 'describe', ['Say the width of the face in percent.'])
  passes('face-size', null, ['A studio headshot of a woman.', 'Head and shoulders of a film star.'])
  flags('face-size', null, [['A cinematic movie poster of a chef.', '']])

  it('[N10] puts the size that works in place of one that does not', () => {
    expect(fixed('face-size', 'The face is 8 % of the image width.', 'scene')).toBe(
      'The face is 15-25 % of the image width.',
    )
  })
})
