import { describe } from 'vitest'
import { flags, passes } from './cases.ts'

describe('[N4] a scene or final without an exact framing', () => {
  flags('exact-framing', 'scene', [
    ['A conductor before his orchestra.', ''],
    ['Framed beautifully.', ''],
    ['Not too close, not too far.', ''],
    ['Head and shoulders of a chef.', ''],
    ['A close-up of a chef.', ''],
    ['A full-body picture of a chef.', 'full-body'],
    ['A wide shot of the kitchen.', 'wide shot'],
    ['Full length, in a gown.', 'Full length'],
    ['From head to toe.', 'head to toe'],
    ['Waist-up or full body.', 'full body'],
    ['An establishing shot of the hall.', 'establishing shot'],
    ['Knees-up, in a coat.', 'Knees-up'],
  ])
  passes('exact-framing', 'scene', [
    'Waist-up.',
    'Framing: chest-up, centred.',
    'Seen from the waist up.',
    'A half-length figure.',
    'Cropped at the chest.',
    'Medium shot of a chef.',
    'A medium close-up.',
    'The picture shows her down to the waist.',
    'Waist up, in an apron.',
    'Waist-up, never a full-body view.',
    'Chest-up rather than full length.',
    'A bust portrait.',
    'Half-body framing.',
  ])
})

describe('[N4] a view or portrait without an exact framing', () => {
  flags('exact-framing', 'views', [
    ['A studio portrait of a woman.', ''],
    ['The face is nicely in the frame.', ''],
  ])
  passes('exact-framing', 'views', [
    'Head and shoulders.',
    'A head-and-shoulders portrait.',
    'A professional headshot.',
    'Chest-up.',
    'The lower edge of the frame crosses the chest.',
  ])
  passes('exact-framing', 'describe', ['Image 1 is a film frame.'])
})
