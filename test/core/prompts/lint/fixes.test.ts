import { describe, expect, it } from 'vitest'
import { lint } from '../../../../src/core/prompts/lint/index.ts'
import { purposeOf } from '../../../../src/core/prompts/purposes.ts'
import { bundled } from '../people.ts'

/** A prompt after its findings were mended one by one, each with the fix that is offered first. */
const mended = (text: string, purpose: ReturnType<typeof purposeOf>): string => {
  let words = text
  for (let turn = 0; turn < 20; turn++) {
    const fix = lint(words, purpose).find((finding) => finding.fix !== undefined)?.fix
    if (!fix) return words
    words = words.slice(0, fix.start) + fix.text + words.slice(fix.end)
  }
  throw new Error('a fix leads to the next without end')
}

describe('[B17] what is offered takes its finding away', () => {
  it.each(bundled().list())('in a $name prompt that says next to nothing', ({ name }) => {
    const purpose = purposeOf(name as Parameters<typeof purposeOf>[0])
    const text = '# A note.\n\nA picture, full-body, of somebody with their head turned to the left.\n'
    const after = mended(text, purpose)
    const left = lint(after, purpose).filter(({ fix }) => fix !== undefined)
    expect(left).toEqual([])
    expect(after.startsWith('# A note.\n')).toBe(true)
  })

  it('also where a sentence asks for a face to be exchanged', () => {
    const scene = purposeOf('final-scene-views')
    const after = mended('A film frame. Replace the face with the other one! The light stays.', scene)
    expect(after).toMatch(/^A film frame\. The person of \{\{viewImages\}\} is in the leading role\. The light stays\./)
    expect(lint(after, scene).filter(({ rule }) => rule === 'swap-wording')).toEqual([])
  })
})
