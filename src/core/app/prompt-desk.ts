import type {
  PromptImport,
  PromptOrigin,
  PromptPage,
  PromptTemplate,
  PromptVersionRecord,
} from '../../contract/api/index.ts'
import { failed, type IdentityId, ok, type PromptVersionId, type Result } from '../../contract/index.ts'
import type { Choice, KeptVersion } from '../library/prompt-shelf.ts'
import { readWords, versionOf } from '../prompts/catalog.ts'
import { lint } from '../prompts/lint/index.ts'
import { isTemplateName, purposeOf, type TemplateName } from '../prompts/purposes.ts'
import { VARIABLE_MEANS } from '../prompts/variable-words.ts'
import type { Studio } from '../studio.ts'

export interface PromptDeskParts {
  readonly studio: Studio
  /** Who works with the studio, for versions and notes. */
  readonly author: () => string
  /** Told after every change. */
  readonly changed: () => void
}

/** A wording that is tried before anybody saved it. */
export interface Draft {
  readonly template: string
  readonly text: string
  readonly parent: PromptVersionId | null
}

/** The prompts of a library as windows and scripts work with them. Problems: `prompt-unknown`, `prompt-version-missing`, those of a text. */
export interface PromptDesk {
  readonly list: (identity: IdentityId | null) => readonly PromptTemplate[]
  readonly page: (template: string, identity: IdentityId | null) => Result<PromptPage>
  readonly version: (id: PromptVersionId) => Result<PromptVersionRecord>
  readonly save: (
    wording: { readonly template: string; readonly text: string; readonly note: string },
    from: { readonly parent: PromptVersionId | null; readonly origin: PromptOrigin },
  ) => Promise<Result<PromptVersionId>>
  readonly use: (
    template: string,
    identity: IdentityId | null,
    what: { readonly id: PromptVersionId } | 'default' | 'library',
  ) => Promise<Result<null>>
  readonly import: (
    files: readonly { readonly name: string; readonly text: string }[],
  ) => Promise<readonly PromptImport[]>
  readonly export: (
    templates: readonly string[] | undefined,
  ) => readonly { readonly name: string; readonly text: string }[]
  /** The version that has these words; null for the bundled default and for words nobody saved. */
  readonly versionWith: (template: string, version: string) => KeptVersion | null
  /** Wordings by their names, as a plan of drafts needs them. */
  readonly wordings: (drafts: readonly Draft[]) => Result<ReadonlyMap<string, string>>
  /** Keeps drafts that are about to be run, marked as trials; those that are a version already stay that one. */
  readonly keepTrials: (drafts: readonly Draft[], identities: readonly IdentityId[]) => Promise<Result<null>>
}

const unknown = (template: string): Result<never> =>
  failed('prompt-unknown', `There is no prompt called “${template}”.`, 'Choose one from the list.')

const noVersion = failed(
  'prompt-version-missing',
  'This version of the prompt is not in the library.',
  'Reload the window to see those there are.',
)

const about = (text: string): string => /^#\s*(.*)/.exec(text)?.[1]?.trim() ?? ''

const recordOf = (kept: KeptVersion, choices: readonly Choice[]): PromptVersionRecord => {
  const { id, version, text, note, author, madeAt, parent, origin, archived } = kept
  const using = choices.filter((one) => one.means === 'version' && one.version?.id === id)
  return {
    id,
    version,
    text,
    note,
    author,
    madeAt,
    parent,
    origin,
    archived,
    current: using.some(({ identity }) => identity === null),
    currentFor: using.flatMap(({ identity }) => identity ?? []),
  }
}

