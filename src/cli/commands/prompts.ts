import { Command } from 'commander'
import { Identity, SubjectTraits, ViewName } from '../../contract/index.ts'
import { openBook, renderFrom } from '../../core/prompts/book.ts'
import { isTemplateName, purposeOf } from '../../core/prompts/purposes.ts'
import { EXIT, type ExitCode, exitOfProblem } from '../exit.ts'
import { readJsonFile } from '../input-files.ts'
import { openOutput } from '../output.ts'
import { promptFileCommands } from './prompt-files.ts'

interface ShowOptions {
  readonly subject?: string
  readonly identity?: string
  readonly view?: string
  readonly style?: string
  readonly description?: string
}

/** How many pictures of each kind a usual request carries: four photos, five views. */
const USUAL_PICTURES = { reference: 4, view: 5, scene: 1, portrait: 1 }

/** `studio prompts`: the templates, and what they say for a subject and an identity. */
export const promptsCommand = (done: (code: ExitCode) => void): Command => {
  const command = new Command('prompts')
    .description(
      'List the prompt templates, show one as it is rendered, or take those of a library out and in as files.',
    )
    .option('--prompts <dir>', 'templates that stand in for the bundled ones of the same name')
    .option('--json', 'one JSON object per line')

  const common = (): { readonly json: boolean; readonly folder: string | undefined } => {
    const { json = false, prompts } = command.opts<{ json?: boolean; prompts?: string }>()
    return { json, folder: prompts }
  }

  const list = (): void => {
    const { json, folder } = common()
    const output = openOutput(json)
    const book = openBook(folder)
    if (!book.ok) {
      output.problem(book.problem)
      return done(exitOfProblem(book.problem))
    }
    for (const { name, version, text } of book.value.list()) {
      if (!isTemplateName(name)) continue
      const { step, strategy, variables } = purposeOf(name)
      output.fact({ template: name, version, step, strategy, variables, text })
      const about = /^#\s*(.*)/.exec(text)?.[1] ?? ''
      output.line(`${name.padEnd(26)} ${version}  ${about}`)
    }
    for (const warning of book.value.warnings) output.line(warning)
    done(EXIT.done)
  }

  const show = async (name: string, options: ShowOptions): Promise<void> => {
    const { json, folder } = common()
    const output = openOutput(json)
    const refuse = (problem: Parameters<typeof output.problem>[0]): void => {
      output.problem(problem)
      done(exitOfProblem(problem))
    }
    const book = openBook(folder)
    if (!book.ok) return refuse(book.problem)
    if (!isTemplateName(name))
      return refuse({ code: 'usage', message: `There is no template "${name}".`, next: '`studio prompts` lists them.' })
    if (options.subject === undefined) {
      const template = book.value.get(name)
      output.fact({ ...template })
      output.line(template.text)
      return done(EXIT.done)
    }
    const traits = await readJsonFile(options.subject, SubjectTraits, 'the subject')
    if (!traits.ok) return refuse(traits.problem)
    const identity =
      options.identity === undefined ? null : await readJsonFile(options.identity, Identity, 'an identity')
    if (identity && !identity.ok) return refuse(identity.problem)
    const view = ViewName.optional().safeParse(options.view ?? (name === 'views' ? 'front' : undefined))
    if (!view.success)
      return refuse({
        code: 'usage',
        message: `There is no view "${options.view}".`,
        next: ViewName.options.join(', '),
      })
    const rendered = renderFrom(book.value)(name, {
      traits: traits.value,
      pictures: USUAL_PICTURES,
      ...(identity ? { identity: identity.value } : {}),
      ...(view.data === undefined ? {} : { view: view.data }),
      ...(options.style === undefined ? {} : { style: options.style }),
      ...(options.description === undefined ? {} : { description: options.description }),
    })
    output.fact(rendered)
    output.line(rendered.text)
    done(EXIT.done)
  }

  command.action(list)
  command.command('list').description('the templates').action(list)
  command
    .command('show')
    .description('one template; rendered when a subject is given')
    .argument('<name>', 'its name')
    .option('--subject <file>', 'JSON of the subject')
    .option('--identity <file>', 'JSON of the identity')
    .option('--view <name>', `for the views: ${ViewName.options.join(', ')}`)
    .option('--style <text>', 'a style preference')
    .option('--description <text>', 'what a describe step said')
    .action(show)
  for (const sub of promptFileCommands(done, () => common().json)) command.addCommand(sub)
  for (const sub of command.commands) sub.exitOverride()
  return command
}
