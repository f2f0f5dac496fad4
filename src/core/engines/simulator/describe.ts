import type { ViewName } from '../../../contract/index.ts'
import { CLOTH_COLOURS } from './reading/colours.ts'
import type { Measured } from './reading/photo.ts'
import type { Grade, Light, Outfit, Pose, Rgb, Shot, World } from './shot.ts'

/** A place in words: its name, what is in it, and what lies near. */
const PLACES: Readonly<
  Record<World['kind'], { readonly name: string; readonly holds: string; readonly near: string }>
> = {
  white: { name: 'in front of a plain white background', holds: 'nothing but even white', near: 'an empty foreground' },
  'concert-hall': {
    name: 'in a grand concert hall',
    holds: 'curved balconies rising in tiers, rows of small warm lamps, music stands and the glow of the podium',
    near: 'blurred music stands',
  },
  kitchen: {
    name: 'in a professional kitchen',
    holds: 'brushed steel, hanging pans, copper pots, flames at the stoves and rising steam',
    near: 'blurred steel and copper',
  },
  office: {
    name: 'in a corner office high above a city',
    holds: 'floor-to-ceiling glass, a long desk and the skyline beyond',
    near: 'the blurred edge of a desk',
  },
  stage: {
    name: 'on stage in a dark theatre',
    holds: 'beams of stage lights, haze, and rows of seats lost in the dark',
    near: 'blurred footlights',
  },
  laboratory: {
    name: 'in a modern laboratory',
    holds: 'glass vessels, microscopes, shelves of instruments and cool panels of light',
    near: 'blurred glassware',
  },
  workshop: {
    name: 'in an old workshop',
    holds: 'a workbench, tools on the wall, timber, and dust in the light of a high window',
    near: 'a blurred workbench',
  },
  mountain: {
    name: 'on a mountain ridge',
    holds: 'summit after summit in blue distance, snow fields and drifting cloud',
    near: 'blurred rock',
  },
  sea: {
    name: 'at sea',
    holds: 'long waves, spray, a far horizon and glitter on the water',
    near: 'a blurred railing',
  },
  street: {
    name: 'in a city street',
    holds: 'wet pavement, shop windows and traffic as discs of coloured light',
    near: 'blurred passing lights',
  },
  space: {
    name: 'aboard a space station in orbit',
    holds: 'a curved window, a planet below and a field of fine points of light',
    near: 'blurred instruments',
  },
  library: {
    name: 'in an old library',
    holds: 'bookshelves up to the ceiling, reading lamps and carved wood',
    near: 'blurred stacks of books',
  },
  studio: {
    name: 'in a photographic studio',
    holds: 'a painted backdrop that falls off into shade',
    near: 'an empty foreground',
  },
  sky: {
    name: 'before a wide open sky',
    holds: 'towering clouds lit from below and a low line of land',
    near: 'blurred grass',
  },
}

const HOURS: Readonly<Record<World['hour'], string>> = {
  day: 'daylight, in the clear of the morning',
  golden: 'golden hour, with a low sun',
  night: 'night, after dark',
}

const GARMENTS: Readonly<Record<Outfit['kind'], { readonly name: string; readonly with: string }>> = {
  'collared-shirt': { name: 'collared shirt', with: 'of fine cotton, its top button open' },
  blouse: { name: 'blouse', with: 'of soft, flowing fabric' },
  tailcoat: { name: 'tailcoat', with: 'of fine wool over a starched shirt front with a white tie' },
  'chef-whites': { name: "chef's jacket", with: 'double-breasted, of heavy pressed cotton, with knotted buttons' },
  suit: { name: 'tailored suit', with: 'of fine wool over a crisp shirt and a silk tie' },
  jacket: { name: 'bomber jacket', with: 'with a worn collar, zipped halfway over a plain top' },
  gown: { name: 'gown', with: 'of heavy silk that catches the light' },
  coat: { name: 'long overcoat', with: 'of dense wool with wide lapels' },
  'work-shirt': { name: 'denim work shirt', with: 'washed soft, with rolled sleeves' },
}

const PROPS: Readonly<Record<Shot['prop'], string>> = {
  none: 'The hands are empty.',
  baton: 'One hand holds a slender white baton.',
  'chef-knife': "One hand holds a chef's knife.",
  pen: 'One hand holds a fountain pen.',
  book: 'One hand holds an open book.',
  microphone: 'One hand holds a microphone.',
  helmet: 'A helmet rests under one arm.',
}

