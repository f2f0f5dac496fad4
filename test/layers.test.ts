import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, dirname } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = join(import.meta.dirname, '..', 'src')

/** Who may import whom: the first matching row of a file's place decides. Places are folders under src. */
const MAY_IMPORT: readonly (readonly [place: string, may: readonly string[]])[] = [
  ['contract', ['contract']],
  ['core/pipeline', ['contract', 'core']],
  ['core/threads', ['core/threads']],
  ['core/engines', ['contract', 'core/engines', 'core/library', 'core/imaging', 'core/threads']],
  ['core/prompts', ['contract', 'core/prompts']],
  ['core/vision', ['contract', 'core/vision', 'core/imaging', 'core/threads']],
  ['core/imaging', ['contract', 'core/imaging', 'core/threads']],
  ['core/library', ['contract', 'core/library', 'core/engines/engine.ts', 'core/engines/keys.ts']],
  ['core/export', ['contract', 'core/export', 'core/library', 'core/imaging', 'core/pipeline']],
  ['core', ['contract', 'core']],
  ['main', ['contract', 'core', 'main']],
  ['preload', ['contract', 'preload']],
  ['web', ['contract', 'core', 'web']],
  ['cli', ['contract', 'core', 'cli']],
  ['renderer', ['contract', 'renderer']],
]

/** Packages that only these places may load; a trailing slash-free name covers its subpaths. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  tinypool: ['core/threads'],
  sharp: ['core/imaging'],
  'better-sqlite3': ['core/library'],
  '@google/genai': ['core/engines/gemini'],
  electron: ['main', 'preload'],
  react: ['renderer'],
  ws: ['web'],
  '@hono/node-server': ['web'],
  commander: ['cli'],
  listr2: ['cli'],
}

/** The contract is shared with the browser: schemas and nothing else, not even Node. */
const CONTRACT_PACKAGES = new Set(['zod', '@orpc/contract'])

const under = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`)

const sourceFiles = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|tsx|js|mjs|cjs)$/.test(name))
  .map((name) => name.replaceAll('\\', '/'))

/** Every module a file names: imports, exports from, dynamic imports and worker addresses. */
const namedBy = (file: string): readonly string[] => {
  const text = readFileSync(join(SRC, file), 'utf8')
  const patterns = [
    /^\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
    /\brequire\(\s*['"]([^'"]+)['"]\s*\)/g,
    /new URL\(\s*['"](\.[^'"]+\.ts)['"]/g,
  ]
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
}

/** What is wrong with a file's imports, one line each. */
const wrongImports = (file: string, named: readonly string[]): readonly string[] => {
  const row = MAY_IMPORT.find(([place]) => under(file, place))
  if (!row) return [`${file} stands in no layer`]
  return named.flatMap((name) => {
    if (name.startsWith('.')) {
      const target = relative(SRC, resolve(SRC, dirname(file), name)).replaceAll('\\', '/')
      if (target.startsWith('..')) return []
      return row[1].some((place) => under(target, place)) ? [] : [`${file} may not import ${target}`]
    }
    const home = Object.entries(ONLY_IN).find(([id]) => under(name, id))
    if (home && !home[1].some((place) => under(file, place)))
      return [`${file} may not load ${name}: only ${home[1].join(' and ')} does`]
    if (row[0] === 'contract' && !CONTRACT_PACKAGES.has(name)) return [`${file} may not load ${name}`]
    return []
  })
}

describe('[Y1] layers', () => {
  it('finds the source tree', () => {
    expect(sourceFiles.length).toBeGreaterThan(50)
  })

  it('lets every layer import only what stands below it', () => {
    expect(sourceFiles.flatMap((file) => wrongImports(file, namedBy(file)))).toEqual([])
  })

  it.each([
    ['contract/run.ts', '../core/studio.ts'],
    ['contract/run.ts', 'node:fs'],
    ['core/prompts/lint/index.ts', '../../pipeline/graph.ts'],
    ['core/engines/gemini/engine.ts', 'sharp'],
    ['core/pipeline/graph.ts', 'better-sqlite3'],
    ['core/studio.ts', '../cli/index.ts'],
    ['core/studio.ts', 'electron'],
    ['renderer/app.tsx', '../core/studio.ts'],
    ['elsewhere/file.ts', './other.ts'],
  ])('refuses that %s imports %s', (file, name) => {
    expect(wrongImports(file, [name])).toHaveLength(1)
  })
})
