import type { SeenPicture } from './reading/pictures.ts'
import type { Pose, Shot } from './shot.ts'

interface Opinion {
  readonly check: string
  readonly verdict: 'pass' | 'warn' | 'fail'
  readonly says: string
}

/** Heads that differ by no more (degrees) are at the same angle to anybody who looks. */
const SAME_ANGLE = 15

const pointing = ({ yaw }: Pose): string =>
  Math.abs(yaw) < 8 ? 'at the viewer' : `to the ${yaw > 0 ? 'RIGHT' : 'LEFT'} edge of the frame`

const coming = ({ side }: Shot['light']): string =>
  side === 'front' ? 'from the front' : `from the ${side.toUpperCase()} edge of the frame`

const beside = (shot: Shot, scene: Shot): readonly Opinion[] => [
  {
    check: 'head',
    verdict: Math.abs(shot.pose.yaw - scene.pose.yaw) > SAME_ANGLE ? 'fail' : 'pass',
    says: `The nose points ${pointing(shot.pose)}; in the scene it points ${pointing(scene.pose)}.`,
  },
  {
    check: 'light',
    verdict: shot.light.side === scene.light.side ? 'pass' : 'warn',
    says: `The light comes ${coming(shot.light)}; in the scene it comes ${coming(scene.light)}.`,
  },
]

const alone = (shot: Shot): readonly Opinion[] => [
  { check: 'head', verdict: 'pass', says: `The nose points ${pointing(shot.pose)}.` },
  { check: 'light', verdict: 'pass', says: `The light comes ${coming(shot.light)}.` },
]

/** The share of the width that a face has in any picture the studio asks for. */
const FACE = { least: 0.12, most: 0.6 } as const

const faceOf = ({ framing: { faceWidth } }: Shot): Opinion => ({
  check: 'face width',
  verdict: faceWidth < FACE.least || faceWidth > FACE.most ? 'warn' : 'pass',
  says: `The face is about ${Math.round(faceWidth * 100)} % of the image width.`,
})

const findingsOn = ({ shot }: SeenPicture, scene: Shot | null): readonly Opinion[] =>
  shot === null
    ? [
        {
          check: 'people',
          verdict: 'warn',
          says: 'The simulator did not draw this picture and cannot tell who is in it.',
        },
      ]
    : [
        { check: 'people', verdict: 'pass', says: 'One person is in the picture.' },
        faceOf(shot),
        ...(scene ? beside(shot, scene) : alone(shot)),
        { check: 'lettering', verdict: 'pass', says: 'No words or marks are to be seen.' },
      ]

/** What a vision model would say of the first picture, beside the scene where there is one: JSON, as it was asked for. */
export const opinionOn = (pictures: readonly SeenPicture[]): string => {
  const [judged] = pictures
  const scene = pictures.find(({ role }) => role === 'scene')?.shot ?? null
  return JSON.stringify({ findings: judged ? findingsOn(judged, scene) : [] })
}
