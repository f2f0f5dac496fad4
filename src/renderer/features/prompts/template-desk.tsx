import { useState } from 'react'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Desk } from './desk.tsx'
import type { Whose } from './desk-head.tsx'
import { useAnswer } from './use-answer.ts'

/** One template: read for the library or for the identity that is chosen, then written and tried. */
export const TemplateDesk = ({ name, library }: { readonly name: string; readonly library: string }) => {
  const { client } = useStudio()
  const identity = useView((view) => view.identity)
  const changed = useMirror((mirror) => mirror.prompts)
  const [whose, setWhose] = useState<Whose>('library')
  const own = whose === 'identity' && identity !== null && name !== 'views' ? identity : null
  const { value: page } = useAnswer(
    () => client.prompts.get({ template: name, ...(own === null ? {} : { identity: own }) }),
    [name, own, changed],
  )
  if (!page) return null
  return <Desk page={page} library={library} whose={own === null ? 'library' : 'identity'} onWhose={setWhose} />
}
