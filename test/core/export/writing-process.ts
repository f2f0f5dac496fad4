// A process that puts one file into a folder and stays in the middle of it until it is told to go on, or is killed.
import { once } from 'node:events'
import { unwrap } from '../../../src/contract/index.ts'
import { openDestination } from '../../../src/core/export/destination.ts'

const destination = unwrap(await openDestination(process.argv[2] ?? ''))
const outcome = await destination.write(
  { stem: process.argv[3] ?? '', ending: 'png' },
  new Uint8Array(2 ** 20),
  'number',
  async () => {
    console.log('half')
    await once(process.stdin, 'data')
    return null
  },
)
console.log(JSON.stringify(unwrap(outcome)))
process.exit()
