import { useStudio, useMirror, useView } from '../../app/studio.tsx'
import { problemOf } from '../../studio/problems.ts'
import { Recreations } from './recreations.tsx'
import styles from './prompts.module.css'
import { SideNotes } from './side-notes.tsx'
import { TemplateDesk } from './template-desk.tsx'
import { TemplateList } from './template-list.tsx'
import { useAnswer } from './use-answer.ts'

/** Every prompt there is: to read, to write, to try, and what came of it. */
export const PromptsScreen = () => {
  const { client } = useStudio()
  const place = useView((view) => view.prompt)
  const changed = useMirror((mirror) => mirror.prompts)
  const hello = useMirror((mirror) => mirror.hello)
  const { value: templates, failed } = useAnswer(() => client.prompts.list(), [changed])
  if (failed !== null) {
    const { message, next } = problemOf(failed)
    return (
      <p className={styles.empty} role="alert">
        {message} {next}
      </p>
    )
  }
  if (!templates || !hello) return null
  const library = hello.library.folder
  return (
    <section className={styles.screen} aria-label="Prompts">
      <TemplateList templates={templates} library={library} />
      {place.what === 'recreations' ? (
        <Recreations scene={place.scene} />
      ) : place.what === 'notes' ? (
        <SideNotes />
      ) : (
        <TemplateDesk key={place.template} name={place.template} library={library} />
      )}
    </section>
  )
}
