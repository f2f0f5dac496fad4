import { useState } from 'react'
import type { PromptPage } from '../../../contract/api/index.ts'
import { ViewName } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { problemOf } from '../../studio/problems.ts'
import { Picker } from '../../ui/menu.tsx'
import { VIEW_NAMES } from '../../ui/naming.ts'
import styles from './panel.module.css'
import { useAnswer } from './use-answer.ts'
import { WhosePickers } from './whose-pickers.tsx'

const VIEWS = ViewName.options.map((value) => ({ value, title: `View: ${VIEW_NAMES[value]}` }))

/** Stands for what a describe step would say, where a prompt carries it. */
const SOME_DESCRIPTION = '[what the describe step says of the scene]'

/** The prompt as it would be sent for the subject and identity that are chosen. */
export const Preview = ({ page, text }: { readonly page: PromptPage; readonly text: string }) => {
  const { client } = useStudio()
  const subject = useView((view) => view.subject)
  const identity = useView((view) => view.identity)
  const changed = useMirror((mirror) => `${mirror.subjects.length} ${mirror.identities.length}`)
  const [angle, setAngle] = useState<ViewName>('front')
  const { name } = page.template
  const { value: shown, failed } = useAnswer(
    subject === null
      ? null
      : () =>
          client.prompts.render({
            template: name,
            text,
            subject,
            ...(identity === null ? {} : { identity }),
            ...(name === 'views' ? { view: angle } : {}),
            ...(page.variables.some((variable) => variable.name === 'description')
              ? { description: SOME_DESCRIPTION }
              : {}),
          }),
    [name, text, subject, identity, angle, changed],
    120,
  )
  return (
    <>
      <div className={styles.row}>
        <WhosePickers />
        {name === 'views' && <Picker name="View" value={angle} options={VIEWS} onChange={setAngle} />}
      </div>
      {subject === null && (
        <p className={styles.quiet}>Add a subject on the Board to see what the prompt says for it.</p>
      )}
      {failed !== null && (
        <p className={styles.bad} role="alert">
          {problemOf(failed).message} {problemOf(failed).next}
        </p>
      )}
      {shown && (
        <>
          <p className={styles.figures}>
            {shown.words.toLocaleString('en')} words · {shown.characters.toLocaleString('en')} characters · about{' '}
            {shown.tokens.toLocaleString('en')} tokens
            {page.pictures.length > 0 && ` · with ${page.pictures.join(', ')}`}
          </p>
          {shown.missing.length > 0 && (
            <p className={styles.quiet}>
              Without a value here, so left out: {shown.missing.map((one) => `{{${one}}}`).join(' ')}
            </p>
          )}
          <div
            className={styles.rendered}
            dir="auto"
            tabIndex={0}
            role="note"
            aria-label="The prompt as it would be sent"
          >
            {shown.text}
          </div>
        </>
      )}
    </>
  )
}
