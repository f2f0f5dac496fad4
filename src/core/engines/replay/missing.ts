import { failed, type Problem } from '../../../contract/index.ts'
import type { EngineRequest } from '../engine.ts'

/** Enough of a prompt to recognize it by. */
const WORDS = 80
/** Enough of a hash to find the picture by. */
const DIGITS = 12

/** No engine ever answered this request (or not the model that was asked for). */
export const notRecorded = (request: EngineRequest, model: string | undefined): Problem =>
  failed(
    'not-recorded',
    `The library holds no answer${model === undefined ? '' : ` of ${model}`} to this request: ${describe(request)}.`,
    'Run it once on gemini or on the simulator with this library; replay then answers it without a network.',
  ).problem

/** It was answered, but the file of the answer is missing or damaged. */
export const picturesGone = (request: EngineRequest): Problem =>
  failed(
    'recorded-picture-lost',
    `This request was answered, but the picture is missing from the library or damaged: ${describe(request)}.`,
    'Run verify to see what is missing and put it back from a copy of the library.',
  ).problem

/** A request in one line: the last words of it, its pictures, its variant number. */
const describe = ({ turns, variant }: EngineRequest): string => {
  const parts = turns.flatMap((turn) => [...turn.parts])
  const prompt = parts.findLast((part) => part.kind === 'text')
  const words = prompt === undefined ? 'no words' : `“${shortened(prompt.text)}”`
  const hashes = parts.flatMap((part) => (part.kind === 'image' ? [part.sha256.slice(0, DIGITS)] : []))
  const pictures = hashes.length === 0 ? 'no pictures' : `pictures ${hashes.join(', ')}`
  return `${words}, ${pictures}, variant ${variant}`
}

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= WORDS ? line : `${line.slice(0, WORDS)}…`
}
