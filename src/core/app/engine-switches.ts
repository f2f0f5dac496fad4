import { failed, ok, type Result } from '../../contract/index.ts'
import type { EngineDeps } from '../engines/open.ts'
import { parseMisbehaviour } from '../engines/simulator/misbehave.ts'

/** What people can say about the engines when they start a host, in the words of the command line. */
export interface EngineSwitches {
  /** Another address for Gemini, such as a proxy. */
  readonly baseUrl?: string | undefined
  /** How often the simulator fails, and how: "unavailable=0.3,mirrored=0.1". */
  readonly misbehave?: string | undefined
}

/** The switches as the engines take them; `usage` where an address or a rate cannot be read. */
export const readEngineSwitches = ({
  baseUrl,
  misbehave,
}: EngineSwitches): Result<Pick<EngineDeps, 'baseUrl' | 'simulator'>> => {
  if (baseUrl !== undefined && !URL.canParse(baseUrl))
    return failed('usage', `"${baseUrl}" is not an address.`, 'Write it with http:// or https://.')
  const rates = misbehave === undefined ? ok(undefined) : parseMisbehaviour(misbehave)
  if (!rates.ok) return rates
  return ok({
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(rates.value === undefined ? {} : { simulator: { misbehave: rates.value } }),
  })
}
