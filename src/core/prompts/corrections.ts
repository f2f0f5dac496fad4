import { type CheckFinding, NOSE_EDGE, type ViewName } from '../../contract/index.ts'
import { viewWords } from './view-words.ts'

/** What a picture is asked for again as. */
export interface Corrected {
  readonly step: 'views' | 'scene' | 'portrait' | 'final'
  readonly view: ViewName | null
}

type Sentence = (finding: CheckFinding, picture: Corrected) => string | null

const isHeadshot = ({ step }: Corrected): boolean => step === 'views' || step === 'portrait'

const direction: Sentence = (_finding, { view }) => {
  if (view === null) return null
  if (NOSE_EDGE[view] === 'viewer') return 'The nose points straight at the viewer; both ears show equally.'
  const { view: kind, edge } = viewWords(view)
  return `This is a ${kind} view: the nose points to the ${edge} edge of the frame${
    view.startsWith('profile') ? ', and exactly one eye and one ear are visible' : ', and both eyes are visible'
  }.`
}

/**
 * What is said for each finding: the finished picture, by the edges of the frame, and never what went wrong, which a model would
 * draw again. A finding without words here is asked for again as it was.
 */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  direction,
  // Above 0 the picture's nose was too near to the RIGHT edge: the scene's points to the other one.
  mirrored: ({ figure }) =>
    `The nose points toward the same edge of the frame as in the scene: the ${(figure ?? 0) > 0 ? 'LEFT' : 'RIGHT'} edge of the frame.`,
  angle: () =>
    'The head has the same angle as in the scene: turned neither more nor less toward its edge of the frame.',
  nod: () => 'The chin is held at the same height as in the scene.',
  tilt: () => 'The head keeps the same tilt as in the scene.',
  'face-width': (_finding, picture) =>
    isHeadshot(picture)
      ? 'Framing: head and shoulders, the face 40-50 % of the image width.'
      : 'Framing: waist-up, the face 15-25 % of the image width.',
  framing: () => 'The whole head is inside the frame, with air above the hair and the chest in view.',
  'one-face': (_finding, picture) =>
    isHeadshot(picture)
      ? 'Exactly one person is in the picture, alone.'
      : 'One person leads the picture; anyone else is a soft shape far in the background.',
  background: () => 'The background is plain pure white from edge to edge of the frame.',
  likeness: () =>
    'A friend knows the person of the character views at first sight: shape of the face, age and hairline are theirs.',
  'scene-kept': () => 'Place, composition, pose, clothes, light and colours are exactly those of the scene.',
  cinema: () =>
    'The look is cinema: light from one side that shapes the face, deep shadows that keep their detail, rich colour grading, fine film grain.',
}

/**
 * What is added to a prompt that is asked again, from the findings of every picture it has given; null where nothing can be
 * said that the prompt does not say already. The number of pictures is in the words, so that each request is another.
 */
export const correctionOf = (tried: readonly (readonly CheckFinding[])[], picture: Corrected): string | null => {
  const last = wordsFor(tried.at(-1) ?? [], picture)
  if (last.length === 0) return null
  const all = new Set(tried.flatMap((findings) => wordsFor(findings, picture)))
  const before = tried.length === 1 ? 'An earlier picture' : `${tried.length} earlier pictures`
  return [`${before} missed this, so it matters most now:`, ...all].join('\n')
}

const wordsFor = (findings: readonly CheckFinding[], picture: Corrected): readonly string[] =>
  findings
    .filter(({ verdict }) => verdict === 'fail')
    .flatMap((finding) => SENTENCES[finding.check]?.(finding, picture) ?? [])
