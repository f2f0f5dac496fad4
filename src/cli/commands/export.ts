import { Command, InvalidArgumentError } from 'commander'
import {
  type Collision,
  ExportFormat,
  ExportOptions,
  type ExportOptionsInput,
  type ExportWritten,
} from '../../contract/api/index.ts'
import type { Problem, Result, Sha256 } from '../../contract/index.ts'
import { checkDestination, openDestination } from '../../core/export/destination.ts'
import { counted } from '../../core/export/figures.ts'
import { type HandedOver, handOver } from '../../core/export/handing-over.ts'
import { prepareExport } from '../../core/export/preparing.ts'
import { openImaging } from '../../core/imaging/imaging.ts'
import { openReader } from '../../core/studio.ts'
import { extname, join, resolve } from 'node:path'
import { cancelOnInterrupt } from '../cancel.ts'
import { EXIT, exitOfProblem, type ExitCode } from '../exit.ts'
import { hashes, wholeNumber } from '../options.ts'
import { openOutput, type Output } from '../output.ts'
import { VERSION } from '../version.ts'

interface Given {
  readonly library: string
  readonly out: string
  readonly approved?: boolean
  readonly ids?: readonly Sha256[]
  readonly format?: ExportFormat
  readonly size?: number
  readonly quality?: number
  readonly colour?: ExportOptions['colour']
  readonly name?: string
  readonly collision?: Collision
  readonly sidecar?: boolean
  readonly contactSheet?: boolean
  readonly lineage?: boolean
  readonly reviewPage?: boolean
  readonly withPrompts?: boolean
  readonly withNames?: boolean
  readonly json?: boolean
}

const oneOf =
  <T extends string>(names: readonly T[]) =>
  (text: string): T => {
    const found = names.find((name) => name === text.trim())
    if (found === undefined) throw new InvalidArgumentError(`It is one of ${names.join(', ')}.`)
    return found
  }

/** The template of a name; words that mean nothing are told later, with those that do. */
const template = (text: string): string => {
  const name = ExportOptions.shape.name.unwrap().safeParse(text)
  if (!name.success) throw new InvalidArgumentError('A name has 1 to 200 characters, such as {subject}_{identity}_{n}.')
  return name.data
}

const usage = (message: string, next: string): Problem => ({ code: 'usage', message, next })

/** What contradicts itself in what was asked for; null when nothing does. */
const contradictionOf = ({ approved, ids, format, size, quality, colour }: Given): Problem | null => {
  if (approved === true && ids !== undefined)
    return usage('--approved and --ids are two ways to choose.', 'Give one of them.')
  const isOriginal = format === 'original' || (format === undefined && size === undefined)
  const changing = [
    ...(size === undefined ? [] : ['--size']),
    ...(quality === undefined ? [] : ['--quality']),
    ...(colour === undefined ? [] : ['--colour']),
  ]
  if (!isOriginal || changing.length === 0) return null
  return usage(
    `The original bytes go out as they are, and ${changing.join(', ')} would change them.`,
    'Choose another --format, such as png or jpeg.',
  )
}

const optionsOf = (given: Given): ExportOptions => {
  const wanted: ExportOptionsInput = {
    // A size alone says that the original is not what is wanted; PNG changes nothing but that.
    format: given.format ?? (given.size === undefined ? 'original' : 'png'),
    size: given.size,
    quality: given.quality,
    colour: given.colour,
    name: given.name,
    collision: given.collision,
    sidecar: given.sidecar,
    contactSheet: given.contactSheet === true || given.lineage === true ? { lineage: given.lineage ?? false } : null,
    reviewPage: given.reviewPage === true ? {} : null,
    tell: { prompts: given.withPrompts ?? false, names: given.withNames ?? false },
  }
  return ExportOptions.parse(wanted)
}

const perform = async (given: Given, output: Output): Promise<Result<HandedOver>> => {
  const opened = openReader(given.library)
  if (!opened.ok) return opened
  const library = opened.value
  const imaging = openImaging()
  const { signal, release } = cancelOnInterrupt(() => output.line('Stopping. What is written is whole.'))
  try {
    const options = optionsOf(given)
    const all = prepareExport(library, given.ids ?? 'approved', options)
    if (!all.ok) return all
    const place = await checkDestination(resolve(given.out), library.folder)
    if (!place.ok) return place
    const destination = await openDestination(place.value.folder)
    if (!destination.ok) return destination
    const parts = {
      source: library,
      imaging,
      destination: destination.value,
      tool: `Identity Studio ${VERSION}`,
      now: () => new Date(),
    }
    let told = 0
    const over = await handOver(all.value, options, parts, signal, (progress) => {
      if (progress.done > told) output.fact({ event: 'progress', ...progress })
      told = progress.done
    })
    await destination.value.leave()
    return { ok: true, value: over }
  } finally {
    release()
    await imaging.close()
    library.close()
  }
}

