import { fileURLToPath } from 'node:url'
import type { Result } from '../../contract/index.ts'
import { openPrompts, type Prompts } from './catalog.ts'
import { variablesFor } from './facts.ts'
import { isTemplateName, purposeOf } from './purposes.ts'
import { render } from './template.ts'
import type { PromptFacts } from './types.ts'

/** The bundled templates; a packaged studio keeps the folder beside its code as the source tree does. */
const BUNDLED = fileURLToPath(new URL('../../../resources/prompts', import.meta.url))

/** The bundled templates, with those of `folder` standing in for the ones of the same name. */
export const openBook = (folder: string | undefined): Result<Prompts> =>
  openPrompts({ bundled: BUNDLED, ...(folder === undefined ? {} : { folder }) })

/** Renders the template of this name with the facts of a request; says which version of it was used. */
export const renderFrom =
  (prompts: Prompts) =>
  (
    name: string,
    facts: PromptFacts,
  ): { readonly template: string; readonly version: string; readonly text: string } => {
    if (!isTemplateName(name)) throw new Error(`there is no template called ${name}`)
    const template = prompts.get(name)
    return {
      template: name,
      version: template.version,
      text: render(template.text, variablesFor(purposeOf(name), facts)).text,
    }
  }
