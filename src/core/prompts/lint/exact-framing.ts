import { absent, asksFor, type Flag, lineAtEnd, type LintRule, needsSceneFraming } from './rule.ts'

const WAIST_OR_CHEST =
  /\b(?:waist|chest|hip)[- –]?up\b|\bfrom\s+the\s+(?:waist|chest|hips?)\s+up\b|\bhalf[- ](?:length|body)\b|\bbust(?:[- ]length|\s+(?:portrait|shot|framing))\b|\b(?:cropped|cut)\s+(?:at|below|across|just\s+below)\s+the\s+(?:waist|chest|hips?)\b|\bdown\s+to\s+the\s+(?:waist|chest|hips?)\b|\bmedium\s+(?:shot|close-?up)\b/i
const ANY_FRAMING =
  /\bhead[- ]and[- ]shoulders?\b|\bheadshot\b|\bclose-?up\b|\bfull[- ](?:body|length|figure)\b|\bthree-quarter[- ]length\b|\bknees?[- ]?up\b|\bhead\s+to\s+toe\b|\b(?:lower|bottom)\s+edge\s+of\s+the\s+frame\s+(?:crosses|cuts|across|at)\b/i
/** Framings in which the face is too small to be anyone's. */
const TOO_FAR =
  /\bfull[- ](?:body|length|figure)\b|\b(?:extreme\s+)?(?:long|wide)[- ](?:shot|view)\b|\bhead\s+to\s+toe\b|\bestablishing\s+shot\b|\bknees?[- ]up\b/gi
const DENIED = /\b(?:no|not|never|without|rather\s+than|instead\s+of|avoid)\b[^.!?\n]{0,30}$/i

const HEADSHOT = 'Framing: head and shoulders, the face 40-50 % of the frame, the whole head inside it.'
const SUGGESTION_SCENE =
  'Write "Framing: waist-up." or "Framing: chest-up.", and where the lower edge of the frame cuts the figure.'

/** A picture prompt that does not say how much of the person is in the frame. */
export const exactFraming: LintRule = {
  name: 'exact-framing',
  reason: 'Without an exact framing, zoom and distance wander from picture to picture (learning 8).',
  check: (text, purpose) => {
    if (asksFor(text, purpose) !== 'picture') return []
    const { words } = text
    if (!needsSceneFraming(text, purpose))
      return WAIST_OR_CHEST.test(words) || ANY_FRAMING.test(words)
        ? []
        : [
            {
              ...absent(text, 'No exact framing is given.', `Write "${HEADSHOT}"`),
              fix: lineAtEnd(text, HEADSHOT),
            },
          ]
    const tooFar = [...words.matchAll(TOO_FAR)]
      .filter((match) => !DENIED.test(words.slice(0, match.index)))
      .map((match): Flag => ({
        start: match.index,
        end: match.index + match[0].length,
        message: `"${match[0]}" makes the face too small for a likeness.`,
        suggestion: SUGGESTION_SCENE,
        fix: { start: match.index, end: match.index + match[0].length, text: 'waist-up' },
      }))
    if (tooFar.length > 0 || WAIST_OR_CHEST.test(words)) return tooFar
    const missing = absent(
      text,
      'No exact framing is given: a scene and a final are waist-up or chest-up.',
      SUGGESTION_SCENE,
    )
    return [{ ...missing, fix: lineAtEnd(text, 'Framing: waist-up, the whole head inside the frame.') }]
  },
}