const STYLES: Readonly<Record<Grade['style'], string>> = {
  none: 'an elegant, natural finish',
  noir: 'film noir in black and white',
  painterly: 'painterly, like an oil painting',
  golden: 'golden, drenched in honeyed tones',
  cold: 'a cold palette of icy tones',
  pastel: 'soft pastel colours',
  neon: 'neon-lit, with a cyberpunk palette',
  vintage: 'vintage, like aged film of the 1970s',
}

const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

/** The name of the nearest colour. */
const colourName = (colour: Rgb): string =>
  Object.entries(CLOTH_COLOURS).toSorted(([, a], [, b]) => distance(a, colour) - distance(b, colour))[0]?.[0] ?? 'dark'

const edge = (side: 'left' | 'right'): string => `the ${side.toUpperCase()} edge of the frame`

const percent = (share: number): string => `${Math.max(1, Math.round(share * 100))} %`

/** How much of the person is seen, by the head widths between the eyes and the lower edge. */
const crop = ({ framing, width, height }: Shot): string => {
  const below = ((1 - framing.eyes[1]) * height) / (framing.faceWidth * width)
  if (below < 1.2) return 'a close-up'
  if (below < 2) return 'a head-and-shoulders framing'
  if (below < 3.1) return 'a chest-up framing'
  return below < 6 ? 'a waist-up framing' : 'a full-length framing'
}

const place = (across: number): string => {
  if (Math.abs(across - 0.5) < 0.04) return 'in the middle of the frame'
  return across < 0.5 ? `nearer ${edge('left')}` : `nearer ${edge('right')}`
}

const turn = ({ yaw }: Pose): string => {
  const side = edge(yaw > 0 ? 'right' : 'left')
  const size = Math.abs(yaw)
  if (size < 8) return 'The head faces the viewer'
  if (size > 66) return `The head is seen in full profile, the nose pointing to ${side}`
  if (size > 30) return `The head is at a three-quarter angle, the nose pointing to ${side}`
  return `The head is slightly turned, the nose pointing to ${side}`
}

const tilt = ({ pitch }: Pose): string =>
  pitch > 6 ? ', the head raised' : pitch < -6 ? ', the head lowered' : ', held level'

const expression = ({ smile }: Pose): string => {
  if (smile > 0.7) return 'a wide smile'
  if (smile > 0.55) return 'smiling'
  return smile > 0.2 ? 'calm and confident, the hint of a smile' : 'neutral and composed'
}

const warmth = (colour: Rgb): string => {
  const ratio = colour[0] / Math.max(0.01, colour[2])
  if (ratio > 1.25) return 'warm, amber'
  return ratio < 0.9 ? 'cool, bluish' : 'neutral, clear'
}

const light = ({ side, elevation, key, contrast, rim }: Light): string => {
  const from = side === 'front' ? 'The key light comes from the front' : `The key light comes from ${edge(side)}`
  const height =
    elevation > 45 ? 'from high up' : elevation > 15 ? 'a little above the head' : 'at the height of the head'
  const hard =
    contrast > 4
      ? 'dramatic, with deep shadows'
      : contrast > 2
        ? 'shaped, with open shadows'
        : 'soft, even light almost without shadows'
  const back = Math.max(...rim) > 0.2 ? ' A bright rim runs along the outline of the shoulders.' : ''
  return `${from}, ${height}; it is ${warmth(key)} and ${hard}.${back}`
}

const grading: Readonly<Record<Grade['look'], string>> = {
  cinematic:
    'cinematic colour grading with rich contrast, cool shadows against warm highlights, slight haze, fine film grain and a soft glow around the brightest points',
  documentary: 'ungraded documentary colour: flat and plain, sharp from front to back, as an on-camera flash gives it',
  studio: 'clean studio colour: neutral, bright and retouched, without grain',
}

const finish: Readonly<Record<Grade['look'], string>> = {
  cinematic: 'a frame from an expensive feature film with the finish of a movie poster, idealized and aspirational',
  documentary: 'a candid documentary snapshot',
  studio: 'a studio photograph for a catalogue',
}

/**
 * A prompt that recreates a picture with somebody else in it: eight topics, from composition to style, every direction by the
 * edges of the frame, and no feature of the person's.
 */
