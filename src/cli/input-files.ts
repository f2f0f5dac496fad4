import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { failed, issuesInWords, ok, type Result } from '../contract/index.ts'

/** Descriptions are a few hundred characters; more than this is another kind of file. */
const MAX_BYTES = 1_000_000

/** Reads a JSON file that a person wrote, and says in one line what is wrong with it. */
export const readJsonFile = async <T>(file: string, schema: z.ZodType<T>, what: string): Promise<Result<T>> => {
  let text: string
  try {
    const bytes = await readFile(file)
    if (bytes.length > MAX_BYTES) return failed('input-too-large', `${file} is too large to be ${what}.`)
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT') return failed('input-missing', `There is no file ${file}.`, `Name the file with ${what}.`)
    if (code === 'EISDIR') return failed('input-unreadable', `${file} is a folder.`, `Name the file with ${what}.`)
    return failed('input-unreadable', `${file} cannot be read as text.`, 'It is a JSON file in UTF-8.')
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return failed(
      'input-not-json',
      `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      'Correct it and run again.',
    )
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return failed(
    'input-invalid',
    `${file} is not ${what}: ${issuesInWords(parsed.error.issues)}.`,
    'Correct it and run again.',
  )
}
