import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { behavioursIn, testsIn } from './citations.ts'

type Files = Readonly<Record<string, string>>

/** Where every test must say which behaviour it proves. Tests elsewhere may. */
const NUMBERED = /^(?:core|cli|fake-gemini)\//

/** What is wrong between a specification and the tests that cite it, one line each. */
const faults = (spec: string, files: Files): readonly string[] => {
  const behaviours = behavioursIn(spec)
  const known = new Set(behaviours)
  const cited = new Set<string>()
  const found: string[] = []
  for (const [file, text] of Object.entries(files))
    for (const { line, title, numbers } of testsIn(text)) {
      const place = `${file}:${line}`
      if (numbers.length === 0 && NUMBERED.test(file)) found.push(`${place} names no behaviour: ${title}`)
      for (const number of numbers) {
        cited.add(number)
        if (!known.has(number)) found.push(`${place} cites ${number}, which no SPEC.md has`)
      }
    }
  for (const number of known) if (!cited.has(number)) found.push(`${number} is cited by no test`)
  const twice = behaviours.filter((number, index) => behaviours.indexOf(number) !== index)
  return [...found, ...twice.map((number) => `${number} stands twice`)]
}

const SRC = join(import.meta.dirname, '..', 'src')

/** All that is specified: the core's behaviours, and those of any other part that has a SPEC.md in its folder. */
const specification = (): string =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|[\\/])SPEC\.md$/.test(name))
    .map((name) => readFileSync(join(SRC, name), 'utf8'))
    .join('\n')

/** Test files, those of the browser too, and the suite that several of them run. */
const testFiles = (): Files => {
  const names = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(?:test|spec)\.ts$/.test(name) || name.endsWith('/suite.ts'))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(import.meta.dirname, name), 'utf8')]))
}

const SPEC = '- **A1** Draws.\n- **A2** Refuses.\n'
const TESTS = [
  `describe('[A1] drawing', () => {`,
  `  it.each([`,
  `    ['(', ")"],`,
  `  ])('draws %s', () => {})`,
  `})`,
  ``,
  `it(`,
  `  '[A2] refuses',`,
  `  () => {},`,
  `)`,
].join('\n')

describe('the specification', () => {
  it('[Y2] is cited number by number, and every test of the studio says which behaviour it proves', () => {
    const files = testFiles()
    expect(Object.values(files).flatMap(testsIn).length).toBeGreaterThan(300)
    expect(faults(specification(), files)).toEqual([])
  })

  it.each<[what: string, spec: string, tests: string, found: readonly string[]]>([
    ['nothing where all is well', SPEC, TESTS, []],
    ['a number that is not there', SPEC, `${TESTS}\ntest('[A3] x', () => {})`, ['cites A3']],
    ['a behaviour without a test', `${SPEC}- **A3** Sings.\n`, TESTS, ['A3 is cited by no test']],
    ['a number that stands twice', `${SPEC}- **A2** Again.\n`, TESTS, ['A2 stands twice']],
    [
      'a test without a number',
      SPEC,
      `${TESTS}\nit('draws', () => {})`,
      ['core/a.test.ts:11 names no behaviour: draws'],
    ],
    ['a table without a number', SPEC, `${TESTS}\nit.each(['a'])('%s', () => {})`, ['names no behaviour: %s']],
    ['a suite that is over', SPEC, `${TESTS}\ndescribe('more', () => {\n  it('draws', () => {})\n})`, ['a.test.ts:12']],
  ])('[Y2] finds %s', (_what, spec, tests, found) => {
    expect(faults(spec, { 'core/a.test.ts': tests })).toEqual(found.map((words) => expect.stringContaining(words)))
  })
})
