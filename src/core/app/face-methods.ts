import { implement } from '@orpc/server'
import { contract } from '../../contract/api/index.ts'
import type { Faces } from './faces.ts'
import { tellProblems } from './failures.ts'

/** What windows ask about faces. */
export const faceMethods = (faces: Pick<Faces, 'of' | 'tradeOff'>) => {
  const os = implement(contract.faces).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    of: os.of.handler(({ input }) => faces.of(input.pictures)),
    tradeOff: os.tradeOff.handler(({ input }) => faces.tradeOff(input.subject, input.identity)),
  })
}
