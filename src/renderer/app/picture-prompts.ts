import type { Sha256 } from '../../contract/index.ts'
import type { Studio } from './studio.tsx'

const GONE = 'The words of this prompt were never kept in this library.'

/** Makes the words a picture was made with current in the library. */
export const usePromptOf = async ({ client, ask, mirror }: Studio, sha256: Sha256): Promise<void> => {
  const page = await ask.attempt(() => client.prompts.usePicture({ sha256 }))
  if (!page) return
  const { name, current } = page.template
  mirror.setState((state) => ({ prompts: state.prompts + 1 }))
  ask.done(`The prompt “${name}”, version ${current.version.slice(0, 6)}, is current now.`)
}

/** Opens the editor with the words a picture was made with. */
export const branchFrom = async ({ client, ask, view }: Studio, sha256: Sha256): Promise<void> => {
  const used = await ask.attempt(() => client.prompts.ofPicture({ sha256 }))
  if (!used) return
  const { template, text, id } = used
  if (text === null) {
    ask.done(GONE)
    return
  }
  view.setState({ screen: 'prompts', prompt: { what: 'template', template, branch: { text, parent: id } } })
}
