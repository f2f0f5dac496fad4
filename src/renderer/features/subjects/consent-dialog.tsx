import { useEffect, useState } from 'react'
import type { ConsentFor, ConsentQuestion } from '../../../contract/api/index.ts'
import type { SubjectId } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import styles from './consent-dialog.module.css'

/** Asks, before photos first leave this machine or faces are compared, whether they may. The words are the studio's and are recorded as read. */
export const ConsentDialog = ({
  subject,
  engine: asked,
  next,
  onClose,
}: {
  readonly subject: SubjectId
  /** What is asked for; absent: that photos go to the engine in the settings. */
  readonly engine?: ConsentFor | undefined
  /** What was about to happen. */
  readonly next: () => void
  readonly onClose: () => void
}) => {
  const { client, ask } = useStudio()
  const chosen = useMirror((mirror) => mirror.settings?.engine ?? 'simulator')
  const engine = asked ?? chosen
  const author = useMirror((mirror) => mirror.settings?.author ?? '')
  const [by, setBy] = useState(author)
  const [question, setQuestion] = useState<ConsentQuestion | null>(null)

  useEffect(() => {
    void ask.attempt(() => client.subjects.consentQuestion({ id: subject, engine })).then(setQuestion)
  }, [ask, client, subject, engine])

  const agree = async (): Promise<void> => {
    const given = await ask.attempt(() => client.subjects.giveConsent({ id: subject, engine, by }))
    if (!given) return
    if (author === '') await ask.set({ author: by })
    await ask.attempt(ask.readSubjects)
    onClose()
    next()
  }

  if (!question) return null
  return (
    <Dialog
      title={question.title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{question.decline}</Button>
          <Button look="main" off={by.trim() === '' ? 'Say who agrees first.' : null} onClick={() => void agree()}>
            {question.agree}
          </Button>
        </>
      }
    >
      <div className={styles.question}>
        <ul className={styles.photos} aria-label="The photos that this is about">
          {question.photos.map((sha256) => (
            <li key={sha256}>
              <img src={pictureUrl(sha256, 'thumb')} alt="" />
            </li>
          ))}
        </ul>
        {question.says.map((paragraph) => (
          <p key={paragraph} dir="auto">
            {paragraph}
          </p>
        ))}
        <TextField label="Who agrees" value={by} maxLength={120} onChange={(event) => setBy(event.target.value)} />
      </div>
    </Dialog>
  )
}
