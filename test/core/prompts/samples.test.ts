import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Identity, SubjectTraits } from '../../../src/contract/index.ts'
import { variablesFor } from '../../../src/core/prompts/facts.ts'
import { lint } from '../../../src/core/prompts/lint/index.ts'
import { purposeOf } from '../../../src/core/prompts/purposes.ts'
import { render } from '../../../src/core/prompts/template.ts'
import { bundled, PICTURES } from './people.ts'

const sample = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../resources/samples/${path}`, import.meta.url), 'utf8'))

const traits = SubjectTraits.parse(sample('subject/subject.json'))

describe('the sample identities', () => {
  it.each([
    ['conductor', 'Conductor', 'intense and focused'],
    ['chef', 'Chef', 'a warm, open smile'],
    ['ceo', 'CEO', 'calm and confident'],
  ])('[T16] %s makes a scene prompt that follows every rule', (file, name, expression) => {
    const identity = Identity.parse(sample(`identities/${file}.json`))
    expect(identity.name).toBe(name)
    const scene = purposeOf('scene')
    const { text, missing } = render(
      bundled().get('scene').text,
      variablesFor(scene, { traits, identity, pictures: PICTURES }),
    )
    expect(missing).toEqual(identity.style === undefined ? ['style'] : [])
    expect(text).toContain(`Expression: ${expression}`)
    expect(lint(text, scene).filter(({ rule }) => rule !== 'unused-variable')).toEqual([])
  })
})
