import { describe, expect, it } from 'vitest'
import { PURPOSES } from '../../../../src/core/prompts/purposes.ts'
import { findingsOf, fixed, flags, passes, wordsFound } from './cases.ts'

describe('[N8] a variable nobody fills', () => {
  flags('unknown-variable', 'scene', [
    ['{{hairColour}}', '{{hairColour}}'],
    ['{{visualisation}}', '{{visualisation}}'],
    ['{{eyes}}', '{{eyes}}'],
    ['{{description}}', '{{description}}'],
    ['{{ Style }}', '{{ Style }}'],
    ['{{viewImages}}', '{{viewImages}}'],
    ['{{first name}}', '{{first name}}'],
    ['{{#if style}}noir{{/if}}', '{{#if style}}', '{{/if}}'],
    ['{{style', '{{style'],
    ['style}}', '}}'],
    ['{style}', '{style}'],
    ['{{}}', '{{}}'],
    ['{{__proto__}}', '{{__proto__}}'],
    ['{{constructor}}', '{{constructor}}'],
  ])
  passes('unknown-variable', 'scene', [
    '{{style}}',
    '{{ style }}',
    '{{person}} with {{hair}}',
    '{{visualization}}',
    '{{iAm}}',
    '{{They}} and {{they}}',
    '{{height}} {{build}} {{ethnicity}}',
    '{{identity}} ({{category}})',
    '{{expression}}',
    'no variable at all',
    'a set {of words} in braces',
    '{ "json": 1 }',
  ])
  passes(
    'unknown-variable',
    null,
    PURPOSES.flatMap(({ variables }) => variables.map((name) => `{{${name}}}`)),
  )

  it('[N10] offers the name that was probably meant', () => {
    expect(fixed('unknown-variable', 'Style: {{styel}}, {style}.', 'scene')).toBe('Style: {{style}}, {{style}}.')
    expect(findingsOf('unknown-variable', '{{zebra}}', 'scene')[0]?.suggestion).toContain('{{visualization}}')
  })

  it('does not read the notes at the top', () => {
    expect(wordsFound('unknown-variable', '# about {{zebra}}\n{{style}}', 'scene')).toEqual([])
  })
})

const WHOLE_SCENE = '{{person}} {{visualization}} {{hair}} {{build}} {{height}} {{style}}'

describe('[N9] a variable the prompt needs and does not use', () => {
  it.each([
    ['scene', WHOLE_SCENE, '{{style}}'],
    ['scene', WHOLE_SCENE, '{{visualization}}'],
    ['scene', WHOLE_SCENE, '{{person}}'],
    ['scene', WHOLE_SCENE, '{{hair}}'],
    ['scene', WHOLE_SCENE, '{{build}}'],
    ['scene', WHOLE_SCENE, '{{height}}'],
    ['portrait', '{{person}} {{viewImages}} {{sceneImage}}', '{{sceneImage}}'],
    ['portrait', '{{person}} {{viewImages}} {{sceneImage}}', '{{viewImages}}'],
    ['final-describe-regenerate', '{{person}} {{description}} {{viewImages}} {{style}}', '{{description}}'],
    ['final-portrait-only', '{{person}} {{description}} {{style}}', '{{description}}'],
    ['final-multi-turn-3', '{{style}}', '{{style}}'],
    ['final-multi-turn-2', '{{viewImages}}', '{{viewImages}}'],
    ['final-text-scene-views', '{{person}} {{visualization}} {{viewImages}} {{style}}', '{{visualization}}'],
  ] as const)('is said for %s: %s without %s', (name, whole, left) => {
    expect(findingsOf('unused-variable', whole, name)).toEqual([])
    const found = findingsOf('unused-variable', whole.replace(left, ''), name)
    expect(found.map(({ severity }) => severity)).toEqual(['warning'])
    expect(found[0]?.suggestion).toContain(left)
  })

  passes('unused-variable', 'scene', [
    WHOLE_SCENE,
    WHOLE_SCENE.replace('person', 'gender'),
    `${WHOLE_SCENE} {{iAm}}`,
    `${WHOLE_SCENE} {{style}}`,
  ])
  passes('unused-variable', 'describe', ['No variable here.', '{{sceneImage}}'])
  passes('unused-variable', 'nearest-view', ['Which view?'])
  passes('unused-variable', null, ['', 'A chef.', '{{person}}', '{{style}} only', 'What is this?'])
})
