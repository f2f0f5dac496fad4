import { createHash } from 'node:crypto'
import { type Dirent, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { failed, ok, type Result } from '../../contract/index.ts'
import { isTemplateName, PURPOSES, type TemplateName } from './purposes.ts'
import { promptStart } from './template.ts'
import type { Template } from './types.ts'

/** A prompt is a page of words; a larger file is some other file. */
const LARGEST_PROMPT = 64 * 1024

/** The templates of a session, as they were on the disk when it was opened. */
export interface Prompts {
  readonly get: (name: TemplateName) => Template
  /** Every template, in the order of the pipeline. */
  readonly list: () => readonly Template[]
  /** Names that were read from the override folder. */
  readonly overridden: readonly TemplateName[]
  /** One line each: files in the override folder that no step uses. */
  readonly warnings: readonly string[]
}

/** The version of a template: the first 12 hex digits of the SHA-256 of its text, line ends normalized to LF. */
export const versionOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n'), 'utf8').digest('hex').slice(0, 12)

/** A prompt in a form that is kept: line ends as LF. Fails with `prompt-too-large` (over 64 kB), `prompt-not-text` or `prompt-empty`. */
export const readWords = (text: string, called = 'The prompt'): Result<string> => {
  const words = text.replaceAll('\r\n', '\n')
  if (Buffer.byteLength(words) > LARGEST_PROMPT)
    return failed('prompt-too-large', `${called} is too long; a prompt has 64 kB at most.`, 'Shorten it.')
  if (words.includes('\0'))
    return failed('prompt-not-text', `${called} is not text.`, 'Save it as plain text in UTF-8.')
  if (words.slice(promptStart(words)).trim() === '')
    return failed('prompt-empty', `${called} holds no words to send.`, 'Write some below the notes at the top.')
  return ok(words)
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)

const readText = (file: string): Result<string> => {
  let bytes: Uint8Array
  try {
    const facts = statSync(file)
    if (!facts.isFile()) return failed('prompt-unreadable', `${file} is not a file.`, 'Put a text file in its place.')
    if (facts.size > LARGEST_PROMPT)
      return failed(
        'prompt-too-large',
        `${file} has ${Math.ceil(facts.size / 1024)} kB; a prompt has 64 kB at most.`,
        'Shorten it, or move the file elsewhere.',
      )
    bytes = readFileSync(file)
  } catch (error) {
    return failed(
      'prompt-unreadable',
      `${file} cannot be read (${reasonOf(error)}).`,
      'Check that it is there and yours to read.',
    )
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return ok(text.replaceAll('\r\n', '\n'))
  } catch {
    // Not UTF-8: said below, together with zero bytes.
  }
  return failed('prompt-not-text', `${file} is not a text file.`, 'Save it as plain text in UTF-8.')
}

const readTemplate = (folder: string, name: TemplateName): Result<Template> => {
  const file = join(folder, `${name}.txt`)
  const text = readText(file)
  if (!text.ok) return text
  if (text.value.slice(promptStart(text.value)).trim() === '')
    return failed(
      'prompt-empty',
      `${file} holds no prompt.`,
      'Write one, or remove the file to use the built-in prompt.',
    )
  return ok({ name, version: versionOf(text.value), text: text.value })
}

interface Overrides {
  readonly names: readonly TemplateName[]
  readonly warnings: readonly string[]
}

const overridesIn = (folder: string): Result<Overrides> => {
  let entries: readonly Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    return failed(
      'prompts-folder',
      `The prompts folder ${folder} cannot be read (${reasonOf(error)}).`,
      'Name a folder that exists.',
    )
  }
  const names: TemplateName[] = []
  const warnings: string[] = []
  for (const { name: file } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    // Hidden files are the file manager's or the editor's.
    if (file.startsWith('.') || file.endsWith('~')) continue
    const name = file.endsWith('.txt') ? file.slice(0, -'.txt'.length) : file
    if (file.endsWith('.txt') && isTemplateName(name)) names.push(name)
    else
      warnings.push(
        `${join(folder, file)} is not used: no step has a prompt of that name. Names end in .txt, for example scene.txt.`,
      )
  }
  return ok({ names, warnings })
}

/**
 * Reads all templates once. A file in `folder` takes the place of the bundled one of the same name. Fails with
 * `prompts-folder`, `prompt-unreadable`, `prompt-too-large` (over 64 kB), `prompt-not-text` or `prompt-empty`.
 */
export const openPrompts = (from: { readonly folder?: string; readonly bundled: string }): Result<Prompts> => {
  const overrides = from.folder === undefined ? ok<Overrides>({ names: [], warnings: [] }) : overridesIn(from.folder)
  if (!overrides.ok) return overrides
  const templates = new Map<TemplateName, Template>()
  for (const { name } of PURPOSES) {
    const folder = from.folder !== undefined && overrides.value.names.includes(name) ? from.folder : from.bundled
    const template = readTemplate(folder, name)
    if (!template.ok) return template
    templates.set(name, template.value)
  }
  return ok({
    get: (name) => {
      const template = templates.get(name)
      if (template === undefined) throw new Error(`there is no template called ${name}`)
      return template
    },
    list: () => [...templates.values()],
    overridden: overrides.value.names,
    warnings: overrides.value.warnings,
  })
}
