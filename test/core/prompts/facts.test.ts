import { describe, expect, it } from 'vitest'
import { NOSE_EDGE, type SubjectTraits } from '../../../src/contract/index.ts'
import { variablesFor } from '../../../src/core/prompts/facts.ts'
import { purposeOf, type TemplateName } from '../../../src/core/prompts/purposes.ts'
import type { PromptFacts } from '../../../src/core/prompts/types.ts'
import { CONDUCTOR, MAN, VIEWS, WOMAN } from './people.ts'

const valuesOf = (name: TemplateName, facts: PromptFacts) => variablesFor(purposeOf(name), facts)
const personOf = (more: Partial<SubjectTraits>): string | undefined =>
  valuesOf('scene', { traits: { ...WOMAN, ...more } })['person']

describe('the words for a person', () => {
  it('[T9] uses the pronouns and clothes of the gender', () => {
    expect(valuesOf('views', { traits: WOMAN })).toMatchObject({
      gender: 'woman',
      they: 'she',
      them: 'her',
      their: 'her',
      They: 'She',
      Their: 'Her',
      clothes: 'a light-blue blouse',
    })
    expect(valuesOf('views', { traits: MAN })).toMatchObject({
      gender: 'man',
      they: 'he',
      them: 'him',
      their: 'his',
      They: 'He',
      Their: 'His',
      clothes: 'a light-blue collared shirt',
    })
  })

  it.each([
    ['Italian', 'an Italian woman'],
    ['South Asian', 'a South Asian woman'],
    ['European', 'a European woman'],
    ['Ukrainian', 'a Ukrainian woman'],
    ['East Asian', 'an East Asian woman'],
    ['Nigerian descent', 'a woman of Nigerian descent'],
    ['of Nigerian descent.', 'a woman of Nigerian descent'],
  ])('[T9] tells an ethnicity of %s as "%s"', (ethnicity, words) => {
    expect(personOf({ ethnicity })).toBe(words)
  })

  it.each([
    ['dark brown', 'dark brown hair'],
    ['short red hair', 'short red hair'],
    ['bald', 'a bald head'],
  ])('[T9] tells hair of "%s" as "%s"', (hairColor, words) => {
    expect(valuesOf('scene', { traits: { ...MAN, hairColor } })['hair']).toBe(words)
  })

  it('[T10] has no value for what is not known', () => {
    const values = valuesOf('scene', { traits: WOMAN })
    expect(Object.keys(values)).not.toEqual(expect.arrayContaining(['build']))
    expect(values).not.toHaveProperty('style')
    expect(values).not.toHaveProperty('height')
  })

  it('[T10] never gives the name away', () => {
    expect(Object.values(valuesOf('views', { traits: MAN })).join(' ')).not.toContain(MAN.name)
  })
})

describe('the words for a view', () => {
  it.each(VIEWS)('[T11] tells %s by the edge the viewer sees and names its expression', (view) => {
    const { direction, expression } = valuesOf('views', { traits: WOMAN, view })
    const edge = NOSE_EDGE[view]
    expect(direction).toContain(
      edge === 'viewer' ? 'nose points straight at the viewer' : `to the ${edge.toUpperCase()} edge of the frame`,
    )
    const smiles = view === 'front' || view === 'three-quarter-left'
    expect(expression).toMatch(smiles ? /smile/ : /neutral.*mouth closed/)
  })

  it('[T11] tells five views in five ways', () => {
    const told = VIEWS.map((view) => valuesOf('views', { traits: WOMAN, view })['direction'])
    expect(new Set(told).size).toBe(5)
  })
})

describe('the expression of a moment', () => {
  it.each([
    ['Laughing with the crew on deck.', 'laughing'],
    ['She smiles into the sun.', 'smile'],
    ['Focused on the last cut.', 'intense and focused'],
    ['A serene morning over the lake.', 'serene'],
    ['Unsmiling, he signs.', 'serious'],
    ['The city far out of focus behind her.', 'calm and confident'],
    ['On the podium.', 'calm and confident'],
  ])('[T12] is read from its words: %s', (visualization, expression) => {
    expect(valuesOf('scene', { traits: MAN, identity: { ...CONDUCTOR, visualization } })['expression']).toContain(
      expression,
    )
  })

  it('[T12] is the same in scene, portrait and final', () => {
    const facts = { traits: MAN, identity: CONDUCTOR }
    const told = (['scene', 'portrait', 'final-scene-views'] as const).map(
      (name) => valuesOf(name, facts)['expression'],
    )
    expect(new Set(told).size).toBe(1)
  })
})

const styleOf = (style: string | undefined, own: string | undefined): string | undefined =>
  valuesOf('scene', {
    traits: MAN,
    ...(style === undefined ? {} : { style }),
    identity: { ...CONDUCTOR, ...(own === undefined ? {} : { style: own }) },
  })['style']

describe('the style', () => {
  it('[T13] of the run leads, the identity’s own fills the room it leaves', () => {
    expect(styleOf('noir', 'warm gold.')).toBe('noir, and where that leaves room, warm gold')
    expect(styleOf('noir', undefined)).toBe('noir')
    expect(styleOf(undefined, 'warm gold.')).toBe('warm gold')
    expect(styleOf('noir, warm gold', 'warm gold')).toBe('noir, warm gold')
    expect(styleOf(undefined, undefined)).toBeUndefined()
  })
})

const pictures = { reference: 4, view: 5, scene: 1, portrait: 1 }
const viewImagesOf = (view: number): string | undefined =>
  valuesOf('final-face-swap', { traits: MAN, pictures: { ...pictures, view } })['viewImages']

describe('[T14] the numbers of pictures', () => {
  it('follow the order in which they are sent', () => {
    expect(valuesOf('views', { traits: MAN, pictures })).toMatchObject({ referenceImages: 'images 1 to 4' })
    expect(valuesOf('portrait', { traits: MAN, pictures })).toMatchObject({
      viewImages: 'images 1 to 5',
      sceneImage: 'image 6',
    })
    expect(valuesOf('final-scene-views', { traits: MAN, pictures })).toMatchObject({
      sceneImage: 'image 1',
      viewImages: 'images 2 to 6',
    })
    expect(valuesOf('final-direct-edit', { traits: MAN, pictures })).toMatchObject({
      sceneImage: 'image 1',
      portraitImage: 'image 2',
    })
    expect(valuesOf('final-describe-regenerate', { traits: MAN, pictures })).toMatchObject({
      viewImages: 'images 1 to 5',
    })
  })

  it('name one, two and many', () => {
    expect([1, 2, 3].map(viewImagesOf)).toEqual(['image 2', 'images 2 and 3', 'images 2 to 4'])
  })

  it('give way to what the pictures are where their number is not known', () => {
    expect(valuesOf('views', { traits: MAN })['referenceImages']).toBe('the reference photos')
    expect(valuesOf('portrait', { traits: MAN })).toMatchObject({
      viewImages: 'the character views',
      sceneImage: 'the scene picture',
    })
    expect(valuesOf('views', { traits: MAN, pictures: { reference: 0 } })['referenceImages']).toBe(
      'the reference photos',
    )
  })
})
