import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Command } from 'commander'
import { failed, type Problem, type Result, ok } from '../../contract/index.ts'
import { openPromptDesk, type PromptDesk } from '../../core/app/prompt-desk.ts'
import { openStudio } from '../../core/studio.ts'
import { EXIT, type ExitCode, exitOfProblem } from '../exit.ts'
import { type Output, openOutput } from '../output.ts'

/** A prompt is a page of words; a larger file is some other file. */
const MOST_BYTES = 64 * 1024

interface FilesOptions {
  readonly library: string
  readonly by?: string
  readonly use?: boolean
}

/** Opens the library's prompts for as long as something is done with them. */
const atDesk = async <T>(options: FilesOptions, work: (desk: PromptDesk) => Promise<Result<T>>): Promise<Result<T>> => {
  const studio = await openStudio({
    libraryFolder: resolve(options.library),
    holder: 'command line',
    apiKey: () => undefined,
  })
  if (!studio.ok) return studio
  try {
    const author = (): string => options.by ?? 'command line'
    return await work(openPromptDesk({ studio: studio.value, author, changed: () => {} }))
  } finally {
    await studio.value.close()
  }
}

const readText = async (file: string): Promise<Result<{ readonly name: string; readonly text: string }>> => {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error)
  if (!Buffer.isBuffer(bytes))
    return failed('prompt-unreadable', `${file} cannot be read (${bytes.code ?? bytes.message}).`, 'Check its name.')
  if (bytes.length > MOST_BYTES)
    return failed('prompt-too-large', `${file} is too long; a prompt has 64 kB at most.`, 'Shorten it.')
  return ok({ name: basename(file), text: bytes.toString('utf8') })
}

/** Writes a file that is not there yet; one with the same words is left as it is, one with others is a problem. */
const put = async (folder: string, name: string, text: string): Promise<Result<'written' | 'there'>> => {
  const file = join(folder, name)
  const there = await readFile(file, 'utf8').catch(() => null)
  if (there === text) return ok('there')
  if (there !== null)
    return failed('file-exists', `${file} is there already and says something else.`, 'Name an empty folder.')
  await writeFile(file, text, { flag: 'wx' })
  return ok('written')
}

/** `studio prompts export` and `studio prompts import`: the prompts of a library as plain files. */
export const promptFileCommands = (
  done: (code: ExitCode) => void,
  json: () => boolean,
): readonly [Command, Command] => {
  const refuse = (output: Output, problem: Problem): void => {
    output.problem(problem)
    done(exitOfProblem(problem))
  }

  const exporting = new Command('export')
    .description('write the prompts that are current in a library as plain files')
    .argument('<dir>', 'where they are written; nothing there is overwritten')
    .requiredOption('--library <dir>', 'the library')
    .action(async (dir: string, options: FilesOptions) => {
      const output = openOutput(json())
      const folder = resolve(dir)
      const files = await atDesk(options, async (desk) => await Promise.resolve(ok(desk.export(undefined))))
      if (!files.ok) return refuse(output, files.problem)
      await mkdir(folder, { recursive: true })
      let written = 0
      for (const { name, text } of files.value) {
        const result = await put(folder, name, text)
        if (!result.ok) return refuse(output, result.problem)
        if (result.value === 'written') written++
        output.fact({ event: 'prompt', file: join(folder, name), what: result.value })
      }
      output.line(
        `${written} prompts written to ${folder}${written < files.value.length ? `, ${files.value.length - written} were there already` : ''}.`,
      )
      done(EXIT.done)
    })

  const importing = new Command('import')
    .description('keep prompt files as versions in a library; they are named like the templates')
    .argument('<files...>', 'prompt files')
    .requiredOption('--library <dir>', 'the library')
    .option('--by <name>', 'whose versions they are')
    .option('--use', 'make them current at once')
    .action(async (names: readonly string[], options: FilesOptions) => {
      const output = openOutput(json())
      const files: { readonly name: string; readonly text: string }[] = []
      for (const name of names) {
        const file = await readText(name)
        if (!file.ok) return refuse(output, file.problem)
        files.push(file.value)
      }
      const told = await atDesk(options, async (desk) => {
        const all = await desk.import(files)
        for (const { id, template } of options.use ? all : [])
          if (id !== null && template !== null) {
            const used = await desk.use(template, null, { id })
            if (!used.ok) return used
          }
        return ok(all)
      })
      if (!told.ok) return refuse(output, told.problem)
      for (const one of told.value) {
        output.fact({ event: 'prompt', ...one })
        output.line(`${one.file}: ${options.use && one.id !== null ? 'It is current now.' : one.says}`)
      }
      const refused = told.value.some(({ id, says }) => id === null && !says.startsWith('It is the bundled'))
      done(refused ? EXIT.badInput : EXIT.done)
    })
  return [exporting, importing]
}
