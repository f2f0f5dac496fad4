import type { Prompts } from './catalog.ts'
import { variablesFor } from './facts.ts'
import { isTemplateName, purposeOf } from './purposes.ts'
import { render } from './template.ts'
import type { PromptFacts } from './types.ts'

/**
 * The prompt of a step, ready to be sent, with the template and version it came from. `name` is a template's name; another
 * one is a bug and throws.
 */
export const renderPrompt = (
  prompts: Prompts,
  name: string,
  facts: PromptFacts,
): { readonly template: string; readonly version: string; readonly text: string } => {
  if (!isTemplateName(name)) throw new Error(`there is no template called ${name}`)
  const template = prompts.get(name)
  return {
    template: template.name,
    version: template.version,
    text: render(template.text, variablesFor(purposeOf(name), facts)).text,
  }
}
