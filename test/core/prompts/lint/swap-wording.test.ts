import { describe, expect, it } from 'vitest'
import { findingsOf, flags, passes } from './cases.ts'

describe('[N1] a prompt that asks for a face to be exchanged', () => {
  flags('swap-wording', 'final-scene-views', [
    ['Swap the face in image 1 with the face in image 2.', 'Swap the face'],
    ['Replace the face of the person with the one in image 2.', 'Replace the face'],
    ["Replace the man's face with this woman's.", "Replace the man's face"],
    ['Now exchange both heads.', 'exchange both heads'],
    ['Do not swap the faces.', 'swap the faces'],
    ['Perform a face swap.', 'face swap'],
    ['A seamless faceswap, please.', 'faceswap'],
    ['High quality head replacement.', 'head replacement'],
    ['Paste her face onto the body in image 1.', 'Paste her face'],
    ["Put the subject's face on the conductor's body.", "Put the subject's face on the conductor's body"],
    ['Substitute {{their}} face in the scene.', 'Substitute {{their}} face'],
    ['The face in the scene is replaced by the face of image 2.', 'face in the scene is replaced'],
    ['Replace the person in image 1 with the person in image 2.', 'Replace the person'],
    ['Superimpose the existing facial features.', 'Superimpose the existing facial features'],
    ['Use this portrait in place of the original face.', 'in place of the original face'],
    ['Change her face to the one in the portrait.', 'Change her face'],
    ['The conductor with the face of image 2.', 'with the face of image 2'.slice(0, 22)],
    ['Make a deepfake.', 'deepfake'],
    ["Put image 2's face onto image 1.", "Put image 2's face onto image"],
    ["The subject's head should be placed onto the body.", 'head should be placed onto the body'],
    ['Use the face of image 2 on the person in image 1.', 'Use the face of image 2 on'],
    ['Keep the body and change only the face.', 'change only the face'],
    ['Swap {{them}} into image 1.', 'Swap {{them}} into'],
    ['SWAP\nTHE FACE', 'SWAP\nTHE FACE'],
  ])
  passes('swap-wording', 'final-scene-views', [
    'Replace the background with a concert hall.',
    'Swap the apron for a tailcoat.',
    'Replace the wall behind her head with a window.',
    'The face is about 20 % of the image width.',
    'The scene of image 1 with the person of images 2 to 6 in the leading role.',
    'Her face is lit by the lamp and turned to the viewer.',
    'A head chef replaces the old head chef of the house.',
    'The light switches on above their faces.',
    'They exchange a glance.',
    'Replace flat light with golden light on the face.',
    'The kitchen is switched on at dawn, faces glow.',
    'She swaps stories with the waiters.',
    'He is about to replace a string of the violin.',
    'She walks past the face of the clock.',
    'Place the face on the upper third.',
    'Change the expression on her face: a smile.',
    'Her head is in place of honour among the statues.',
    'A conductor facing the orchestra, head held high.',
    'Soft light instead of hard shadows on the face.',
    'Set her face in warm light, with shadow over the shoulders.',
  ])

  it('[N10] gives the reason and the words to write instead', () => {
    const [finding] = findingsOf('swap-wording', 'Swap the face.', null)
    expect(finding).toMatchObject({ severity: 'error', line: 1, column: 1, start: 0, end: 13 })
    expect(finding?.reason).toContain('a new face appears')
    expect(finding?.suggestion).toContain('in the leading role')
  })
})
