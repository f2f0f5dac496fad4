import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import {
  DEFAULT_LADDER,
  type EngineName,
  failed,
  Identity,
  type ImageSize,
  ok,
  type RecipeName,
  type Result,
  type RunSpecInput,
  type Sha256,
  type StrategyName,
  SubjectTraits,
  type Variants,
} from '../../contract/index.ts'
import { type PhotoFile, photoFilesIn } from '../../core/imaging/photo-file.ts'
import { type ExitCode, exitOfProblem } from '../exit.ts'
import { readJsonFile } from '../input-files.ts'
import * as read from '../options.ts'
import { openOutput } from '../output.ts'
import { type Job, performRun } from '../perform.ts'

interface RunOptions {
  readonly photos: string
  readonly subject: string
  readonly identity: readonly string[]
  readonly out: string
  readonly library?: string
  readonly engine: EngineName
  readonly recipe: RecipeName
  readonly ladder?: readonly StrategyName[]
  readonly variants?: Variants
  readonly model?: string
  readonly textModel?: string
  readonly size: ImageSize
  readonly baseUrl?: string
  readonly retry: 'endless' | 'older'
  readonly retryDelay: number
  readonly concurrency: number
  readonly budget?: number
  readonly seed?: number
  readonly style?: string
  readonly checks: boolean
  readonly regenerations: number
  readonly prompts?: string
  readonly scene?: readonly Sha256[]
  readonly portrait?: readonly Sha256[]
  readonly misbehave?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** The files of the photo folder, or the one photo that was named. */
export const photoFiles = async (place: string): Promise<Result<readonly PhotoFile[]>> => {
  const isFile = await stat(place).then(
    (facts) => facts.isFile(),
    () => false,
  )
  return isFile ? ok([{ name: basename(place), path: place }]) : await photoFilesIn(place)
}

/** `studio run`: from photos and descriptions to finals. */
export const runCommand = (done: (code: ExitCode) => void): Command =>
  new Command('run')
    .description('Make views, scenes, matched portraits and finals of a person as one or more identities.')
    .requiredOption('--photos <dir>', 'folder with 1 to 5 photos; a file name with "profile" in it is the profile')
    .requiredOption(
      '--subject <file>',
      'JSON: name, gender (man or woman), hairColor, eyeColor, ethnicity?, build?, height?',
    )
    .requiredOption(
      '--identity <file>',
      'JSON: name, category, iAm, visualization, style?; may be given several times',
      read.several,
    )
    .requiredOption('--out <dir>', 'where pictures, run.json and contact-sheet.html are written')
    .option('--library <dir>', 'where everything is kept (default: library in the out folder)')
    .option('--engine <name>', 'simulator, gemini or replay', read.engine, 'simulator')
    .option('--recipe <name>', 'matched-portrait, or one strategy', read.recipe, 'matched-portrait')
    .option(
      '--ladder <names>',
      `strategies for the final, in order (default: ${DEFAULT_LADDER.join(',')})`,
      read.ladder,
    )
    .option(
      '--variants <counts>',
      'how many of each: views=1,scene=3,portrait=2,final=1 (default: one of each)',
      read.variants,
    )
    .option('--scene <sha256>', 'use this stored scene in place of making one; several with commas', read.hashes)
    .option('--portrait <sha256>', 'use this stored portrait; several with commas', read.hashes)
    .option('--model <id>', 'image model (default: the engine’s)')
    .option('--text-model <id>', 'model for describing (default: the engine’s)')
    .option('--size <size>', '1K, 2K or 4K', read.imageSize, '1K')
    .option('--style <text>', 'a style for this run: noir, painterly, golden hour ...')
    .option('--prompts <dir>', 'templates that stand in for the bundled ones of the same name')
    .option('--base-url <url>', 'another address for Gemini, such as a proxy')
    .addOption(
      new Option('--retry <policy>', 'endless, or older: after 5, 10 and 20 s, then give up')
        .choices(['endless', 'older'])
        .default('endless'),
    )
    .addOption(
      new Option('--retry-delay <time>', 'how long to wait after a 503').argParser(read.duration).default(3000, '3s'),
    )
    .option('--concurrency <n>', 'requests at once', read.wholeNumber(1, 64), 4)
    .option('--budget <usd>', 'stop before the request that would pass this sum', read.dollars)
    .option('--seed <n>', 'seed for engines that take one', read.wholeNumber(0, 2_147_483_647))
    .addOption(
      new Option('--checks <on|off>', 'check every picture before it is used')
        .argParser(read.onOrOff)
        .default(true, 'on'),
    )
    .option(
      '--regenerations <n>',
      'how often a picture that fails its checks is asked for again',
      read.wholeNumber(0, 10),
      2,
    )
    .option('--misbehave <rates>', 'make the simulator fail: unavailable=0.3,mirrored=0.1 ...')
    .option('--dry-run', 'say what would be sent and what it would cost, and send nothing')
    .option('--json', 'one JSON object per line')
    .action(async (options: RunOptions) => {
      const output = openOutput(options.json ?? false)
      const job = await jobOf(options)
      if (!job.ok) {
        output.problem(job.problem)
        return done(exitOfProblem(job.problem))
      }
      done(await performRun(job.value, output))
    })

/** Everything a run needs, read from its files; nothing is opened or sent yet. */
const jobOf = async (options: RunOptions): Promise<Result<Job>> => {
  const photos = await photoFiles(options.photos)
  if (!photos.ok) return photos
  const traits = await readJsonFile(options.subject, SubjectTraits, 'the subject')
  if (!traits.ok) return traits
  const identities: Identity[] = []
  for (const file of options.identity) {
    const identity = await readJsonFile(file, Identity, 'an identity')
    if (!identity.ok) return identity
    identities.push(identity.value)
  }
  if (options.recipe !== 'matched-portrait' && options.ladder)
    return failed(
      'usage',
      `--ladder goes with the recipe matched-portrait; ${options.recipe} is one strategy.`,
      'Leave one of the two out.',
    )
  const baseUrl = options.baseUrl
  if (baseUrl !== undefined && !URL.canParse(baseUrl))
    return failed('usage', `"${baseUrl}" is not an address.`, 'Write it with http:// or https://.')
  const spec: Omit<RunSpecInput, 'subject'> = {
    identities,
    recipe: options.recipe,
    engine: options.engine,
    ...(options.ladder ? { ladder: [...options.ladder] } : {}),
    ...(options.variants ? { variants: options.variants } : {}),
    ...(options.model === undefined ? {} : { model: options.model }),
    ...(options.textModel === undefined ? {} : { textModel: options.textModel }),
    ...(options.style === undefined ? {} : { style: options.style }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    picks: {
      ...(options.scene ? { scene: [...options.scene] } : {}),
      ...(options.portrait ? { portrait: [...options.portrait] } : {}),
    },
    settings: {
      retry: read.retryPolicy(options.retry, options.retryDelay),
      concurrency: options.concurrency,
      budgetUsd: options.budget ?? null,
      checks: options.checks,
      regenerations: options.regenerations,
      imageSize: options.size,
    },
  }
  const out = resolve(options.out)
  return ok({
    photos: photos.value,
    traits: traits.value,
    spec,
    out,
    library: options.library === undefined ? join(out, 'library') : resolve(options.library),
    dryRun: options.dryRun ?? false,
    ...(options.prompts === undefined ? {} : { prompts: options.prompts }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(options.misbehave === undefined ? {} : { misbehave: options.misbehave }),
  })
}
