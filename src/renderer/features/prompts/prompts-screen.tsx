import { useState } from 'react'
import { useStudio, useMirror, useView } from '../../app/studio.tsx'
import { problemOf } from '../../studio/problems.ts'
import { Recreations } from './recreations.tsx'
import styles from './prompts.module.css'
import { SideNotes } from './side-notes.tsx'
import { TemplateDesk } from './template-desk.tsx'
import { takeInFiles } from './take-in-files.ts'
import { TemplateList } from './template-list.tsx'
import { useAnswer } from './use-answer.ts'

/** Every prompt there is: to read, to write, to try, and what came of it. */
export const PromptsScreen = () => {
  const studio = useStudio()
  const { client } = studio
  const [dropping, setDropping] = useState(false)
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
    <section
      className={styles.screen}
      aria-label="Prompts"
      data-dropping={dropping || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setDropping(false)
      }}
      onDropCapture={(event) => {
        setDropping(false)
        const files = [...event.dataTransfer.files]
        if (files.length === 0) return
        // The editor would take the file's words in where they fall.
        event.preventDefault()
        event.stopPropagation()
        void takeInFiles(studio, files)
      }}
    >
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
