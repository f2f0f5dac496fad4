import { z } from 'zod'

/** Everything a check compares a figure with. What each means, and why it is what it is, stands in the table of limits. */
export const LimitName = z.enum([
  'front-turn',
  'three-quarter-least',
  'three-quarter-most',
  'profile-least',
  'view-face-least',
  'view-face-most',
  'profile-face-least',
  'background-white',
  'clothes-blue',
  'smiling-least',
  'neutral-most',
  'second-face',
  'scene-face-least',
  'scene-face-most',
  'body-least',
  'body-most',
  'mirrored-from',
  'yaw-apart',
  'pitch-apart',
  'roll-apart',
  'light-apart',
  'smile-apart',
  'likeness-apart',
  'scene-kept-least',
  'cinema-least',
  'cinema-kept',
])
export type LimitName = z.infer<typeof LimitName>

/** Where a check begins to warn, and where it fails; null: it never does. */
export const LimitPair = z.strictObject({ warn: z.number().nullable(), fail: z.number().nullable() })
export type LimitPair = Readonly<z.infer<typeof LimitPair>>

/** Limits that somebody set otherwise; the rest are those of the table. */
export const LimitChanges = z.partialRecord(LimitName, LimitPair)
export type LimitChanges = Readonly<z.infer<typeof LimitChanges>>

/** One row of the table of limits. */
export const LimitRow = z.object({
  name: LimitName,
  /** What is compared, for people. */
  title: z.string(),
  /** Which pictures it is for. */
  group: z.enum(['views', 'scene', 'portrait', 'final']),
  /** On which side of the limit it is not good any more. */
  bad: z.enum(['above', 'below']),
  unit: z.enum(['degrees', 'percent', 'share', 'heads', 'chroma', 'distance']),
  least: z.number(),
  most: z.number(),
  /** As the studio comes. */
  usual: LimitPair,
  /** As it is now. */
  now: LimitPair,
  why: z.string(),
  /** Where the figure comes from. */
  source: z.string(),
})
export type LimitRow = Readonly<z.infer<typeof LimitRow>>
