import { unwrap } from '../../src/contract/index.ts'
import { readModelTable } from '../../src/core/engines/models.ts'
import { openSimulator } from '../../src/core/engines/simulator/engine.ts'
import { openBook, renderFrom } from '../../src/core/prompts/book.ts'
import { anIdentity, aSubject } from '../builders/specs.ts'
import { type Figure, median, ms } from './figure.ts'

const PICTURES = 7

/** One picture in one worker, from the request to the encoded bytes; the first is not counted (the worker starts). */
export const measureSimulator = async (): Promise<readonly Figure[]> => {
  const simulator = openSimulator({ workers: 1, models: unwrap(readModelTable()) })
  const render = renderFrom(unwrap(openBook(undefined)))
  const { traits } = aSubject()
  const kinds = {
    'a view, 1024x1024': { aspect: '1:1', text: render('views', { traits, view: 'three-quarter-left' }).text },
    'a scene, 896x1200': { aspect: '3:4', text: render('scene', { traits, identity: anIdentity() }).text },
  } as const
  try {
    const figures: Figure[] = []
    for (const [name, { aspect, text }] of Object.entries(kinds)) {
      const took: number[] = []
      for (let variant = 1; variant <= PICTURES; variant++) {
        const answer = await simulator.send(
          {
            model: simulator.defaultModel.image,
            config: { output: 'image', aspectRatio: aspect, imageSize: '1K' },
            turns: [{ role: 'user', parts: [{ kind: 'text', role: 'prompt', text }] }],
            variant,
          },
          {
            signal: new AbortController().signal,
            sends: 0,
            picture: async () => await Promise.reject(new Error('none')),
          },
        )
        if (answer.kind !== 'image') throw new Error(`the simulator answered ${answer.kind}`)
        took.push(answer.latencyMs)
      }
      const middle = median(took.slice(1))
      figures.push({
        name: `simulator, ${name}, one worker`,
        measured: ms(middle),
        against: `slowest ${ms(Math.max(...took.slice(1)))}, first with start-up ${ms(took[0] ?? 0)}`,
        aim: 'under 2000 ms',
        met: middle < 2000,
      })
    }
    return figures
  } finally {
    await simulator.close()
  }
}
