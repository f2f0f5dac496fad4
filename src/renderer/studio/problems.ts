import type { Problem } from '../../contract/index.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isProblem = (value: unknown): value is Problem =>
  isRecord(value) &&
  typeof value['code'] === 'string' &&
  typeof value['message'] === 'string' &&
  typeof value['next'] === 'string'

/** Whatever a method threw, in words for people: the studio's own where it said some. */
export const problemOf = (error: unknown): Problem => {
  if (isRecord(error) && isProblem(error['data'])) return error['data']
  if (isRecord(error) && error['code'] === 'BAD_REQUEST')
    return { code: 'not-understood', message: 'The studio did not accept what was entered.', next: 'Check the fields.' }
  return {
    code: 'no-answer',
    message: 'The studio gave no answer.',
    next: 'It is asked again as soon as the connection is back.',
  }
}
