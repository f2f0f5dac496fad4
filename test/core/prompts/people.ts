import { fileURLToPath } from 'node:url'
import { type Identity, type SubjectTraits, unwrap, ViewName } from '../../../src/contract/index.ts'
import { openPrompts, type Prompts } from '../../../src/core/prompts/catalog.ts'
import { variablesFor } from '../../../src/core/prompts/facts.ts'
import { purposeOf, type TemplateName } from '../../../src/core/prompts/purposes.ts'
import { render } from '../../../src/core/prompts/template.ts'
import type { PromptFacts } from '../../../src/core/prompts/types.ts'

export const BUNDLED = fileURLToPath(new URL('../../../resources/prompts', import.meta.url))

export const bundled = (): Prompts => unwrap(openPrompts({ bundled: BUNDLED }))

export const VIEWS = ViewName.options

export const MAN: SubjectTraits = {
  name: 'Amadou',
  gender: 'man',
  hairColor: 'black',
  eyeColor: 'dark brown',
  ethnicity: 'Senegalese descent',
  build: 'athletic',
  height: '1.88 m',
}

/** Only what is required. */
export const WOMAN: SubjectTraits = { name: 'Ida', gender: 'woman', hairColor: 'red', eyeColor: 'green' }

export const CONDUCTOR: Identity = {
  name: 'Conductor',
  category: 'Music',
  iAm: 'I am the still point around which a hundred musicians breathe.',
  visualization: 'On the podium of a gilded hall, baton raised, in the second before the first note.',
}

export const PICTURES = { reference: 4, view: 5, scene: 1, portrait: 1 } as const

/** Facts of a whole request for this template, as a run would have them. */
const factsFor = (name: TemplateName, traits: SubjectTraits, more: Partial<PromptFacts> = {}): PromptFacts => ({
  traits,
  pictures: PICTURES,
  ...(name === 'views' ? { view: 'profile-left' } : { identity: CONDUCTOR }),
  ...(purposeOf(name).variables.includes('description')
    ? { description: 'Composition and framing: the person stands on a podium, waist-up.\n\nLight: warm.' }
    : {}),
  ...more,
})

export const rendered = (name: TemplateName, traits: SubjectTraits, more: Partial<PromptFacts> = {}) =>
  render(bundled().get(name).text, variablesFor(purposeOf(name), factsFor(name, traits, more)))
