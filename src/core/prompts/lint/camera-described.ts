import { asksFor, type Flag, type LintRule } from './rule.ts'
import { spansOf, withoutOverlaps } from './text.ts'

interface Wording {
  readonly pattern: RegExp
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly suggestion: string
}

const PLACE =
  'Say what the finished picture shows: "the nose points to the RIGHT edge of the frame", "seen from slightly below, the ceiling lamps above the head".'
const LENS = 'Say what it looks like: "the background melts into soft discs of light", "only the face is sharp".'

const WORDINGS: readonly Wording[] = [
  {
    pattern:
      /\bcameras?\b(?:[\s-]+(?:is|are|stands|sits|stays|should\s+be|must\s+be|will\s+be))?(?:\s+\w+ly)?[\s-]+(?:(?:at\s+(?!(?:his|her|their|its|rest|hand)\b))|(?:positioned|placed|angled?|angles|height|level|position|distance|direction|movement|moves?|moving|moved|rotat\w+|circl\w+|orbit\w*|pans?|panned|panning|tilt\w*|zoom\w*|dolly|track\w*|aimed|looks?|looking|faces|facing|shoots|sees|above|below)\b|(?:to|on)\s+(?:the|their|his|her|its|our)\s+(?:left|right|side)\b(?!\s+table))/gi,
    severity: 'error',
    message: 'tells where the camera is, not what the picture shows.',
    suggestion: PLACE,
  },
  {
    pattern:
      /\b(?:move|rotat|plac|position|put|tilt|angl|pan|point|aim|orbit|circl|dolly|zoom)(?:e|es|s|ed|ing|ning|ting)?\s+(?:the\s+)?camera\b(?!\s*(?:down|aside|away|back|over)\b)/gi,
    severity: 'error',
    message: 'gives orders to a camera; the model only knows the finished picture.',
    suggestion: PLACE,
  },
  {
    pattern:
      /\b(?:shot|filmed|photographed|captured|taken|framed|viewed|seen)\s+(?:\w+ly\s+)?from\s+(?:the\s+)?(?:(?:his|her|their|its)\s+(?:left|right)|left|right|\d+\s*(?:degrees|°|m|metres|meters|feet|ft)(?!\w)|an?\s+(?:\d+[- ]degrees?|low|high|slight|steep|oblique|wide|three-quarter)[\w-]*\s+angle)(?!\s+(?:edge|of\s+the\s+frame)\b)/gi,
    severity: 'error',
    message: 'tells where the picture is taken from, not what it shows.',
    suggestion: PLACE,
  },
  {
    pattern: /\b(?:shot|filmed|photographed)\s+from\s+(?:(?:the\s+)?(?:side|front|back)|behind|above|below)\b/gi,
    severity: 'error',
    message: 'tells where the picture is taken from, not what it shows.',
    suggestion: PLACE,
  },
  {
    pattern:
      /\b(?:low|high|wide|dutch|eye-level)[- ]angle\s+(?:shot|view|camera|lens)\b|\b(?:dolly|tracking|crane|drone|steadicam|handheld)\s+(?:shot|camera|move(?:ment)?)\b/gi,
    severity: 'warning',
    message: 'names a camera set-up in place of what the picture shows.',
    suggestion: PLACE,
  },
  {
    pattern:
      /\b\d{2,3}\s?mm\b(?!\s+film\b)(?:\s+(?:\w+\s+)?lens)?|\bf\/\d+(?:\.\d+)?\b|\b(?:telephoto|fish-?eye|macro|prime|zoom|anamorphic|tilt-shift|portrait)\s+lens\b|\bshutter\s+speed\b|\bfocal\s+length\b|\bISO\s?\d{2,5}\b|\b(?:wide|large|open)\s+aperture\b/gi,
    severity: 'warning',
    message: 'is the equipment, not the picture.',
    suggestion: LENS,
  },
  {
    pattern: /\bphotographer\s+(?:stands|is\s+standing|is\s+positioned|kneels|moves)\b/gi,
    severity: 'error',
    message: 'tells where the photographer is, not what the picture shows.',
    suggestion: PLACE,
  },
]

const flagsOf = (words: string, { pattern, severity, message, suggestion }: Wording): readonly Flag[] =>
  spansOf(words, pattern).map(({ start, end }) => {
    const found = words.slice(start, end).trimEnd()
    return {
      start,
      end: start + found.length,
      severity,
      message: `"${found.replace(/\s+/g, ' ')}" ${message}`,
      suggestion,
    }
  })

/** Camera positions, movements and equipment where the finished picture should be told. */
export const cameraDescribed: LintRule = {
  name: 'camera-described',
  reason:
    '"Nose pointing to the right side of the frame" beats "camera at 90 degrees to their left": describe the finished picture, not the camera (learning 1).',
  // A description is asked for camera angle and perspective; it looks at a picture that exists.
  check: (text, purpose) =>
    asksFor(text, purpose) === 'picture'
      ? withoutOverlaps(WORDINGS.flatMap((wording) => flagsOf(text.words, wording)))
      : [],
}
