import { decodeRgb, encodePng } from '../../imaging/pixels.ts'
import { replyTo } from './answer.ts'
import type { Question, Reply } from './answer.ts'
import { drawNothing, drawShot } from './draw.ts'
import { unified } from './unify.ts'

/** What comes back from the worker: a reply, its picture drawn. */
export type Answered =
  | Exclude<Reply, { readonly kind: 'shot' | 'unified' | 'empty-picture' }>
  | { readonly kind: 'image'; readonly bytes: Uint8Array }

/** An answer and how long it took in milliseconds, without the wait for a free worker. */
export interface Worked {
  readonly answered: Answered
  readonly ms: number
}

const answer = async (question: Question): Promise<Answered> => {
  const reply = await replyTo(question, decodeRgb)
  if (reply.kind === 'shot') return { kind: 'image', bytes: await drawShot(reply.shot, encodePng, reply.beside) }
  if (reply.kind === 'unified') {
    const picture = question.pictures[reply.picture]
    if (!picture) throw new Error('the reply names a picture of the request')
    return { kind: 'image', bytes: await unified(await decodeRgb(picture.bytes), reply.seed, encodePng) }
  }
  if (reply.kind !== 'empty-picture') return reply
  return { kind: 'image', bytes: await drawNothing(reply.width, reply.height, encodePng) }
}

/** Answers one question; runs in a worker thread. */
const work = async (question: Question): Promise<Worked> => {
  const started = performance.now()
  const answered = await answer(question)
  return { answered, ms: performance.now() - started }
}

export default work