const FORMATS: Readonly<Record<string, string>> = { '.jpg': 'jpeg', '.tif': 'tiff' }

/** A written file for programs: where it lies and, of a picture, what it is and whether this export marked it. */
const factOf = ({ width, height, ...file }: ExportWritten, out: string, isOriginal: boolean) => {
  const fact = { event: 'written', ...file, path: join(out, file.file) }
  if (file.kind !== 'picture') return fact
  const ending = extname(file.file)
  return {
    ...fact,
    format: FORMATS[ending] ?? ending.slice(1),
    width,
    height,
    original: isOriginal,
    marked: !isOriginal,
  }
}

const tell = (over: HandedOver, out: string, isOriginal: boolean, output: Output): ExitCode => {
  const { status, written, left, warnings, problem } = over
  for (const file of written) {
    output.fact(factOf(file, out, isOriginal))
    output.line(file.file)
  }
  for (const one of left) {
    output.fact({ event: 'left', ...one })
    output.line(`${one.file}: ${one.says}`)
  }
  for (const warning of warnings) output.line(warning)
  if (problem !== null) output.problem(problem)
  const pictures = written.filter(({ kind }) => kind === 'picture').length
  output.fact({ event: 'exported', status, folder: out, pictures, files: written.length, left: left.length, warnings })
  output.line(
    `${counted(written.length, 'file')} in ${out}${left.length === 0 ? '' : `, ${counted(left.length, 'picture')} left out`}.`,
  )
  if (status === 'cancelled') return EXIT.cancelled
  return status === 'done' && left.every(({ why }) => why === 'taken') ? EXIT.done : EXIT.failed
}

/** `studio export`: pictures of a library into a folder, also while the studio has it open. */
export const exportCommand = (done: (code: ExitCode) => void): Command =>
  new Command('export')
    .description('Write approved or named pictures into a folder: the original bytes, or another format, marked.')
    .requiredOption('--library <dir>', 'the library folder')
    .requiredOption('--out <dir>', 'where to; made if need be, and nothing in it is written over')
    .option('--approved', 'all approved pictures (the default)')
    .option('--ids <sha256,...>', 'these pictures', hashes)
    .option('--format <format>', `one of ${ExportFormat.options.join(', ')} (original)`, oneOf(ExportFormat.options))
    .option(
      '--size <n>',
      'longest side in pixels, never enlarged; PNG unless --format says otherwise',
      wholeNumber(16, 16_384),
    )
    .option('--quality <n>', 'of JPEG, WebP and AVIF, 1 to 100 (90)', wholeNumber(1, 100))
    .option('--colour <profile>', 'keep, srgb or display-p3 (srgb)', oneOf(['keep', 'srgb', 'display-p3']))
    .option('--name <template>', 'such as {subject}_{identity}_{step}_{n}', template)
    .option('--collision <rule>', 'number or skip, where a name is taken (number)', oneOf(['number', 'skip']))
    .option('--sidecar', 'a JSON file beside each picture')
    .option('--contact-sheet', 'a PDF with all of them')
    .option('--lineage', 'the same, each with what it was made from')
    .option('--review-page', 'one HTML file to rate, compare and comment in any browser')
    .option('--with-prompts', 'tell the prompts in what is written')
    .option('--with-names', 'tell who and what it shows in what is written')
    .option('--json', 'one JSON object per line')
    .action(async (given: Given) => {
      const output = openOutput(given.json ?? false)
      const contradiction = contradictionOf(given)
      if (contradiction !== null) {
        output.problem(contradiction)
        return done(EXIT.badInput)
      }
      const result = await perform(given, output)
      if (!result.ok) {
        output.problem(result.problem)
        return done(exitOfProblem(result.problem))
      }
      done(tell(result.value, resolve(given.out), optionsOf(given).format === 'original', output))
    })
