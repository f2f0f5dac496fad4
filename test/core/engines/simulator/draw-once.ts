// Draws one picture in a process of its own and prints the SHA-256 of its bytes.
import { createHash } from 'node:crypto'
import { unwrap } from '../../../../src/contract/index.ts'
import { readModelTable } from '../../../../src/core/engines/models.ts'
import { openSimulator } from '../../../../src/core/engines/simulator/engine.ts'
import { question, words } from '../asking.ts'

const engine = openSimulator({ models: unwrap(readModelTable()), workers: 1 })
const answer = await engine.send(question('simulator-1', [words(process.argv[2] ?? '')]), {
  signal: new AbortController().signal,
  picture: () => Promise.reject(new Error('there are no pictures')),
  sends: 0,
})
console.log(answer.kind === 'image' ? createHash('sha256').update(answer.bytes).digest('hex') : answer.kind)
await engine.close()
