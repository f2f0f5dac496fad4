import type { Problem } from '../../../contract/index.ts'
import type { Advice } from '../engine.ts'
import { again, problem, STOP_REQUEST } from './reading.ts'

/** What a finish reason says about the answer it came with. */
export type Finish =
  | { readonly kind: 'complete' }
  /** Cut off: words are incomplete, a picture that is there is whole. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'blocked' | 'failed'; readonly advice: Advice; readonly problem: Problem }

const blocked = (advice: Advice, message: string, next: string): Finish => ({
  kind: 'blocked',
  advice,
  problem: problem('answer-blocked', message, next),
})

const OTHER_STRATEGY = 'Try the next strategy, other words, or other pictures.'

/** Reads `candidate.finishReason`; null is an answer that does not say. A value not known here is a failure that keeps it. */
export const readFinish = (reason: string | null): Finish => {
  switch (reason) {
    case null:
    case '':
    case 'STOP':
    case 'FINISH_REASON_UNSPECIFIED':
      return { kind: 'complete' }
    case 'MAX_TOKENS':
      return { kind: 'cut' }
    case 'SAFETY':
    case 'IMAGE_SAFETY':
      return blocked(STOP_REQUEST, `Google drew an answer and held it back for safety (${reason}).`, OTHER_STRATEGY)
    case 'PROHIBITED_CONTENT':
    case 'IMAGE_PROHIBITED_CONTENT':
      return blocked(STOP_REQUEST, `Google held the answer back as prohibited content (${reason}).`, OTHER_STRATEGY)
    case 'BLOCKLIST':
    case 'SPII':
    case 'RECITATION':
    case 'LANGUAGE':
      return blocked(STOP_REQUEST, `Google held the answer back (${reason}).`, OTHER_STRATEGY)
    case 'IMAGE_OTHER':
    case 'IMAGE_RECITATION':
    case 'NO_IMAGE':
      return blocked(
        again(2),
        `Google gave no picture and no clear reason (${reason}).`,
        'Asking again sometimes helps, and the studio does so twice. Wording that insists on exact facial features brings this on.',
      )
    case 'OTHER':
      return blocked(again(1), 'Google held the answer back without a reason (OTHER).', OTHER_STRATEGY)
    case 'CONTINUATION':
    case 'MALFORMED_RESPONSE':
    case 'MALFORMED_FUNCTION_CALL':
    case 'UNEXPECTED_TOOL_CALL':
    case 'TOO_MANY_TOOL_CALLS':
      return {
        kind: 'failed',
        advice: again(1),
        problem: problem(
          'answer-unfinished',
          `The model did not finish its answer (${reason}).`,
          'The studio asks once more; if that fails too, try other words or another model.',
        ),
      }
    default:
      return {
        kind: 'failed',
        advice: STOP_REQUEST,
        problem: problem(
          'answer-unknown',
          `Google ended the answer with ${reason}, which the studio does not know.`,
          'The history keeps the value. Try again, or try another strategy.',
        ),
      }
  }
}

/** What a prompt's block reason asks for: OTHER is worth one more try, all else is a verdict on what was sent. */
export const readBlock = (reason: string): { readonly advice: Advice; readonly problem: Problem } =>
  reason === 'OTHER'
    ? {
        advice: again(1),
        problem: problem(
          'request-blocked',
          'Google refused the request without a reason (OTHER). Two pictures with a face in one request, or words about swapping faces, bring this on.',
          'The studio asks once more and then goes on to the next strategy. Character views on white are not taken for a second face.',
        ),
      }
    : {
        advice: STOP_REQUEST,
        problem: problem(
          'request-blocked',
          `Google refused the request before drawing anything (${reason}).`,
          OTHER_STRATEGY,
        ),
      }
