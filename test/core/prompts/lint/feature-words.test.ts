import { describe } from 'vitest'
import { flags, passes } from './cases.ts'

const OUT = 'Leave out all facial features.'

describe('[N7] a describe prompt that asks for the looks of the stranger', () => {
  flags('feature-words', 'describe', [
    [`Describe the face. ${OUT}`, 'Describe the face'],
    [`Say the eye colour and the hair. ${OUT}`, 'eye colour', 'hair'],
    [`Tell the skin tone. ${OUT}`, 'skin tone'],
    [`Cover the facial features in detail.`, 'facial features'],
    [`Cover the jawline and cheekbones.`, 'jawline', 'cheekbones'],
    [`Age, gender and ethnicity of the person.`, 'Age', 'gender', 'ethnicity'],
    [`The shape of the nose and the lips.`, 'nose', 'lips'],
    [`Do not forget the eyes.`, 'the eyes'],
    [`Keep the beard.`, 'beard'],
    [`A handsome lead.`, 'handsome'],
    [`Not only the clothes but the hairstyle.`, 'hairstyle'],
    [`Freckles, wrinkles, complexion.`, 'Freckles', 'wrinkles', 'complexion'],
    [`Her blue eyes, please.`, 'blue eyes'],
    ['Describe the picture so that it can be made again.', ''],
  ])
  passes('feature-words', 'describe', [
    OUT,
    'Never mention a facial feature, the hair or the skin.',
    'No eye colour, no skin tone, no age.',
    `${OUT} Say which edge of the frame the nose points to.`,
    `${OUT} Width of the face as a percentage of the image width.`,
    `${OUT} Eye level, the light that leads the eye.`,
    `${OUT} Chin raised, mouth closed, eyes closed.`,
    `${OUT} The facial expression in two words.`,
    `${OUT} A hair light from behind.`,
    `${OUT} Light on the face: hard or soft.`,
    `${OUT} Skin-tight clothes are named.`,
    `${OUT} A golden age mood, the age of sail.`,
    `${OUT} Where the head is turned.`,
    'Without describing the face, cover light and pose.',
    "Describe the scene; the person's face must not be described.",
    'Describe all but the facial features.',
    'Describe everything except the face, hair and skin.',
  ])
  passes('feature-words', 'scene', ['A woman with brown hair and blue eyes.'])
  flags('feature-words', null, [['Describe this picture with the eye colour.', 'eye colour']])
})
