import { z } from 'zod'
import { Attempt } from '../attempt.ts'
import {
  AttemptId,
  DescriptionId,
  IdentityId,
  JobId,
  PromptVersionId,
  RunId,
  Sha256,
  SideNoteId,
  SubjectId,
} from '../ids.ts'
import { StepName, StrategyName, ViewName } from '../names.ts'
import { PromptVersion } from '../prompt-use.ts'
import { method } from './base.ts'
import { Card } from './card.ts'

/** How a version came to be: saved by hand, tried before it was saved, read from a file, copied, or taken from a picture. */
export const PromptOrigin = z.enum(['saved', 'trial', 'import', 'copy', 'picture'])
export type PromptOrigin = z.infer<typeof PromptOrigin>

/** A template's name, as the bundled files are called. */
const TemplateName = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60)
/** A prompt is a page of words. */
const PromptText = z.string().max(64 * 1024)
const Note = z.string().trim().max(400)

/** One version of a template. */
export const PromptVersionRecord = z.object({
  id: PromptVersionId,
  version: PromptVersion,
  text: z.string(),
  note: z.string(),
  author: z.string(),
  madeAt: z.iso.datetime(),
  /** Null: written from the bundled default. */
  parent: PromptVersionId.nullable(),
  origin: PromptOrigin,
  archived: z.boolean(),
  /** It is what the library uses, or what these identities use. */
  current: z.boolean(),
  currentFor: z.array(IdentityId).readonly(),
})
export type PromptVersionRecord = Readonly<z.infer<typeof PromptVersionRecord>>

/** What a variable stands for. */
export const PromptVariable = z.object({ name: z.string(), means: z.string() })
export type PromptVariable = Readonly<z.infer<typeof PromptVariable>>

/** A template in the list. */
export const PromptTemplate = z.object({
  name: TemplateName,
  step: StepName,
  strategy: StrategyName.nullable(),
  /** Its first note, one sentence: what it is for. */
  about: z.string(),
  /** Whether the words come from a folder given at the start, which no choice here changes. */
  fromFolder: z.boolean(),
  /** The version in use, and whether that is the bundled default. */
  current: z.object({ version: PromptVersion, id: PromptVersionId.nullable() }),
  identitiesOfItsOwn: z.array(IdentityId).readonly(),
  versions: z.int(),
  /** Findings of the linter in what is current. */
  findings: z.object({ errors: z.int(), warnings: z.int() }),
  /** A release brought another default since the current version was chosen. */
  defaultChanged: z.boolean(),
})
export type PromptTemplate = Readonly<z.infer<typeof PromptTemplate>>

/** All of one template. */
export const PromptPage = z.object({
  template: PromptTemplate,
  variables: z.array(PromptVariable).readonly(),
  /** Of what a request consists beside the words, in order. */
  pictures: z.array(z.string()).readonly(),
  bundled: z.object({ version: PromptVersion, text: z.string() }),
  current: z.object({ version: PromptVersion, text: z.string() }),
  /** Newest first. */
  versions: z.array(PromptVersionRecord).readonly(),
  /** The default of the day the current version was chosen, where a release has changed it since. */
  defaultThen: z.object({ version: PromptVersion, text: z.string() }).nullable(),
})
export type PromptPage = Readonly<z.infer<typeof PromptPage>>

export const PromptFinding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  start: z.int(),
  end: z.int(),
  line: z.int(),
  column: z.int(),
  message: z.string(),
  reason: z.string(),
  suggestion: z.string(),
  fix: z.object({ start: z.int(), end: z.int(), text: z.string() }).nullable(),
})
export type PromptFinding = Readonly<z.infer<typeof PromptFinding>>

/** A prompt as it would be sent. */
export const RenderedPrompt = z.object({
  text: z.string(),
  /** Variables without a value: their lines are left out. */
  missing: z.array(z.string()).readonly(),
  characters: z.int(),
  words: z.int(),
  /** About a quarter of the characters, as English runs; the model counts its own. */
  tokens: z.int(),
})
export type RenderedPrompt = Readonly<z.infer<typeof RenderedPrompt>>

/** The words a picture was made with. */
export const PicturePrompt = z.object({
  sha256: Sha256,
  template: TemplateName,
  version: PromptVersion,
  /** Null where the wording was never kept in this library. */
  text: z.string().nullable(),
  /** The version that has these words; null: the bundled default, or none that was saved. */
  id: PromptVersionId.nullable(),
  current: z.boolean(),
})
export type PicturePrompt = Readonly<z.infer<typeof PicturePrompt>>

/** One request on the way from the photos to a picture, or a photo itself. */
export const ChainLink = z.object({
  /** "views/1/front", "conductor/scene/1": unique in the chain. */
  name: z.string(),
  step: z.union([StepName, z.literal('photo')]),
  picture: Sha256.nullable(),
  card: Card.nullable(),
  attempt: Attempt.nullable(),
  /** Words that somebody wrote in place of the describe step's. */
  words: z.string().nullable(),
  /** Names of the links it was made from. */
  from: z.array(z.string()).readonly(),
})
export type ChainLink = Readonly<z.infer<typeof ChainLink>>

