import { useState } from 'react'
import type { PromptPage } from '../../../contract/api/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choices, TextField } from '../../ui/field.tsx'
import type { Whose } from './desk-head.tsx'
import styles from './panel.module.css'
import type { PromptDraft } from './drafts.ts'
import { templateTitle } from './naming.ts'

/** Keeps the words as a version: what is different about it, and from when on it counts. */
export const SaveDialog = ({
  page,
  draft,
  whose,
  onSaved,
  onClose,
}: {
  readonly page: PromptPage
  readonly draft: PromptDraft
  readonly whose: Whose
  readonly onSaved: () => void
  readonly onClose: () => void
}) => {
  const { client, ask } = useStudio()
  const identity = useView((view) => view.identity)
  const called = useMirror((mirror) => mirror.identities.find(({ id }) => id === identity)?.identity.name)
  const author = useMirror((mirror) => mirror.settings?.author ?? '')
  const [note, setNote] = useState('')
  const [use, setUse] = useState<'library' | 'identity' | 'no'>(whose)
  const { name, fromFolder } = page.template

  const save = async (): Promise<void> => {
    const words = { template: name, text: draft.text, note, parent: draft.parent, use }
    const saved = await ask.attempt(() =>
      client.prompts.save({ ...words, ...(use === 'identity' && identity !== null ? { identity } : {}) }),
    )
    if (!saved) return
    onSaved()
    onClose()
  }

  return (
    <Dialog
      title={`Save a version: ${templateTitle(page.template)}`}
      width={480}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button look="main" onClick={() => void save()}>
            Save version
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          label="What is different about it"
          value={note}
          maxLength={400}
          placeholder="Warmer light, the face a little larger"
          onChange={(event) => setNote(event.target.value)}
        />
        <div className={styles.field}>
          <span className={styles.quiet}>From now on current for</span>
          <Choices
            name="Current for"
            value={use}
            options={[
              { value: 'library', title: 'The library' },
              ...(called !== undefined && name !== 'views'
                ? [{ value: 'identity' as const, title: called.slice(0, 24) }]
                : []),
              { value: 'no', title: 'Nobody yet' },
            ]}
            onChange={setUse}
          />
        </div>
        <p className={styles.quiet}>
          {author === '' ? 'Your name in the settings would stand beside it.' : `Saved as ${author}’s.`}
          {fromFolder && ' The folder named at the start stays in use for this prompt.'}
        </p>
      </form>
    </Dialog>
  )
}
