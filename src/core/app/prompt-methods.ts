import { implement } from '@orpc/server'
import { contract, type PicturePrompt, type PromptPage } from '../../contract/api/index.ts'
import { failed, type IdentityId, ok, type PromptVersionId, type Result, type Sha256 } from '../../contract/index.ts'
import { variablesFor } from '../prompts/facts.ts'
import { lint } from '../prompts/lint/index.ts'
import { isTemplateName, purposeOf, type TemplateName } from '../prompts/purposes.ts'
import { render } from '../prompts/template.ts'
import type { PromptFacts } from '../prompts/types.ts'
import type { Studio } from '../studio.ts'
import { given, tellProblems } from './failures.ts'
import { unknownPicture } from './lineage.ts'
import { chainOf } from './prompt-chain.ts'
import type { PromptDesk } from './prompt-desk.ts'
import { recreationOf, recreationsOf } from './recreation.ts'

export interface PromptMethodParts {
  readonly studio: Studio
  readonly desk: PromptDesk
  readonly author: () => string
  /** To be called when descriptions or side notes are others; the desk tells of its own changes. */
  readonly changed: () => void
  /** To be called when there is something else to undo. */
  readonly undoChanged: () => void
}

/** As many as a person reads; the rest is in the reviews themselves. */
const NOTES_SHOWN = 500

/** English text has about four characters to a token. */
const CHARACTERS_A_TOKEN = 4

/** How many pictures of each kind a usual request carries, where the subject does not say: five views, one of the rest. */
const USUAL = { view: 5, scene: 1, portrait: 1 }

const named = (template: string): TemplateName =>
  isTemplateName(template)
    ? template
    : given<never>(failed('prompt-unknown', `There is no prompt called “${template}”.`, 'Choose one from the list.'))

/** The words a picture was made with, as far as this library keeps them. */
const promptOf = (
  { library, prompts, currentPrompt }: Studio,
  desk: PromptDesk,
  sha256: Sha256,
): Result<PicturePrompt> => {
  if (!library.pictureFacts(sha256)) return unknownPicture(sha256)
  const id = library.cards.attemptOf(sha256)
  const used = id === null ? null : (library.attempt(id)?.prompt ?? null)
  if (used === null || !isTemplateName(used.template))
    return failed('prompt-none', 'This picture was made without a prompt.', 'Choose one that a model made.')
  const { template, version } = used
  const identity = library.cards.places(sha256).find((place) => place.identity !== null)?.identity ?? null
  const bundled = prompts.get(template)
  return ok({
    sha256,
    template,
    version,
    text: bundled.version === version ? bundled.text : library.prompts.text(version),
    id: desk.versionWith(template, version)?.id ?? null,
    current: currentPrompt(template, identity).version === version,
  })
}

