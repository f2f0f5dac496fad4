import type { Studio } from '../../app/studio.tsx'
import { readPromptFiles } from './prompt-files.ts'

/** Keeps files as versions of the prompts they are named after, tells what became of each, and goes to the first of them. */
export const takeInFiles = async ({ client, ask, view }: Studio, files: readonly File[]): Promise<void> => {
  const read = await readPromptFiles(files)
  if (read.length === 0) return
  const told = await ask.attempt(() => client.prompts.import({ files: [...read] }))
  if (!told) return
  ask.done(told.map(({ file, says }) => `${file}: ${says}`).join(' '))
  const template = told.find(({ id }) => id !== null)?.template ?? null
  if (template !== null) view.setState({ prompt: { what: 'template', template, branch: null } })
}
