import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AspectRatio, failed, ImageSize, ok } from '../../contract/index.ts'
import type { RequestConfig, Result, TokenCount } from '../../contract/index.ts'
import type { EngineRequest, ModelFacts } from './engine.ts'

const usd = z.number().min(0)

const ModelRow = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['image', 'text']),
  state: z.string(),
  maxImages: z.int().min(0),
  sizes: z.array(ImageSize),
  aspectRatios: z.array(AspectRatio),
  usdPerImage: z.partialRecord(ImageSize, usd),
  usdPerMillionTokens: z.strictObject({ input: usd, output: usd }).optional(),
  /** For whoever edits the table; the studio does not read it. */
  note: z.string().optional(),
})

const EngineRows = z
  .strictObject({
    default: z.strictObject({ image: z.string(), text: z.string() }),
    models: z.array(ModelRow).min(2),
  })
  .superRefine((rows, context) => {
    const ids = rows.models.map((row) => row.id)
    const twice = ids.find((id, place) => ids.indexOf(id) !== place)
    if (twice !== undefined) context.addIssue({ code: 'custom', message: `${twice} is listed twice` })
    for (const kind of ['image', 'text'] as const) {
      if (!rows.models.some((row) => row.id === rows.default[kind] && row.kind === kind))
        context.addIssue({ code: 'custom', message: `the default ${kind} model ${rows.default[kind]} is not listed` })
    }
  })

const ModelTableFile = z.strictObject({
  readme: z.string().optional(),
  asOf: z.string().optional(),
  engines: z.strictObject({ gemini: EngineRows, simulator: EngineRows }),
})

/** The models one engine offers; the two defaults are among the rows. */
export interface EngineModels {
  readonly defaultModel: Readonly<Record<'image' | 'text', string>>
  readonly rows: readonly ModelFacts[]
}

export type ModelTable = Readonly<Record<'gemini' | 'simulator', EngineModels>>

/** Where the table lies in the source tree; a packaged studio hands its own place to {@link readModelTable}. */
export const MODEL_TABLE_FILE = new URL('../../../resources/models.json', import.meta.url)

/**
 * Reads the editable table of models.
 * @returns the table, or a problem `models-unreadable` that names the first wrong entry.
 */
export const readModelTable = (file: URL | string = MODEL_TABLE_FILE): Result<ModelTable> => {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error))
  }
  const table = ModelTableFile.safeParse(content)
  if (!table.success) {
    const issue = table.error.issues[0]
    return unreadable(issue === undefined ? 'it has another shape' : `${issue.path.join('.')}: ${issue.message}`)
  }
  return ok({
    gemini: engineModels(table.data.engines.gemini),
    simulator: engineModels(table.data.engines.simulator),
  })
}

const unreadable = (why: string) =>
  failed(
    'models-unreadable',
    `The table of models cannot be read: ${why}.`,
    'Mend resources/models.json, or put the one that came with the studio back.',
  )

const engineModels = (rows: z.infer<typeof EngineRows>): EngineModels => ({
  defaultModel: rows.default,
  rows: rows.models.map((row) => {
    const { id, kind, state, maxImages, sizes, aspectRatios, usdPerImage, usdPerMillionTokens } = row
    const facts = { id, kind, state, maxImages, sizes, aspectRatios, usdPerImage }
    return usdPerMillionTokens === undefined ? facts : { ...facts, usdPerMillionTokens }
  }),
})

/** The row of a model, or null when the table does not have it. */
export const modelFacts = (models: EngineModels, id: string): ModelFacts | null =>
  models.rows.find((row) => row.id === id) ?? null

/**
 * The row whose prices a request is reckoned with. `assumed` is true when the model is not in the table, or has no price
 * for what is asked: the engine's default model of that kind then stands in, and whoever shows the sum says so.
 */
export const priceRow = (
  models: EngineModels,
  id: string,
  config: RequestConfig,
): { readonly facts: ModelFacts; readonly assumed: boolean } => {
  const own = modelFacts(models, id)
  if (own !== null && isPriced(own, config)) return { facts: own, assumed: false }
  const standIn = modelFacts(models, models.defaultModel[config.output])
  if (standIn === null) throw new Error(`The default model ${models.defaultModel[config.output]} is not in the table.`)
  return { facts: standIn, assumed: true }
}

const isPriced = (facts: ModelFacts, config: RequestConfig) =>
  config.output === 'image'
    ? facts.usdPerImage[config.imageSize ?? '1K'] !== undefined
    : facts.usdPerMillionTokens !== undefined

/** List price of one picture in US dollars; a size that is not priced costs what the dearest priced size does. */
export const pictureUsd = (facts: ModelFacts, size: ImageSize): number =>
  facts.usdPerImage[size] ?? Math.max(0, ...Object.values(facts.usdPerImage))

/** List price of the words of an answer in US dollars; 0 where the model has no token price. */
export const tokensUsd = (facts: ModelFacts, tokens: Pick<TokenCount, 'prompt' | 'output'>): number => {
  const price = facts.usdPerMillionTokens
  return price === undefined ? 0 : (tokens.prompt * price.input + tokens.output * price.output) / 1e6
}

/** Tokens a picture in the question is reckoned at: what Gemini 3 counts for one at high resolution. */
const TOKENS_PER_PICTURE = 1120
/** A description of a scene, with the thinking before it. */
const TOKENS_PER_DESCRIPTION = 1500
const CHARACTERS_PER_TOKEN = 4

/**
 * List price of a request in US dollars before it is sent: a picture by its size, words by a token count guessed from the
 * length of the question.
 */
export const estimateUsd = (models: EngineModels, request: EngineRequest): number => {
  const { facts } = priceRow(models, request.model, request.config)
  if (request.config.output === 'image') return pictureUsd(facts, request.config.imageSize ?? '1K')
  const parts = request.turns.flatMap((turn) => [...turn.parts])
  const prompt = parts.reduce(
    (sum, part) => sum + (part.kind === 'text' ? part.text.length / CHARACTERS_PER_TOKEN : TOKENS_PER_PICTURE),
    0,
  )
  return tokensUsd(facts, { prompt: Math.ceil(prompt), output: TOKENS_PER_DESCRIPTION })
}
