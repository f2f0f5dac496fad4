import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { Identity, type Result, SubjectTraits } from '../../contract/index.ts'
import { type ExitCode, exitOfProblem } from '../exit.ts'
import { readJsonFile } from '../input-files.ts'
import { openOutput } from '../output.ts'
import { type Job, performRun } from '../perform.ts'
import { photoFiles } from './run.ts'

const SAMPLES = new URL('../../../resources/samples/', import.meta.url)
const sample = (path: string): string => fileURLToPath(new URL(path, SAMPLES))
const IDENTITIES = ['conductor', 'chef', 'ceo'] as const

/** `studio demo`: the main job on the simulator, with the sample subject and three identities. */
export const demoCommand = (done: (code: ExitCode) => void): Command =>
  new Command('demo')
    .description('Run the sample subject as Conductor, Chef and CEO on the simulator: no key, no network.')
    .option('--out <dir>', 'where everything is written', 'demo')
    .option('--json', 'one JSON object per line')
    .action(async ({ out, json = false }: { out: string; json?: boolean }) => {
      const output = openOutput(json)
      const job = await sampleJob(resolve(out))
      if (!job.ok) {
        output.problem(job.problem)
        return done(exitOfProblem(job.problem))
      }
      done(await performRun(job.value, output))
    })

const sampleJob = async (out: string): Promise<Result<Job>> => {
  const photos = await photoFiles(sample('subject/photos'))
  if (!photos.ok) return photos
  const traits = await readJsonFile(sample('subject/subject.json'), SubjectTraits, 'the subject')
  if (!traits.ok) return traits
  const identities: Identity[] = []
  for (const name of IDENTITIES) {
    const identity = await readJsonFile(sample(`identities/${name}.json`), Identity, 'an identity')
    if (!identity.ok) return identity
    identities.push(identity.value)
  }
  return {
    ok: true,
    value: {
      photos: photos.value,
      traits: traits.value,
      spec: { identities, engine: 'simulator' },
      out,
      library: resolve(out, 'library'),
      dryRun: false,
    },
  }
}
