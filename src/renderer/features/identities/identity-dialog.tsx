import { useState } from 'react'
import type { IdentityRecord } from '../../../contract/api/index.ts'
import type { Identity, IdentityId } from '../../../contract/index.ts'
import { choosePerson } from '../../app/choosing.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import styles from './identity-dialog.module.css'

type Draft = { readonly [K in keyof Identity]-?: NonNullable<Identity[K]> }

const draftOf = (record: IdentityRecord | undefined): Draft => {
  const { name = '', category = '', iAm = '', visualization = '', style = '' } = record?.identity ?? {}
  return { name, category, iAm, visualization, style }
}

const NEEDED = [
  ['name', 'a name'],
  ['category', 'a category'],
  ['iAm', 'the “I am” statement'],
  ['visualization', 'the moment to show'],
] as const

/** A life somebody wants to see themselves in. */
export const IdentityDialog = ({ id, onClose }: { readonly id: IdentityId | null; readonly onClose: () => void }) => {
  const studio = useStudio()
  const { client, ask } = studio
  const record = useMirror((mirror) => mirror.identities.find((other) => other.id === id))
  const [draft, setDraft] = useState(() => draftOf(record))
  const [saving, setSaving] = useState(false)
  const missing = NEEDED.filter(([key]) => draft[key].trim() === '').map(([, words]) => words)
  const off = saving ? 'It is being saved.' : missing.length > 0 ? `Still needed: ${missing.join(', ')}.` : null

  const save = async (): Promise<void> => {
    setSaving(true)
    const { style, ...rest } = draft
    const identity: Identity = style.trim() === '' ? rest : { ...rest, style }
    const saved = await ask.attempt(() =>
      id === null ? client.identities.create({ identity }) : client.identities.update({ id, identity }),
    )
    setSaving(false)
    if (!saved) return
    await ask.attempt(ask.readIdentities)
    onClose()
    choosePerson(studio, { identity: saved.id })
  }

  const set = (key: keyof Draft) => (event: { readonly target: { readonly value: string } }) =>
    setDraft({ ...draft, [key]: event.target.value })

  return (
    <Dialog
      title={record ? record.identity.name.slice(0, 200) : 'New identity'}
      width={600}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="main" off={off} onClick={() => void save()}>
            {id === null ? 'Add identity' : 'Save'}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <div className={styles.pair}>
          <TextField label="Name" placeholder="Conductor" value={draft.name} maxLength={120} onChange={set('name')} />
          <TextField
            label="Category"
            placeholder="Music"
            value={draft.category}
            maxLength={120}
            onChange={set('category')}
          />
        </div>
        <TextArea
          label="“I am” statement"
          placeholder="I am the still point around which a hundred musicians breathe."
          rows={2}
          value={draft.iAm}
          maxLength={1000}
          onChange={set('iAm')}
        />
        <TextArea
          label="The moment to show"
          hint="Describe the finished picture: where the person is, what they do, the light, the mood. Leave the face out; it is the subject’s own."
          placeholder="The second before the music begins …"
          rows={7}
          value={draft.visualization}
          maxLength={4000}
          onChange={set('visualization')}
        />
        <TextField
          label="Style (optional)"
          placeholder="noir, painterly, golden hour …"
          value={draft.style}
          maxLength={400}
          onChange={set('style')}
        />
      </div>
    </Dialog>
  )
}
