import { describe } from 'vitest'
import { flags, passes } from './cases.ts'

describe('[N3] a picture prompt without an expression', () => {
  flags('expression-named', 'scene', [
    ['A conductor before his orchestra.', ''],
    ['Head and shoulders, plain white background.', ''],
    ['A neutral background, a woman in a blouse.', ''],
    ['Warm light, calm sea, a proud ship.', ''],
    ['The expression is natural.', ''],
    ['An expressive picture of a chef.', ''],
    ['Her face is turned to the viewer.', ''],
    ['A serious kitchen. A woman cooks.', ''],
    ['{{person}} in the moment: {{visualization}}', ''],
    ['The eyes look at the viewer.', ''],
    ['', ''],
    ['Intense colours. The face is 20 % of the image width.', ''],
  ])
  passes('expression-named', 'scene', [
    'Expression: {{expression}}.',
    'She smiles.',
    'A neutral expression with a closed mouth.',
    'Mouth closed.',
    'Laughing with the crowd.',
    'A confident look toward the viewer.',
    'The face is calm.',
    'Her expression is serious.',
    'A hint of a smile.',
    'The same expression as in the scene.',
    'The expression of image 1.',
    'A determined gaze.',
    'The expression stays as it is.',
    'Grinning broadly.',
    'Looking confident and relaxed.',
    'An expression of quiet pride.',
    'A stoic expression.',
  ])
})

describe('[N3] a prompt that wants words', () => {
  passes('expression-named', 'describe', ['Describe the picture.'])
  passes('expression-named', 'nearest-view', ['Which view is nearest?'])
  passes('expression-named', null, ['Describe the picture.', 'Which of the five views fits best?'])
})
