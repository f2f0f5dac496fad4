import type { Sentence, Words } from './sentences.ts'

/** Where the words want the nose to point. */
export interface Direction {
  /** Degrees away from the viewer, 0 to 90; null when only the side is told. */
  readonly degrees: number | null
  /** The edge of the picture the nose points to, `viewer` for a front; null when only the angle is told. */
  readonly edge: 'left' | 'right' | 'viewer' | null
  /**
   * How the side is told. `edge`: by the edge of the frame, understood by every model. `bare`: "facing left", which a
   * model may take for the subject's own left. `camera`: where the camera stands, which often gives another angle.
   */
  readonly told: 'edge' | 'bare' | 'camera'
}

/** The middle of what counts as a three-quarter view. */
const THREE_QUARTER = 42

const EDGE =
  /\b(left|right)(?:[- ]hand)?\s+(?:edge|side|border|margin|half)\b|\b(left|right)\s+of\s+(?:the\s+)?(?:frame|picture|image|photo|canvas)\b|\b(?:viewer's|observer's)\s+(left|right)\b|\bedge\s+of\s+the\s+(?:frame|picture|image)\s+on\s+the\s+(left|right)\b/g
const HEAD_WORDS = /\b(?:nose|head|face|faces|facing|gaze|gazes|looks|looking|turned|turns|profile|three-quarter)\b/g
const OTHER_WORDS =
  /\b(?:light|lit|lights|lamp|sun|sunlight|window|key|rim|shadow|shadows|glow|spotlight|stands|placed|body|hand|holds|holding)\b/g
const BARE =
  /\b(?:profile|face|faces|facing|look|looks|looking|turn|turned|turns|point|points|pointing|angled|view|view from the|three-quarter|gaze|gazing)\s+(?:view\s+)?(?:away\s+)?(?:slightly\s+)?(?:(?:to|toward|towards|from)\s+)?(?:the\s+|their\s+|his\s+|her\s+)?(left|right)\b|\b(left|right)(?:-|\s)(?:facing|profile|three-quarter|side profile)\b/
const CAMERA =
  /\bcamera\b[^.\n]{0,60}\b(?:\d{1,2}\s*(?:degrees|°)|their|his|her|subject's)\b[^.\n]{0,30}\b(left|right)\b/

const lastIndexOf = (pattern: RegExp, text: string): number => [...text.matchAll(pattern)].at(-1)?.index ?? -1

/** Words that leave the direction open, or take it from a picture: "to the viewer or up to a three-quarter angle". */
const OPEN = /\bviewer\b[^.\n]{0,14}\bor\b[^.\n]{0,20}\bthree[- ]quarters?\b|\bup to (?:a )?three[- ]quarters?\b/
const TAKEN_OVER =
  /\bsame\b[^.\n]{0,40}\b(?:edge|angle|direction|side)\b|\b(?:angle|direction)\b[^.\n]{0,30}\bof (?:the )?(?:image|scene|picture)\b/

const isTold = ({ affirmed }: Sentence): boolean => !OPEN.test(affirmed) && !TAKEN_OVER.test(affirmed)

/** The edge the head is told to turn to, in sentences that are about the head and not about the light. */
const edgeOfHead = (sentences: readonly Sentence[]): 'left' | 'right' | null => {
  for (const { affirmed } of sentences) {
    for (const match of affirmed.matchAll(EDGE)) {
      const before = affirmed.slice(0, match.index)
      const head = lastIndexOf(HEAD_WORDS, before)
      if (head < 0 || lastIndexOf(OTHER_WORDS, before) > head) continue
      const side = match[1] ?? match[2] ?? match[3] ?? match[4]
      if (side === 'left' || side === 'right') return side
    }
  }
  return null
}

const ANGLES: readonly { readonly words: RegExp; readonly degrees: number }[] = [
  { words: /\bthree[- ]quarters?\b(?![- ](?:length|shot|body))|\bhalf[- ]profile\b|\b3\/4\b/, degrees: THREE_QUARTER },
  { words: /\b(?:full |strict |side |pure |exact |true |complete )*profile\b|\bside view\b/, degrees: 90 },
  {
    words:
      /\b(?:at|into|toward|towards|to|facing|faces)\s+the\s+(?:viewer|camera|lens)\b|\bfront(?:al)?[- ](?:view|facing|portrait|headshot)\b|\bfacing forward\b|\bfacing (?:the )?camera\b|\bstraight ahead\b|\bhead-on\b|\bfull[- ]face\b/,
    degrees: 0,
  },
  { words: /\b(?:slightly|gently|a little|subtly|just) (?:turned|angled|off|away)\b|\bturned slightly\b/, degrees: 20 },
]

/** The angle that is named first. */
const angleOf = (affirmed: string): number | null =>
  ANGLES.map(({ words, degrees }) => ({ degrees, at: affirmed.search(words) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0]?.degrees ?? null

/** The direction the words ask for; null when they leave it open. */
export const readDirection = (words: Words): Direction | null => {
  const told = words.sentences.filter(isTold)
  const affirmed = told.map((sentence) => sentence.affirmed).join('\n')
  const angle = angleOf(affirmed)
  const camera = CAMERA.exec(affirmed)?.[1]
  const edge = edgeOfHead(told)
  if (edge !== null) return { degrees: angle === 0 ? null : angle, edge, told: 'edge' }
  if (camera === 'left' || camera === 'right') {
    return { degrees: angle ?? 90, edge: camera === 'left' ? 'right' : 'left', told: 'camera' }
  }
  const bare = BARE.exec(affirmed)
  const side = bare?.[1] ?? bare?.[2]
  if (side === 'left' || side === 'right') return { degrees: angle === 0 ? null : angle, edge: side, told: 'bare' }
  if (angle === 0) return { degrees: 0, edge: 'viewer', told: 'edge' }
  return angle === null ? null : { degrees: angle, edge: null, told: 'edge' }
}

/** Whether the words say, by the edges of the frame, that the nose must point where it points in a picture of the request. */
export const keepsDirection = (words: Words): boolean =>
  /\b(?:left|right)\b[^.\n]{0,40}\b(?:edge|side)\b/.test(words.conditions) ||
  /\bsame (?:edge|side) of the (?:frame|picture|image)\b/.test(words.affirmed)

/** Degrees the words lift (above 0) or lower the nose, and tilt the head. */
export const readTilt = (words: Words): { readonly pitch: number | null; readonly roll: number | null } => {
  const text = words.affirmed
  const raised =
    /\b(?:chin|head|face|gaze|eyes)\s+(?:is\s+|are\s+)?(?:slightly\s+)?(?:raised|lifted|up|held high|upturned)\b|\blook(?:s|ing) up\b(?! from\b)/
  const lowered =
    /\b(?:chin|head|face|gaze|eyes)\s+(?:is\s+|are\s+)?(?:slightly\s+)?(?:lowered|bowed|down|bent)\b|\blook(?:s|ing) down\b(?! from\b)/
  const pitch = raised.test(text) ? 9 : lowered.test(text) ? -12 : null
  return { pitch, roll: /\bhead (?:is )?(?:slightly )?tilted\b|\btilts? (?:of )?the head\b/.test(text) ? 7 : null }
}
