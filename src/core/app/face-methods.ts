import { implement } from '@orpc/server'
import { contract } from '../../contract/api/index.ts'
import type { Faces } from './faces.ts'
import { given, tellProblems } from './failures.ts'
import type { Flipping } from './flipping.ts'

/** What windows ask about faces. */
export const faceMethods = (faces: Pick<Faces, 'of' | 'tradeOff'>, { flip }: Flipping) => {
  const os = implement(contract.faces).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    of: os.of.handler(({ input }) => faces.of(input.pictures)),
    flip: os.flip.handler(async ({ input }) => given(await flip(input.sha256))),
    tradeOff: os.tradeOff.handler(({ input }) => faces.tradeOff(input.subject, input.identity)),
  })
}