/** What a describe step said of a scene, and what people made of it. */
export const RecreationPrompt = z.object({
  scene: Sha256,
  subject: SubjectId.nullable(),
  identity: IdentityId.nullable(),
  /** The newest answer. */
  said: z.object({
    attempt: AttemptId,
    run: RunId,
    job: JobId,
    model: z.string(),
    text: z.string(),
    at: z.iso.datetime(),
  }),
  edits: z
    .array(
      z.object({
        id: DescriptionId,
        text: z.string(),
        author: z.string(),
        madeAt: z.iso.datetime(),
        inUse: z.boolean(),
      }),
    )
    .readonly(),
})
export type RecreationPrompt = Readonly<z.infer<typeof RecreationPrompt>>

export const SideNote = z.object({
  id: SideNoteId,
  /** It concerns every identity. */
  everywhere: z.boolean(),
  kind: z.enum(['written', 'review', 'prompt', 'trial', 'description']),
  text: z.string(),
  image: Sha256.nullable(),
  prompt: z.object({ template: z.string(), version: z.string() }).nullable(),
  by: z.string(),
  at: z.iso.datetime(),
})
export type SideNote = Readonly<z.infer<typeof SideNote>>

const SideNotesPage = z.object({ notes: z.array(SideNote).readonly() })

/** What an import did with a file. */
export const PromptImport = z.object({
  file: z.string(),
  template: TemplateName.nullable(),
  id: PromptVersionId.nullable(),
  /** One sentence: what became of it. */
  says: z.string(),
})
export type PromptImport = Readonly<z.infer<typeof PromptImport>>

const template = z.strictObject({ template: TemplateName })
const version = z.strictObject({ id: PromptVersionId })
const one = z.strictObject({ sha256: Sha256 })
const identity = z.strictObject({ identity: IdentityId })

export const prompts = {
  /** In the order of the pipeline, as they stand for the library or for an identity. */
  list: method
    .input(z.strictObject({ identity: IdentityId.optional() }).prefault({}))
    .output(z.array(PromptTemplate).readonly()),
  get: method.input(template.extend({ identity: IdentityId.optional() })).output(PromptPage),
  lint: method.input(template.extend({ text: PromptText })).output(z.array(PromptFinding).readonly()),
  /** What these words would be for this subject and identity; views need the name of one. */
  render: method
    .input(
      template.extend({
        text: PromptText,
        subject: SubjectId,
        identity: IdentityId.optional(),
        view: ViewName.optional(),
        style: z.string().max(400).optional(),
        description: z.string().max(16_000).optional(),
      }),
    )
    .output(RenderedPrompt),
  /** Keeps a wording as a new version; `use` makes it current at once. */
  save: method
    .input(
      template.extend({
        text: PromptText,
        note: Note.default(''),
        parent: PromptVersionId.nullable().default(null),
        use: z.enum(['no', 'library', 'identity']).default('library'),
        identity: IdentityId.optional(),
      }),
    )
    .output(PromptVersionRecord),
  /** Makes a version current, goes back to the bundled default, or (identities) to what the library uses. */
  use: method
    .input(
      template.extend({
        identity: IdentityId.nullable().default(null),
        what: z.union([version, z.literal('default'), z.literal('library')]),
      }),
    )
    .output(PromptPage),
  annotate: method.input(version.extend({ note: Note })).output(PromptVersionRecord),
  duplicate: method.input(version).output(PromptVersionRecord),
  archive: method.input(version.extend({ archived: z.boolean() })).output(PromptVersionRecord),
  /** Keeps plain files as versions of the templates they are named after; none of them becomes current. */
  import: method
    .input(
      z.strictObject({
        files: z
          .array(z.strictObject({ name: z.string().max(200), text: PromptText }))
          .min(1)
          .max(60),
      }),
    )
    .output(z.array(PromptImport).readonly()),
  /** What is current, as plain files. */
  export: method
    .input(z.strictObject({ templates: z.array(TemplateName).max(60).optional() }).prefault({}))
    .output(z.array(z.object({ name: z.string(), text: z.string() })).readonly()),
  /** The words a picture was made with. */
  ofPicture: method.input(one).output(PicturePrompt),
  /** Makes the words of a picture current, as a version of their own where none has them. */
  usePicture: method.input(one.extend({ identity: IdentityId.nullable().default(null) })).output(PromptPage),
  /** Every request on the way from the photos to a picture, first to last. */
  chain: method.input(one).output(z.array(ChainLink).readonly()),
  /** Newest first. */
  descriptions: method.input(identity).output(z.array(RecreationPrompt).readonly()),
  /** Keeps an edited recreation prompt: the next run from this scene uses it in place of the describe step. */
  describe: method
    .input(z.strictObject({ scene: Sha256, text: z.string().trim().min(1).max(16_000) }))
    .output(RecreationPrompt),
  /** Null: the describe step speaks again. */
  useDescription: method
    .input(z.strictObject({ scene: Sha256, id: DescriptionId.nullable() }))
    .output(RecreationPrompt),
  /** What was tried with an identity and what was seen, newest first; with `text` those that hold it. What is done to notes is undone like reviews. */
  notes: method.input(identity.extend({ text: z.string().trim().max(200).optional() })).output(SideNotesPage),
  addNote: method.input(identity.extend({ text: z.string().trim().min(1).max(4000) })).output(SideNotesPage),
  editNote: method
    .input(identity.extend({ id: SideNoteId, text: z.string().trim().min(1).max(4000) }))
    .output(SideNotesPage),
  removeNote: method.input(identity.extend({ id: SideNoteId })).output(SideNotesPage),
}
