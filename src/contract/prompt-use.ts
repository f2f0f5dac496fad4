import { z } from 'zod'

/** The name of a wording: the first 12 hex digits of the SHA-256 of its text, line ends normalized to LF. */
export const PromptVersion = z.string().regex(/^[0-9a-f]{12}$/)
export type PromptVersion = z.infer<typeof PromptVersion>

const ByTemplate = z.record(z.string(), PromptVersion)

/**
 * The wordings a run is made with, by template. Part of what makes two runs the same one: a changed prompt is another run, and
 * an interrupted one goes on with the words it began with.
 */
export const PromptUse = z.strictObject({
  all: ByTemplate,
  /** What stands for them in an identity of the run, by its place there. */
  identities: z.array(ByTemplate).readonly(),
})
export type PromptUse = Readonly<z.infer<typeof PromptUse>>