/** Opens the desk over an open studio. */
export const openPromptDesk = ({ studio, author, changed }: PromptDeskParts): PromptDesk => {
  const { library, prompts: book, currentPrompt } = studio
  const { prompts: shelf, sideNotes } = library

  const choiceFor = (template: TemplateName, identity: IdentityId | null): Choice | null => {
    const own = identity === null ? null : shelf.choice(template, identity)
    return own !== null && own.means !== 'library' ? own : shelf.choice(template, null)
  }

  const templateOf = (name: TemplateName, identity: IdentityId | null, choices: readonly Choice[]): PromptTemplate => {
    const purpose = purposeOf(name)
    const bundled = book.get(name)
    const current = currentPrompt(name, identity)
    const findings = lint(current.text, purpose)
    const choice = choiceFor(name, identity)
    const saved = choice?.means === 'version' && choice.version?.version === current.version ? choice.version : null
    return {
      name,
      step: purpose.step,
      strategy: purpose.strategy,
      about: about(bundled.text),
      fromFolder: book.overridden.includes(name),
      current: { version: current.version, id: saved?.id ?? null },
      identitiesOfItsOwn: choices.flatMap((one) =>
        one.template === name && one.identity !== null && one.means !== 'library' ? [one.identity] : [],
      ),
      versions: shelf.versions(name).filter(({ archived }) => !archived).length,
      findings: {
        errors: findings.filter(({ severity }) => severity === 'error').length,
        warnings: findings.filter(({ severity }) => severity === 'warning').length,
      },
      // Somebody on the bundled default simply has the new one.
      defaultChanged: choice?.means === 'version' && choice.defaultThen !== bundled.version,
    }
  }

  const versionWith = (template: string, version: string): KeptVersion | null =>
    shelf.versions(template).find((kept) => kept.version === version) ?? null

  const save: PromptDesk['save'] = async ({ template, text, note }, { parent, origin }) => {
    if (!isTemplateName(template)) return unknown(template)
    const words = readWords(text)
    if (!words.ok) return words
    const id = await shelf.add({
      template,
      version: versionOf(words.value),
      text: words.value,
      note,
      author: author(),
      parent: parent !== null && shelf.version(parent)?.template === template ? parent : null,
      origin,
    })
    changed()
    return ok(id)
  }

  const importOne = async ({ name, text }: { readonly name: string; readonly text: string }): Promise<PromptImport> => {
    const template = name.replace(/^.*[\\/]/, '').replace(/\.txt$/i, '')
    const nothing = { file: name, template: null, id: null }
    if (!isTemplateName(template))
      return { ...nothing, says: 'No step has a prompt of this name; names are like scene.txt.' }
    const words = readWords(text, name)
    if (!words.ok) return { ...nothing, template, says: `${words.problem.message} ${words.problem.next}` }
    const version = versionOf(words.value)
    if (book.get(template).version === version) return { ...nothing, template, says: 'It is the bundled default.' }
    const known = versionWith(template, version)
    if (known) return { file: name, template, id: known.id, says: 'It is a version that is here already.' }
    const saved = await save({ template, text, note: `from ${name}`.slice(0, 400) }, { parent: null, origin: 'import' })
    return saved.ok
      ? { file: name, template, id: saved.value, says: 'A new version; it is not current until you choose it.' }
      : { ...nothing, template, says: saved.problem.message }
  }

  return {
    list: (identity) => {
      const choices = shelf.choices()
      return book.list().flatMap(({ name }) => (isTemplateName(name) ? [templateOf(name, identity, choices)] : []))
    },
    page: (name, identity) => {
      if (!isTemplateName(name)) return unknown(name)
      const choices = shelf.choices()
      const template = templateOf(name, identity, choices)
      const purpose = purposeOf(name)
      const bundled = book.get(name)
      const current = currentPrompt(name, identity)
      const then = template.defaultChanged ? (choiceFor(name, identity)?.defaultThen ?? null) : null
      return ok({
        template,
        variables: purpose.variables.map((variable) => ({ name: variable, means: VARIABLE_MEANS[variable] ?? '' })),
        pictures: [...purpose.pictures],
        bundled: { version: bundled.version, text: bundled.text },
        current: { version: current.version, text: current.text },
        versions: shelf.versions(name).map((kept) => recordOf(kept, choices)),
        defaultThen: then === null ? null : { version: then, text: shelf.text(then) ?? '' },
      })
    },
    version: (id) => {
      const kept = shelf.version(id)
      return kept ? ok(recordOf(kept, shelf.choices())) : noVersion
    },
    save,
    use: async (template, identity, what) => {
      if (!isTemplateName(template)) return unknown(template)
      if (identity !== null && template === 'views')
        return failed(
          'prompt-not-of-identity',
          'The views belong to the person, whatever the identity.',
          'Change the views prompt for the whole library.',
        )
      if (identity === null && what === 'library')
        return failed(
          'prompt-no-other',
          'The library has no other prompt to follow.',
          'Choose a version or the default.',
        )
      const kept = typeof what === 'string' ? null : shelf.version(what.id)
      if (typeof what !== 'string' && kept?.template !== template) return noVersion
      await shelf.choose({
        template,
        identity,
        means: typeof what === 'string' ? what : 'version',
        version: kept?.id ?? null,
        defaultNow: book.get(template),
        by: author(),
      })
      const named = kept ? `version ${kept.version.slice(0, 6)}${kept.note === '' ? '' : ` (${kept.note})`}` : null
      await sideNotes.add({
        identity,
        kind: 'prompt',
        text:
          named === null
            ? `Prompt ${template}: back to the ${what === 'library' ? 'library’s' : 'default'}`
            : `Prompt ${template}: ${named} is current`,
        prompt: { template, version: currentPrompt(template, identity).version },
        author: author(),
      })
      changed()
      return ok(null)
    },
    import: async (files) => {
      const done: PromptImport[] = []
      for (const file of files) done.push(await importOne(file))
      return done
    },
    export: (templates) =>
      book.list().flatMap(({ name }) => {
        if (!isTemplateName(name) || (templates !== undefined && !templates.includes(name))) return []
        return [{ name: `${name}.txt`, text: currentPrompt(name, null).text }]
      }),
    versionWith,
    wordings: (drafts) => {
      const found = new Map<string, string>()
      for (const { template, text } of drafts) {
        if (!isTemplateName(template)) return unknown(template)
        const words = readWords(text)
        if (!words.ok) return words
        found.set(versionOf(words.value), words.value)
      }
      return ok(found)
    },
    keepTrials: async (drafts, identities) => {
      for (const { template, text, parent } of drafts) {
        const words = readWords(text)
        if (!words.ok) return words
        const version = versionOf(words.value)
        if (!isTemplateName(template)) return unknown(template)
        const isDefault = book.get(template).version === version
        if (!isDefault && versionWith(template, version) === null) {
          const saved = await save({ template, text, note: '' }, { parent, origin: 'trial' })
          if (!saved.ok) return saved
        }
        for (const identity of identities)
          await sideNotes.add({
            identity,
            kind: 'trial',
            text: `Tried ${template} ${version.slice(0, 6)}`,
            prompt: { template, version },
            author: author(),
          })
      }
      changed()
      return ok(null)
    },
  }
}
