/** A test as it stands in a file: its title and the behaviours that it, or a suite around it, names in front. */
export interface DeclaredTest {
  readonly line: number
  readonly title: string
  readonly numbers: readonly string[]
}

/** What declares a test, and what declares a whole table of them, one test a row. */
const TESTS = ['it', 'test']
const TABLES = ['flags', 'passes', 'reads']
const DECLARATION = new RegExp(`^( *)(describe|${[...TESTS, ...TABLES].join('|')})(?=[.(])`, 'gm')

/** Where the string, template or comment that starts here ends; the same place where none starts. */
const afterLiteral = (text: string, at: number): number => {
  if (text.startsWith('//', at)) return text.indexOf('\n', at)
  if (text.startsWith('/*', at)) return text.indexOf('*/', at) + 2
  const quote = text[at] ?? ''
  if (!['"', "'", '`'].includes(quote)) return at
  let end = at + 1
  while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1
  return end + 1
}

/** Where the parenthesis that opens here is closed again. */
const afterParentheses = (text: string, open: number): number => {
  let depth = 0
  for (let at = open; at < text.length;) {
    const after = afterLiteral(text, at)
    if (after > at) {
      at = after
      continue
    }
    if (text[at] === '(') depth++
    if (text[at] === ')') depth--
    at++
    if (depth === 0) return at
  }
  return text.length
}

/** The title in the last call of a chain like `it.each(table)('title', …)`; empty where it is no plain string. */
const titleFrom = (text: string, start: number): string => {
  let at = start
  while (text[at] === '.') {
    at += (/^\.\w+/.exec(text.slice(at, at + 20))?.[0] ?? '.').length
    // `it.each<[string, number]>(…)`
    if (text[at] === '<') at = text.indexOf('>(', at) + 1
    // `it.each(table)(…)`: the first call only prepares the second.
    const after = text[at] === '(' ? afterParentheses(text, at) : at
    if (text[after] === '(' || text[after] === '.') at = after
  }
  const first = at + 1 + (/^\s*/.exec(text.slice(at + 1))?.[0].length ?? 0)
  const end = afterLiteral(text, first)
  return text.slice(first + 1, end - 1)
}

/** The numbers in front of a title: `[I7][X2] refuses …` gives I7 and X2. */
const numbersOf = (title: string): readonly string[] =>
  [...(/^(?:\[[A-Z]\d+\])+/.exec(title)?.[0] ?? '').matchAll(/[A-Z]\d+/g)].map(([number]) => number)

/**
 * Every test that a file declares, with the numbers of the suites around it. Indentation tells what stands in what: the
 * formatter sees to it.
 */
export const testsIn = (text: string): readonly DeclaredTest[] => {
  const suites: { readonly indent: number; readonly numbers: readonly string[] }[] = []
  const tests: DeclaredTest[] = []
  for (const found of text.matchAll(DECLARATION)) {
    const [whole, { length: indent } = '', name = ''] = found
    while ((suites.at(-1)?.indent ?? -1) >= indent) suites.pop()
    const title = TABLES.includes(name) ? '' : titleFrom(text, found.index + whole.length)
    const numbers = numbersOf(title)
    if (name === 'describe') suites.push({ indent, numbers })
    else
      tests.push({
        line: text.slice(0, found.index).split('\n').length,
        title: title || name,
        numbers: [...suites.flatMap((suite) => suite.numbers), ...numbers],
      })
  }
  return tests
}

/** Every behaviour a specification numbers, in the order it does. */
export const behavioursIn = (spec: string): readonly string[] =>
  [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\* \S/gm)].map(([, number = '']) => number)