export const describeShot = (shot: Shot): string => {
  const { framing, world, pose, outfit, grade } = shot
  const there = PLACES[world.kind]
  const garment = GARMENTS[outfit.kind]
  const shallow =
    grade.look === 'documentary'
      ? 'much of the place is sharp'
      : 'very shallow focus; everything behind the person melts into soft discs of light'
  return [
    `1. Composition and framing: ${crop(shot)}; the person stands ${place(framing.eyes[0])}, and the face is ${percent(framing.faceWidth)} of the image width. Its middle lies at ${percent(framing.eyes[1])} of the height, counted from the top. The foreground is ${there.near}; behind, the place opens into depth on both sides.`,
    `2. Light: ${light(shot.light)}`,
    `3. Pose and body language: the person stands upright and at ease, shoulders open, weight settled. ${turn(pose)}${tilt(pose)}. Expression: ${expression(pose)}.`,
    `4. Clothes and styling: the person wears a ${colourName(outfit.main)} ${garment.name}, ${garment.with}, with accents of ${colourName(outfit.second)}; every fold is pressed and deliberate. ${PROPS[shot.prop]}`,
    `5. Environment: ${there.name}, ${HOURS[world.hour]}. Around the person: ${there.holds}, all far out of focus yet readable at once.`,
    `6. Camera angle and perspective: at eye level, from a few steps away, with a long lens and ${shallow}.`,
    `7. Colour grading and atmosphere: ${grading[grade.look]}.`,
    `8. Artistic style and quality: ${finish[grade.look]}. The style is ${STYLES[grade.style]}.`,
  ].join('\n\n')
}

/** The same eight topics for a picture the simulator did not make: only what can be measured, in general terms. */
export const describeMeasured = ({ brightness, warmth: warm, contrast, side, mean }: Measured): string => {
  const tone = brightness < 0.25 ? 'dark' : brightness > 0.65 ? 'bright' : 'of middle brightness'
  const temperature = warm > 0.08 ? 'warm, amber' : warm < -0.04 ? 'cool, bluish' : 'neutral'
  const from = side === 'front' ? 'The light comes from the front' : `The light comes from ${edge(side)}`
  return [
    '1. Composition and framing: one person as the clear subject, chest-up, near the middle of the frame; the face is 22 % of the image width.',
    `2. Light: ${from}; it is ${temperature} and ${contrast > 0.24 ? 'dramatic, with deep shadows' : 'soft, even light with open shadows'}.`,
    '3. Pose and body language: upright and at ease.',
    '4. Clothes and styling: clothes that belong to the place, in colours close to those around them.',
    `5. Environment: a place kept far out of focus, ${tone}, with ${colourName(mean)} as its prevailing colour.`,
    '6. Camera angle and perspective: at eye level, with shallow focus.',
    `7. Colour grading and atmosphere: a ${temperature} palette with ${contrast > 0.24 ? 'strong' : 'gentle'} contrast.`,
    '8. Artistic style and quality: a photograph with the finish of a film frame.',
  ].join('\n\n')
}

/** As many letters tell the eight topics apart, and "Lighting" is the light. */
const STEM = 4

const nameOfTopic = (paragraph: string): string => /^\d+\. ([^:]+):/.exec(paragraph)?.[1]?.toLowerCase() ?? ''

/** The topics that lines of a list in the prompt name, in its order: "2. Light: ...", "- Environment". */
const topicsIn = (prompt: string): readonly string[] =>
  [...prompt.matchAll(/^\s*(?:\d+[.)]|[-*•])\s+([^:\n]+)/gm)].map(([, name = '']) => name.trim().toLowerCase())

/**
 * A description as the prompt lists its topics: those it names, in its order, and no others. A prompt that lists none of them
 * gets all.
 */
export const asAsked = (description: string, prompt: string): string => {
  const paragraphs = description.split('\n\n')
  const asked = topicsIn(prompt).flatMap((topic) =>
    paragraphs.filter((paragraph) => nameOfTopic(paragraph).slice(0, STEM) === topic.slice(0, STEM)),
  )
  const wanted = asked.length === 0 ? paragraphs : [...new Set(asked)]
  return wanted.map((paragraph, at) => paragraph.replace(/^\d+/, `${at + 1}`)).join('\n\n')
}

/** The character view whose head angle is nearest; left and right in the names are the subject's. */
export const nearestView = ({ yaw }: Pose): ViewName => {
  const size = Math.abs(yaw)
  if (size < 20) return 'front'
  const side = yaw > 0 ? 'left' : 'right'
  return size < 66 ? `three-quarter-${side}` : `profile-${side}`
}
