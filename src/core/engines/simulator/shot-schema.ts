import { z } from 'zod'
import { pngText } from './png-text.ts'
import type { Shot } from './shot.ts'

const share = z.number().min(0).max(1)
const rgb = z.tuple([share, share, share])
const light = z.tuple([z.number().min(0).max(40), z.number().min(0).max(40), z.number().min(0).max(40)])
const proportion = z.number().min(0.5).max(2)
const seed = z.number().min(0).max(0xffff_ffff)

/** A person as it comes out of a file. */
export const StoredPerson = z.object({
  gender: z.enum(['man', 'woman']),
  skin: rgb,
  lip: rgb,
  hair: rgb,
  iris: rgb,
  hairStyle: z.enum(['bald', 'shaved', 'short', 'side-part', 'swept-back', 'curly', 'bob', 'long', 'bun']),
  beard: share,
  glasses: z.boolean(),
  freckles: share,
  age: share,
  faceWidth: proportion,
  jawWidth: proportion,
  jawLength: proportion,
  cheek: proportion,
  noseLength: proportion,
  noseWidth: proportion,
  eyeDistance: proportion,
  eyeSize: proportion,
  lipWidth: proportion,
  lipFullness: proportion,
  browThickness: proportion,
  browHeight: z.number().min(-0.2).max(0.2),
  build: proportion,
})

/** A picture's shot as it comes out of a file: anybody could have written it, so every number is bounded. */
const StoredShot: z.ZodType<Shot> = z.object({
  width: z.int().min(16).max(8192),
  height: z.int().min(16).max(8192),
  person: StoredPerson,
  pose: z.object({
    yaw: z.number().min(-120).max(120),
    pitch: z.number().min(-60).max(60),
    roll: z.number().min(-60).max(60),
    smile: share,
  }),
  framing: z.object({ faceWidth: z.number().min(0.01).max(1.5), eyes: z.tuple([share, share]) }),
  light: z.object({
    side: z.enum(['left', 'right', 'front']),
    elevation: z.number().min(-90).max(90),
    key: light,
    fill: light,
    rim: light,
    contrast: z.number().min(0.1).max(40),
  }),
  outfit: z.object({
    kind: z.enum([
      'collared-shirt',
      'blouse',
      'tailcoat',
      'chef-whites',
      'suit',
      'jacket',
      'gown',
      'coat',
      'work-shirt',
    ]),
    main: rgb,
    second: rgb,
  }),
  world: z.object({
    kind: z.enum([
      'white',
      'concert-hall',
      'kitchen',
      'office',
      'stage',
      'laboratory',
      'workshop',
      'mountain',
      'sea',
      'street',
      'space',
      'library',
      'studio',
      'sky',
    ]),
    seed,
    hour: z.enum(['day', 'golden', 'night']),
  }),
  grade: z.object({
    look: z.enum(['cinematic', 'documentary', 'studio']),
    style: z.enum(['none', 'noir', 'painterly', 'golden', 'cold', 'pastel', 'neon', 'vintage']),
    seed,
  }),
  prop: z.enum(['none', 'baton', 'chef-knife', 'pen', 'book', 'microphone', 'helmet']),
})

/** The PNG text keyword under which a picture of the simulator says what it was made from. */
export const SHOT_KEYWORD = 'identity-studio-shot'

/** The PNG texts that go into a picture made from a shot. */
export const shotText = (shot: Shot): Readonly<Record<string, string>> => ({
  [SHOT_KEYWORD]: JSON.stringify({ version: 1, shot }),
})

const Stored = z.object({ version: z.literal(1), shot: StoredShot })

/** The shot a picture was made from; null for pictures the simulator did not make, and for damaged ones. */
export const shotOf = (bytes: Uint8Array): Shot | null => {
  const text = pngText(bytes, SHOT_KEYWORD)
  if (text === null) return null
  try {
    return Stored.parse(JSON.parse(text)).shot
  } catch {
    return null
  }
}
