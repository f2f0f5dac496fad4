/** A process that stores pictures and rows until the disk takes no more, and says what was stored and what it was told. */
import { randomBytes } from 'node:crypto'
import { ProblemError, unwrap } from '../../../src/contract/index.ts'
import { sha256OfJson } from '../../../src/core/engines/keys.ts'
import { openLibrary } from '../../../src/core/library/open.ts'
import { newJob, spec } from './requests.ts'

const library = unwrap(await openLibrary({ folder: process.argv[2] ?? '', holder: 'the filling process' }))
const facts = { kind: 'answer', mimeType: 'image/png', width: 8, height: 8 } as const
const problems: string[] = []
const told = (error: unknown): void => {
  if (!(error instanceof ProblemError)) throw error
  problems.push(error.problem.code)
}

const stored = [await library.putPicture(randomBytes(100_000), facts)]
await library.putPicture(randomBytes(2_000_000), facts).catch(told)
stored.push(await library.putPicture(randomBytes(100_000), facts))
for (let run = 0; run < 1000 && problems.length < 2; run++) {
  await library.createRun(spec(), sha256OfJson(run), [newJob('x'.repeat(20_000))]).catch(told)
}
library.close()
process.stdout.write(JSON.stringify({ stored, problems }))
