// A loopback Gemini as a program, for trying the command line by hand and for tests that kill processes:
//   node test/fake-gemini/serve.ts --port 0 --storm 0.3 --latency 200 --seed 1 --block two-faces
// Prints one JSON line with its URL; GET <url>/__requests tells what came in. Stops on SIGTERM and SIGINT.
import { parseArgs } from 'node:util'
import { dailyQuota, rateLimited } from './answers.ts'
import { blockTwoFaces, firstOf, OVERLOADED, storm } from './behaviour.ts'
import type { Behave, Behaviour } from './behaviour.ts'
import { startFakeGemini } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    /** Share of requests that meet the weather, 0 to 1. */
    storm: { type: 'string', default: '0' },
    /** Kinds of weather, a comma between: 503, 500, 429, drop, half, garbage, text, empty. */
    weather: { type: 'string', default: '503' },
    latency: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    /** two-faces, prompt or output. */
    block: { type: 'string' },
    /** From this request on the daily quota is used up. */
    'quota-after': { type: 'string' },
    key: { type: 'string' },
    pixels: { type: 'string', default: 'real' },
    format: { type: 'string', default: 'png' },
    vary: { type: 'boolean', default: false },
  },
})

const WEATHER: Readonly<Record<string, Behaviour>> = {
  503: OVERLOADED,
  500: { do: 'error', status: 500 },
  429: rateLimited('1.5s'),
  drop: { do: 'drop', when: 'middle' },
  half: { do: 'half' },
  garbage: { do: 'garbage' },
  text: { do: 'text', text: 'I can describe this picture, but I did not draw it.' },
  empty: { do: 'empty', shape: 'object' },
}

const BLOCKS: Readonly<Record<string, Behave>> = {
  'two-faces': blockTwoFaces,
  prompt: () => ({ do: 'block-prompt', reason: 'PROHIBITED_CONTENT' }),
  output: () => ({ do: 'block-output', reason: 'IMAGE_SAFETY', message: 'The picture was held back.' }),
}

const known = <T>(table: Readonly<Record<string, T>>, name: string): T => {
  const entry = table[name]
  if (entry === undefined) throw new Error(`${name} is none of ${Object.keys(table).join(', ')}.`)
  return entry
}

const quotaAfter = values['quota-after'] === undefined ? Infinity : Number(values['quota-after'])
const format = known({ png: 'png', jpeg: 'jpeg', webp: 'webp' } as const, values.format)
const fake = await startFakeGemini({
  port: Number(values.port),
  latencyMs: Number(values.latency),
  scale: known({ real: 'real', small: 'small' } as const, values.pixels),
  vary: values.vary,
  ...(values.key === undefined ? {} : { apiKey: values.key }),
  behave: firstOf(
    (_request, n) => (n > quotaAfter ? dailyQuota() : undefined),
    storm(
      Number(values.storm),
      Number(values.seed),
      values.weather.split(',').map((name) => known(WEATHER, name)),
    ),
    values.block === undefined ? () => undefined : known(BLOCKS, values.block),
    (request) => (request.output === 'image' ? { do: 'picture', format } : undefined),
  ),
})

process.stdout.write(`${JSON.stringify({ url: fake.url })}\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void fake.close())
