import { backups } from './backups.ts'
import { board } from './board.ts'
import { exports } from './exports.ts'
import { faces } from './faces.ts'
import { history } from './history.ts'
import { identities } from './identities.ts'
import { pictures } from './pictures.ts'
import { prompts } from './prompts.ts'
import { queue } from './queue.ts'
import { restores } from './restores.ts'
import { reviews } from './reviews.ts'
import { runs } from './runs.ts'
import { keys, settings } from './settings.ts'
import { studio } from './studio.ts'
import { subjects } from './subjects.ts'
import { trials } from './trials.ts'

/** Everything a window, a browser or a script can ask of the studio. */
export const contract = {
  studio,
  subjects,
  identities,
  board,
  pictures,
  runs,
  prompts,
  trials,
  reviews,
  settings,
  keys,
  faces,
  history,
  queue,
  exports,
  backups,
  restores,
}
export type Contract = typeof contract

export * from './backups.ts'
export * from './board.ts'
export * from './card.ts'
export * from './exports.ts'
export * from './faces.ts'
export * from './history.ts'
export * from './identities.ts'
export * from './live.ts'
export * from './pictures.ts'
export * from './prompts.ts'
export * from './queue.ts'
export * from './restores.ts'
export * from './review.ts'
export * from './reviews.ts'
export * from './runs.ts'
export * from './settings.ts'
export * from './studio.ts'
export * from './subjects.ts'
export * from './trials.ts'
