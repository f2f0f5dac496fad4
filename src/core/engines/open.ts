import { type EngineName, failed, ok, ProblemError, type Result } from '../../contract/index.ts'
import type { LibraryReader } from '../library/types.ts'
import type { Engine } from './engine.ts'
import { openGemini } from './gemini/engine.ts'
import type { ModelTable } from './models.ts'
import { openReplay } from './replay/engine.ts'
import { openSimulator } from './simulator/engine.ts'
import type { Misbehaviour } from './simulator/misbehave.ts'

/** What the engines need from the host. */
export interface EngineDeps {
  /** Asked only when Gemini is opened; never stored, logged or shown. */
  readonly apiKey?: () => string | undefined
  readonly baseUrl?: string
  readonly simulator?: { readonly misbehave?: Misbehaviour; readonly workers?: number }
}

/** An engine of this name; `key-missing` or the engine's own problem where it cannot be opened. */
export const openEngine = (
  name: EngineName,
  deps: EngineDeps,
  models: ModelTable,
  library: LibraryReader | null,
): Result<Engine> => {
  switch (name) {
    case 'simulator':
      return ok(openSimulator({ ...deps.simulator, models }))
    case 'replay':
      return library
        ? ok(openReplay({ library, models }))
        : failed('library-missing', 'Replay answers from a library, and there is none.', 'Name it with --library.')
    case 'gemini': {
      const apiKey = deps.apiKey?.()
      if (!apiKey)
        return failed(
          'key-missing',
          'Gemini needs an API key, and none is set.',
          'In the window, paste one in Settings; at the command line, set GEMINI_API_KEY. The simulator needs none.',
        )
      try {
        return ok(openGemini({ apiKey, models, ...(deps.baseUrl === undefined ? {} : { baseUrl: deps.baseUrl }) }))
      } catch (error) {
        if (error instanceof ProblemError) return { ok: false, problem: error.problem }
        throw error
      }
    }
  }
}