/** What windows ask about prompts, the descriptions made by them, and what was seen. */
export const promptMethods = ({ studio, desk, author, changed, undoChanged }: PromptMethodParts) => {
  const os = implement(contract.prompts).use(async ({ next }) => await tellProblems(async () => await next()))
  const { library, prompts: book } = studio
  const { people, descriptions, sideNotes } = library

  const notes = (identity: IdentityId, text = '') => ({ notes: sideNotes.of(identity, NOTES_SHOWN, text) })
  const noted = (identity: IdentityId) => {
    changed()
    undoChanged()
    return notes(identity)
  }
  const version = (id: PromptVersionId) => given(desk.version(id))

  const usePicture = async (sha256: Sha256, identity: IdentityId | null): Promise<PromptPage> => {
    const { template, version: wanted, text, id } = given(promptOf(studio, desk, sha256))
    if (book.get(named(template)).version === wanted) {
      given(await desk.use(template, identity, 'default'))
      return given(desk.page(template, identity))
    }
    if (text === null)
      return given<never>(
        failed(
          'prompt-gone',
          'The words of this prompt were never kept in this library.',
          'The request in the inspector shows them as they were sent.',
        ),
      )
    const note = 'taken from a picture'
    const kept = id ?? given(await desk.save({ template, text, note }, { parent: null, origin: 'picture' }))
    given(await desk.use(template, identity, { id: kept }))
    return given(desk.page(template, identity))
  }

  const recreated = async (scene: Sha256, words: string) => {
    const { identity } = given(recreationOf(studio, scene))
    await sideNotes.add({ identity, kind: 'description', text: words, image: scene, author: author() })
    changed()
    return given(recreationOf(studio, scene))
  }

  return os.router({
    list: os.list.handler(({ input }) => desk.list(input.identity ?? null)),
    get: os.get.handler(({ input }) => given(desk.page(input.template, input.identity ?? null))),
    lint: os.lint.handler(({ input }) =>
      lint(input.text, purposeOf(named(input.template))).map(({ fix, ...finding }) => ({
        ...finding,
        fix: fix ?? null,
      })),
    ),
    render: os.render.handler(({ input }) => {
      const name = named(input.template)
      const subject = people.subject(input.subject)?.subject
      if (!subject)
        return given<never>(failed('subject-missing', 'This subject is not in the library.', 'Choose another.'))
      const identity = input.identity === undefined ? undefined : people.identity(input.identity)?.identity
      const facts: PromptFacts = {
        traits: subject.traits,
        pictures: { reference: subject.photos.length, ...USUAL },
        ...(identity && name !== 'views' ? { identity } : {}),
        ...(name === 'views' ? { view: input.view ?? 'front' } : {}),
        ...(input.style === undefined ? {} : { style: input.style }),
        ...(input.description === undefined ? {} : { description: input.description }),
      }
      const { text, missing } = render(input.text, variablesFor(purposeOf(name), facts))
      return {
        text,
        missing,
        characters: text.length,
        words: text.match(/\S+/g)?.length ?? 0,
        tokens: Math.ceil(text.length / CHARACTERS_A_TOKEN),
      }
    }),
    save: os.save.handler(async ({ input }) => {
      const { template, text, note, parent, use } = input
      const identity = use === 'identity' ? (input.identity ?? null) : null
      if (use === 'identity' && identity === null)
        return given<never>(failed('identity-missing', 'No identity was named for this prompt.', 'Choose one first.'))
      const trials = library.prompts
        .versions(template)
        .filter(({ origin, archived }) => origin === 'trial' && !archived)
      const id = given(await desk.save({ template, text, note }, { parent, origin: 'saved' }))
      // What was tried is kept under its new name; twice the same words in the list would puzzle whoever looks for one.
      const { version: saved } = version(id)
      for (const trial of trials) if (trial.version === saved) await library.prompts.archive(trial.id, true)
      if (use !== 'no') given(await desk.use(template, identity, { id }))
      return version(id)
    }),
    use: os.use.handler(async ({ input: { template, identity, what } }) => {
      given(await desk.use(template, identity, what))
      return given(desk.page(template, identity))
    }),
    annotate: os.annotate.handler(async ({ input }) => {
      await library.prompts.annotate(input.id, input.note)
      changed()
      return version(input.id)
    }),
    duplicate: os.duplicate.handler(async ({ input }) => {
      const kept = library.prompts.version(input.id)
      const { note } = version(input.id)
      const { template = '', text = '' } = kept ?? {}
      const copy = { template, text, note: note === '' ? 'a copy' : `${note} (copy)`.slice(0, 400) }
      return version(given(await desk.save(copy, { parent: input.id, origin: 'copy' })))
    }),
    archive: os.archive.handler(async ({ input: { id, archived } }) => {
      const { current, currentFor } = version(id)
      if (archived && (current || currentFor.length > 0))
        return given<never>(
          failed(
            'prompt-in-use',
            'This version is current, so it cannot be archived.',
            'Make another one current first.',
          ),
        )
      await library.prompts.archive(id, archived)
      changed()
      return version(id)
    }),
    import: os.import.handler(async ({ input }) => await desk.import(input.files)),
    export: os.export.handler(({ input }) => desk.export(input.templates)),
    ofPicture: os.ofPicture.handler(({ input }) => given(promptOf(studio, desk, input.sha256))),
    usePicture: os.usePicture.handler(async ({ input }) => await usePicture(input.sha256, input.identity)),
    chain: os.chain.handler(({ input }) => given(chainOf(library, input.sha256))),
    descriptions: os.descriptions.handler(({ input }) => recreationsOf(studio, input.identity)),
    describe: os.describe.handler(async ({ input: { scene, text } }) => {
      given(recreationOf(studio, scene))
      await descriptions.add({ scene, text, author: author() })
      return await recreated(scene, 'Recreation prompt edited')
    }),
    useDescription: os.useDescription.handler(async ({ input: { scene, id } }) => {
      given(recreationOf(studio, scene))
      await descriptions.use(scene, id)
      return await recreated(
        scene,
        id === null ? 'Recreation prompt: the model’s own again' : 'Recreation prompt: an edited one again',
      )
    }),
    notes: os.notes.handler(({ input }) => notes(input.identity, input.text)),
    addNote: os.addNote.handler(async ({ input: { identity, text } }) => {
      await sideNotes.add({ identity, kind: 'written', text, author: author() })
      return noted(identity)
    }),
    editNote: os.editNote.handler(async ({ input: { identity, id, text } }) => {
      await sideNotes.edit(id, text, author())
      return noted(identity)
    }),
    removeNote: os.removeNote.handler(async ({ input: { identity, id } }) => {
      await sideNotes.remove(id, author())
      return noted(identity)
    }),
  })
}
