import { NOSE_EDGE } from '../../../contract/index.ts'
import { type Check, mainFace, SURE_POSE } from './check.ts'
import { degrees, edgeOf, graded, told, unsure, worst } from './finding.ts'

const EDGE = { left: 'LEFT', right: 'RIGHT' } as const

/** Whether the nose of a view points to its edge of the frame, by the right angle. */
export const viewDirection: Check = (picture, { view, limits }) => {
  const face = mainFace(picture)
  if (!face || view === null) return null
  const { yaw, poseConfidence } = face
  const sure = poseConfidence >= SURE_POSE
  const settle = (finding: ReturnType<typeof graded>) =>
    sure ? finding : unsure(finding, 'The angle is hard to read here, so look at it.')
  const wanted = NOSE_EDGE[view]
  if (wanted === 'viewer')
    return settle(
      graded('direction', Math.abs(yaw), limits, 'front-turn', {
        good: 'The nose points at the viewer.',
        bad: `The nose should point at the viewer; it is turned ${degrees(yaw)} to the ${edgeOf(yaw)} edge of the frame.`,
      }),
    )
  const edge = EDGE[wanted]
  const toward = wanted === 'right' ? yaw : -yaw
  const isProfile = view.startsWith('profile')
  const kind = isProfile ? 'a full profile' : 'a three-quarter view'
  const least = limits('mirrored-from').fail ?? 0
  if (toward < -least)
    return settle({
      ...told(
        'direction',
        'fail',
        `The nose points to the ${edgeOf(yaw)} edge of the frame; it should point to the ${edge} edge.`,
      ),
      figure: toward,
      limit: isProfile ? limits('profile-least').warn : limits('three-quarter-least').warn,
    })
  const sayings = {
    good: `The nose points to the ${edge} edge of the frame, turned ${degrees(yaw)}.`,
    bad: `This should be ${kind} to the ${edge} edge of the frame; the head is turned ${degrees(yaw)}.`,
  }
  return settle(
    isProfile
      ? graded('direction', toward, limits, 'profile-least', sayings)
      : worst([
          graded('direction', toward, limits, 'three-quarter-least', sayings),
          graded('direction', toward, limits, 'three-quarter-most', sayings),
        ]),
  )
}
