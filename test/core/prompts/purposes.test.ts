import { describe, expect, it } from 'vitest'
import { StrategyName } from '../../../src/contract/index.ts'
import { PURPOSES, purposeOfFile } from '../../../src/core/prompts/purposes.ts'

describe('what a template is for', () => {
  it('[T1] is listed for every strategy that asks a model', () => {
    expect(new Set(PURPOSES.flatMap(({ strategy }) => strategy ?? []))).toEqual(
      new Set(StrategyName.options.filter((name) => name !== 'local-composite')),
    )
  })

  it('[T1] lets a template use every variable it needs', () => {
    for (const { required, variables } of PURPOSES)
      for (const name of required.flat()) expect(variables).toContain(name)
  })

  it.each([
    ['scene.txt', 'scene'],
    ['some/folder/scene-v2.txt', 'scene'],
    ['C:\\prompts\\Scene copy (2).TXT', 'scene'],
    ['scene-views.txt', 'final-scene-views'],
    ['final-scene-views.txt', 'final-scene-views'],
    ['final-multi-turn-2.txt', 'final-multi-turn-2'],
    ['final-multi-turn.txt', 'final-multi-turn'],
    ['portrait-only.draft.md', 'final-portrait-only'],
    ['portrait', 'portrait'],
    ['views.3.txt', 'views'],
    ['face-swap', 'final-face-swap'],
    ['my-scene.noir.txt', 'scene'],
    ['bad_describe.txt', 'describe'],
    ['scene3.txt', 'scene'],
  ])('[T15] is guessed from the file name %s', (file, name) => {
    expect(purposeOfFile(file)?.name).toBe(name)
  })

  it.each(['', 'prompt.txt', 'views of the sea.txt', 'scenery.txt', 'notes/scene/readme.md'])(
    '[T15] is not guessed from %j',
    (file) => {
      expect(purposeOfFile(file)).toBeNull()
    },
  )
})
