import { board } from './board.ts'
import { faces } from './faces.ts'
import { identities } from './identities.ts'
import { pictures } from './pictures.ts'
import { reviews } from './reviews.ts'
import { runs } from './runs.ts'
import { keys, settings } from './settings.ts'
import { studio } from './studio.ts'
import { subjects } from './subjects.ts'

/** Everything a window, a browser or a script can ask of the studio. */
export const contract = { studio, subjects, identities, board, pictures, runs, reviews, settings, keys, faces }
export type Contract = typeof contract

export * from './board.ts'
export * from './card.ts'
export * from './faces.ts'
export * from './identities.ts'
export * from './live.ts'
export * from './pictures.ts'
export * from './review.ts'
export * from './reviews.ts'
export * from './runs.ts'
export * from './settings.ts'
export * from './studio.ts'
export * from './subjects.ts'
