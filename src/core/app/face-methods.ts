import { implement } from '@orpc/server'
import { contract } from '../../contract/api/index.ts'
import { tellProblems } from './failures.ts'

/** What windows ask about faces. */
export const faceMethods = () => {
  const os = implement(contract.faces).use(async ({ next }) => await tellProblems(async () => await next()))
  return os.router({
    of: os.of.handler(({ input }) =>
      input.pictures.map((sha256) => ({
        sha256,
        analysis: null,
        checks: [],
        likeness: null,
        sceneKept: null,
        eyes: null,
      })),
    ),
    tradeOff: os.tradeOff.handler(() => ({ dots: [], pending: 0, left: [] })),
  })
}
