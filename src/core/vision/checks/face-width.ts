import { type Check, mainFace } from './check.ts'
import { graded, percent, worst } from './finding.ts'

/** From this yaw on what is seen of a head is nose to ear. */
const PROFILE = 60

const WANTED = { headshot: '40-50 %', scene: '15-25 %' } as const

/** How wide the main face is: 40-50 % of the picture's width in headshots, 15-25 % in scenes and finals. */
export const faceWidth: Check = (picture, { step, limits }) => {
  const face = mainFace(picture)
  if (!face) return null
  const kind = step === 'views' || step === 'portrait' ? 'headshot' : 'scene'
  const width = face.widthPercent
  const good = `The face is ${percent(width)} of the picture's width.`
  const bad = `The face is ${percent(width)} of the picture's width; ${WANTED[kind]} is wanted.`
  const isProfile = Math.abs(face.yaw) >= PROFILE
  const least = kind === 'scene' ? 'scene-face-least' : isProfile ? 'profile-face-least' : 'view-face-least'
  const most = kind === 'headshot' ? 'view-face-most' : 'scene-face-most'
  return worst([
    graded('face-width', width, limits, least, { good, bad }),
    graded('face-width', width, limits, most, { good, bad }),
  ])
}
