import type { Check } from './check.ts'
import { facesIn, mainFace } from './check.ts'
import { graded, share, told } from './finding.ts'

/**
 * One person, or one plain lead where others are far behind. No face at all only warns: it may be there and not be seen, and
 * nothing is refused for what could not be measured.
 */
export const oneFace: Check = (picture, { limits }) => {
  const main = mainFace(picture)
  if (!main)
    return told(
      'one-face',
      'warn',
      'No face was found, so that direction, size and likeness could not be measured. Look at the picture.',
    )
  const faces = facesIn(picture)
  const [, second] = faces
  if (!second) return { ...told('one-face', 'pass', 'There is one face in the picture.'), figure: 1 }
  const size = second.widthPercent / main.widthPercent
  const count = `${faces.length} faces`
  return graded('one-face', size, limits, 'second-face', {
    good: `One face leads; of ${count} the second is ${share(size)} of its width.`,
    bad: `There are ${count}, and the second is ${share(size)} as wide as the main one.`,
  })
}
