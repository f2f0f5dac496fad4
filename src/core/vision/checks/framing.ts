import { type Check, mainFace } from './check.ts'
import { graded, told, worst } from './finding.ts'

/** Share of the face's height that may be out of the frame, since boxes are a little larger than the face. */
const SLACK = 0.05

/** Whether a scene shows its lead waist- or chest-up with the whole head in the frame. */
export const framing: Check = (picture, { limits }) => {
  const face = mainFace(picture)
  if (!face || face.h <= 0) return null
  const { x, y, w, h } = face
  const slack = SLACK * h
  if (x < -slack || y < -slack || x + w > picture.width + slack || y + h > picture.height + slack)
    return told('framing', 'fail', 'The face is cut off by the edge of the frame.')
  const below = (picture.height - y - h) / h
  const good = 'The lead is shown waist- or chest-up.'
  return worst([
    graded('framing', below, limits, 'body-least', {
      good,
      bad: 'Too little of the body is in the frame: waist-up or chest-up is wanted.',
    }),
    graded('framing', below, limits, 'body-most', {
      good,
      bad: 'The lead is shown from far away, to the knees or more: waist-up or chest-up is wanted.',
    }),
  ])
}
