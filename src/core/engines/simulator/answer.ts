import { createHash } from 'node:crypto'
import type { Problem } from '../../../contract/index.ts'
import type { EngineRequest } from '../engine.ts'
import { wantsPortrait } from './composition.ts'
import { asAsked, describeMeasured, describeShot, nearestView } from './describe.ts'
import type { Familiar } from './familiar.ts'
import type { Strikes } from './misbehave.ts'
import { opinionOn } from './opinion.ts'
import { pictureSizeFor } from './picture-size.ts'
import { baseOf, facesThatCount, seePictures } from './reading/pictures.ts'
import type { Decode, RequestPicture, SeenPicture } from './reading/pictures.ts'
import { readWish } from './reading/prompt.ts'
import { readWords } from './reading/sentences.ts'
import { hasSwapWording, isOnlyAQuestion, readQuestion } from './reading/task.ts'
import { seedOf } from './seed.ts'
import { shotOfRequest, withSomebodyBeside } from './shot-of-request.ts'
import type { Shot } from './shot.ts'

/** A request with its pictures, ready to be answered away from the main thread. */
export interface Question {
  readonly request: EngineRequest
  readonly pictures: readonly RequestPicture[]
  readonly seed: number
  readonly strikes: Strikes
  readonly familiar: readonly Familiar[]
}

/** What the simulator has to say, before a picture is drawn. */
export type Reply =
  /** `beside`: the same picture with somebody else in it, who is drawn into it too. */
  | { readonly kind: 'shot'; readonly shot: Shot; readonly beside?: Shot }
  /** A picture of the request, by its place among them, is to come back as it is, developed once more. */
  | { readonly kind: 'unified'; readonly picture: number; readonly seed: number }
  | { readonly kind: 'empty-picture'; readonly width: number; readonly height: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'blocked'; readonly why: 'two-faces' | 'swap-wording' | 'finals' }
  | { readonly kind: 'unreadable'; readonly problem: Problem }

/** Follows from everything in a request that a model sees, its variant and the engine's own seed. */
export const seedOfRequest = ({ model, config, turns, variant }: EngineRequest, engineSeed: number): number => {
  const parts = turns.flatMap(({ role, parts: said }) =>
    said.map((part) => [role, part.kind, part.kind === 'text' ? part.text : part.sha256]),
  )
  const { aspectRatio, imageSize, output, seed } = config
  const content = JSON.stringify([model, output, aspectRatio, imageSize, parts])
  const hash = createHash('sha256').update(content).digest('hex')
  return seedOf(engineSeed, seed ?? 'no seed', hash, variant)
}

const lastWords = (request: EngineRequest): string =>
  (request.turns.findLast(({ role }) => role === 'user')?.parts ?? [])
    .filter((part) => part.kind === 'text')
    .map(({ text }) => text)
    .join('\n')

const inWords = (prompt: string, pictures: readonly SeenPicture[]): string => {
  const question = readQuestion(readWords(prompt))
  const picture = baseOf(pictures)?.picture ?? pictures.at(-1)
  if (question === 'second-opinion') return opinionOn(pictures)
  if (question === 'nearest-view') return picture?.shot ? nearestView(picture.shot.pose) : 'front'
  if (picture === undefined) return 'There is no picture in this request to say something about.'
  if (question === 'describe')
    return asAsked(picture.shot ? describeShot(picture.shot) : describeMeasured(picture.measured), prompt)
  return `There ${pictures.length === 1 ? 'is one picture' : `are ${pictures.length} pictures`} in this request. Ask for a description to read what it shows.`
}

/** Whether the pictures say who is to be in the new one. */
const bringsSomebody = (pictures: readonly SeenPicture[]): boolean =>
  pictures.some(({ by, role }) => by === 'user' && role !== 'reference' && role !== 'scene')

/**
 * Reads a request and decides on the answer; draws nothing yet. Equal questions have equal replies.
 */
export const replyTo = async (
  { request, pictures, seed, strikes, familiar }: Question,
  decode: Decode,
): Promise<Reply> => {
  const seen = await seePictures(pictures, decode, familiar)
  if (!seen.ok) return { kind: 'unreadable', problem: seen.problem }
  const prompt = lastWords(request)
  if (request.config.output === 'text') return { kind: 'text', text: inWords(prompt, seen.value) }
  const words = readWords(prompt)
  if (strikes.has('block-two-faces') && facesThatCount(seen.value) > 1) return { kind: 'blocked', why: 'two-faces' }
  if (strikes.has('block-swap') && seen.value.length > 0 && hasSwapWording(words)) {
    return { kind: 'blocked', why: 'swap-wording' }
  }
  const wish = readWish(prompt)
  if (strikes.has('block-finals') && bringsSomebody(seen.value) && !wantsPortrait(wish.framing)) {
    return { kind: 'blocked', why: 'finals' }
  }
  if (strikes.has('text-instead')) {
    return {
      kind: 'text',
      text: 'Here is the picture you asked for: a person in a carefully composed frame, lit with great care.',
    }
  }
  if (isOnlyAQuestion(words)) return { kind: 'text', text: inWords(prompt, seen.value) }
  if (strikes.has('blank')) {
    const base = baseOf(seen.value)
    return { kind: 'empty-picture', ...pictureSizeFor(request.config, base?.picture.size ?? null) }
  }
  const composite = seen.value.findLastIndex(({ role }) => role === 'composite')
  if (composite >= 0) return { kind: 'unified', picture: composite, seed }
  const shot = shotOfRequest(wish, seen.value, request.config, strikes, seed)
  if (!strikes.has('two-faces')) return { kind: 'shot', shot }
  const [one, beside] = withSomebodyBeside(shot, seed)
  return { kind: 'shot', shot: one, beside }
}
