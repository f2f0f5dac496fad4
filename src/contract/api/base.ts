import { oc } from '@orpc/contract'
import { Problem } from '../problem.ts'

/**
 * Where every method starts. An expected failure travels as the typed error `PROBLEM`, its {@link Problem} as data: what
 * happened, and what to do next. Anything else that fails is a bug and says nothing about itself.
 */
export const method = oc.errors({ PROBLEM: { status: 422, data: Problem } })
