import { failed, ok, type PromptUse, type Result } from '../../contract/index.ts'
import type { Prompts } from './catalog.ts'
import { variablesFor } from './facts.ts'
import { isTemplateName, purposeOf, type TemplateName } from './purposes.ts'
import { render } from './template.ts'
import type { PromptFacts, Template } from './types.ts'

/** What a library says about prompts. `means`: a version of its own, the bundled default, or (identities) the library's. */
export interface Shelf<Id> {
  readonly text: (version: string) => string | null
  readonly choice: (
    template: string,
    identity: Id | null,
  ) => {
    readonly means: 'version' | 'default' | 'library'
    readonly version: { readonly version: string; readonly text: string } | null
  } | null
}

/** The wording that is current for a template: in the library, or for one identity. There is always exactly one. */
export type Current<Id> = (name: TemplateName, identity: Id | null) => Template

/**
 * What is current: a file of the override folder before everything, since it was named for this session; then what an
 * identity has chosen for itself, then what the library has, then the bundled default.
 */
export const currentFrom =
  <Id>(book: Prompts, shelf: Shelf<Id> | null): Current<Id> =>
  (name, identity) => {
    if (book.overridden.includes(name)) return book.get(name)
    const chosen = (whose: Id | null): Template | 'library' => {
      const choice = shelf?.choice(name, whose) ?? null
      if (choice === null || choice.means === 'library') return 'library'
      return choice.version === null
        ? book.get(name)
        : { name, version: choice.version.version, text: choice.version.text }
    }
    const own = identity === null ? 'library' : chosen(identity)
    if (own !== 'library') return own
    const shared = chosen(null)
    return shared === 'library' ? book.get(name) : shared
  }

/**
 * The wordings a run is to be made with.
 * @param identities those of the run, in its order; null where one is not known to the library
 */
export const useOf = <Id>(
  names: readonly TemplateName[],
  current: Current<Id>,
  identities: readonly (Id | null)[],
): PromptUse => {
  const all = Object.fromEntries(names.map((name) => [name, current(name, null).version]))
  const differing = (identity: Id | null) =>
    Object.fromEntries(
      names.flatMap((name) => {
        // Views belong to the person alone, whatever the identity.
        const { version } = current(name, name === 'views' ? null : identity)
        return version === all[name] ? [] : [[name, version]]
      }),
    )
  return { all, identities: identities.map(differing) }
}

/** Every wording that is named, once, with its template. */
export const namedIn = ({
  all,
  identities,
}: PromptUse): readonly { readonly name: string; readonly version: string }[] => {
  const found = new Map<string, { readonly name: string; readonly version: string }>()
  for (const part of [all, ...identities])
    for (const [name, version] of Object.entries(part)) found.set(version, { name, version })
  return [...found.values()]
}

export type RenderNamed = (
  name: string,
  facts: PromptFacts,
  identity: number | null,
) => { readonly template: string; readonly version: string; readonly text: string }

/** Wordings by their names, beside those the book has at hand. */
export type TextOf = (version: string) => string | null

/**
 * Renders with exactly the wordings a run names, whatever is current by now. Fails with `prompt-gone` where one of them is
 * neither bundled nor in the library. A template the run does not name is rendered as the book has it.
 */
export const renderWith = (use: PromptUse, book: Prompts, textOf: TextOf): Result<RenderNamed> => {
  const texts = new Map<string, string>()
  for (const template of book.list()) texts.set(template.version, template.text)
  for (const { name, version } of namedIn(use)) {
    const text = texts.get(version) ?? textOf(version)
    if (text === null)
      return failed(
        'prompt-gone',
        `The run uses version ${version} of the prompt “${name}”, whose words are not in this library.`,
        'Import the prompt they were written in, or start a new run with the current one.',
      )
    texts.set(version, text)
  }
  return ok((name, facts, identity) => {
    if (!isTemplateName(name)) throw new Error(`there is no template called ${name}`)
    const version = (identity === null ? undefined : use.identities[identity]?.[name]) ?? use.all[name]
    const template = version === undefined ? book.get(name) : { version, text: texts.get(version) ?? '' }
    return {
      template: name,
      version: template.version,
      text: render(template.text, variablesFor(purposeOf(name), facts)).text,
    }
  })
}
