import { InvalidArgumentError } from 'commander'
import {
  EngineName,
  ImageSize,
  OLDER_RETRY,
  RecipeName,
  type RetryPolicy,
  Sha256,
  StrategyName,
  Variants,
} from '../contract/index.ts'
import type { z } from 'zod'

const UNIT_MS: Readonly<Record<string, number>> = { '': 1000, ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 }

/** `3s`, `500ms`, `1.5m`, `2` (seconds) as milliseconds. */
export const duration = (text: string): number => {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h)?$/.exec(text.trim())
  const ms = match ? Number(match[1]) * (UNIT_MS[match[2] ?? ''] ?? Number.NaN) : Number.NaN
  if (!(ms >= 0 && ms <= 3_600_000)) throw new InvalidArgumentError('Say a time from 0 to 1h, such as 3s or 500ms.')
  return Math.round(ms)
}

const oneOf =
  <T extends string>(names: z.ZodEnum<Record<T, T>>) =>
  (text: string): T => {
    const found = names.safeParse(text.trim())
    if (!found.success) throw new InvalidArgumentError(`It is one of ${Object.values(names.enum).join(', ')}.`)
    return found.data
  }

export const engine = oneOf(EngineName)
export const recipe = oneOf(RecipeName)
export const imageSize = oneOf(ImageSize)

/** `scene-views,environment-only` as a ladder, in order. */
export const ladder = (text: string): readonly StrategyName[] => {
  const names = text.split(',').filter((name) => name.trim() !== '')
  if (names.length === 0) throw new InvalidArgumentError('Name at least one strategy; `studio recipes` lists them.')
  return names.map(oneOf(StrategyName))
}

/** `views=1,scene=3,portrait=2,final=1`; what is not named is 1. */
export const variants = (text: string): Variants => {
  const counts: Record<string, number> = {}
  for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
    const [name = '', count = ''] = pair.split('=').map((part) => part.trim())
    if (!(name in Variants.shape))
      throw new InvalidArgumentError(`"${name}" is not one of ${Object.keys(Variants.shape).join(', ')}.`)
    if (!/^\d+$/.test(count)) throw new InvalidArgumentError(`"${name}" needs a whole number, such as ${name}=2.`)
    counts[name] = Number(count)
  }
  const parsed = Variants.safeParse(counts)
  if (!parsed.success) throw new InvalidArgumentError('Counts go from 1 to 50.')
  return parsed.data
}

/** A whole number of at least `min`. */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const number = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
    if (!(number >= min && number <= max)) throw new InvalidArgumentError(`It is a whole number from ${min} to ${max}.`)
    return number
  }

export const dollars = (text: string): number => {
  const amount = /^\$?\d+(\.\d+)?$/.test(text.trim()) ? Number(text.trim().replace('$', '')) : Number.NaN
  if (!(amount >= 0)) throw new InvalidArgumentError('Say an amount in US dollars, such as 5 or 0.50.')
  return amount
}

export const onOrOff = (text: string): boolean => {
  if (text !== 'on' && text !== 'off') throw new InvalidArgumentError('It is on or off.')
  return text === 'on'
}

/** Collects an option that may be given several times. */
export const several = (text: string, before: readonly string[] = []): readonly string[] => [...before, text]

export const hash = (text: string): Sha256 => {
  const parsed = Sha256.safeParse(text.trim().toLowerCase())
  if (!parsed.success)
    throw new InvalidArgumentError('A picture is named by its SHA-256, 64 hex digits, as `history` shows it.')
  return parsed.data
}

export const hashes = (text: string): readonly Sha256[] => text.split(',').map(hash)

/** The retry policy of the two options together; the older rule keeps its own three waits. */
export const retryPolicy = (kind: 'endless' | 'older', delayMs: number): RetryPolicy =>
  kind === 'endless' ? { kind, delayMs } : OLDER_RETRY
