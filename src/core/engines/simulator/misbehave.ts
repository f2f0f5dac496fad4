import { failed, ok } from '../../../contract/index.ts'
import type { Result } from '../../../contract/index.ts'
import { chance, seedOf } from './seed.ts'

/** Everything the simulator can be asked to get wrong, with what it does. */
export const MISBEHAVIOURS = {
  unavailable: 'answers 503: the model is overloaded',
  'rate-limit': 'answers 429 and says how long to wait',
  'block-two-faces': 'blocks a request with two pictures that hold a face (views and references are not counted)',
  'block-swap': 'blocks wording that asks to swap or replace a face',
  'block-finals': 'blocks every final that holds a person from pictures, whatever the strategy',
  'text-instead': 'answers with words and no picture',
  mirrored: 'turns the head to the other edge of the frame',
  'wrong-angle': 'turns the head by another angle, often a three-quarter for a profile',
  documentary: 'loses the cinema look',
  'small-face': 'draws the person much too small',
  'two-faces': 'draws a second person beside the one that was asked for',
  blank: 'answers with an empty picture',
  'unknown-slow': 'takes half a minute, long enough to be killed with the outcome unknown',
} as const

export type MisbehaviourName = keyof typeof MISBEHAVIOURS

/** How often each happens, 0 never to 1 always. */
export type Misbehaviour = Readonly<Record<MisbehaviourName, number>>

/** What the field reports of every model: two faces are blocked, swap wording often is. All else only on request. */
export const USUAL_MISBEHAVIOUR: Misbehaviour = {
  unavailable: 0,
  'rate-limit': 0,
  'block-two-faces': 1,
  'block-swap': 0.35,
  'block-finals': 0,
  'text-instead': 0,
  mirrored: 0,
  'wrong-angle': 0,
  documentary: 0,
  'small-face': 0,
  'two-faces': 0,
  blank: 0,
  'unknown-slow': 0,
}

const isName = (name: string): name is MisbehaviourName => Object.hasOwn(MISBEHAVIOURS, name)

const NONE: Misbehaviour = { ...USUAL_MISBEHAVIOUR, 'block-two-faces': 0, 'block-swap': 0 }

/**
 * Reads `unavailable=0.3,mirrored=0.1`: names with a rate from 0 to 1, a name alone is 1; what is not named stays as usual.
 * `none` first turns everything off. A problem `misbehaviour-unknown` or `misbehaviour-rate` says what can be written.
 */
export const parseMisbehaviour = (text: string): Result<Misbehaviour> => {
  let rates = USUAL_MISBEHAVIOUR
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  for (const entry of entries) {
    if (entry === 'none') {
      rates = NONE
      continue
    }
    const [name = '', rate = '1', ...rest] = entry.split('=').map((half) => half.trim())
    if (!isName(name)) {
      return failed(
        'misbehaviour-unknown',
        `The simulator has no misbehaviour called "${name.slice(0, 40)}".`,
        `Use one of: none, ${Object.keys(MISBEHAVIOURS).join(', ')}.`,
      )
    }
    if (rest.length > 0 || !/^(?:0|1|0?\.\d+|[01]\.0*|0\.\d+)$/.test(rate)) {
      return failed(
        'misbehaviour-rate',
        `"${rate.slice(0, 40)}" is not a rate for ${name}.`,
        `Write a number from 0 (never) to 1 (always), for example ${name}=0.3.`,
      )
    }
    rates = { ...rates, [name]: Number(rate) }
  }
  return ok(rates)
}

/** The misbehaviours that strike one sending of a request. */
export type Strikes = ReadonlySet<MisbehaviourName>

/** A request blocked for its content stays blocked however often it is sent; all else is drawn anew each time. */
const SAME_EVERY_TIME: ReadonlySet<MisbehaviourName> = new Set(['block-two-faces', 'block-swap', 'block-finals'])

/**
 * Which misbehaviours strike, by chance: the same for the same request, variant and number of sends.
 * @param seed follows from the engine's seed and everything in the request.
 * @param sends how often this very request was sent before.
 */
export const strikes = (rates: Misbehaviour, seed: number, sends: number): Strikes => {
  const names = Object.keys(MISBEHAVIOURS).filter(isName)
  return new Set(
    names.filter((name) => {
      const drawn = seedOf(seed, 'misbehave', SAME_EVERY_TIME.has(name) ? 0 : sends)
      return chance(drawn, name) < rates[name]
    }),
  )
}

/** How long a 429 asks to wait, in milliseconds: 1 to 5 s. */
export const waitMs = (seed: number, sends: number): number =>
  Math.round(1000 + 4000 * chance(seedOf(seed, 'misbehave', sends), 'wait'))

/** How long a slow answer takes, in milliseconds. */
export const SLOW_MS = 30_000
