import { useEffect, useState } from 'react'
import type { FolderCheck } from '../../../contract/api/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { Choices, TextField } from '../../ui/field.tsx'
import { desktop } from './desktop.ts'
import styles from './export.module.css'
import type { Draft } from './options.ts'
import { Group } from './setting.tsx'

const SETTLED_MS = 250

const useFolderCheck = (folder: string): FolderCheck | null => {
  const { client } = useStudio()
  const [check, setCheck] = useState<FolderCheck | null>(null)
  useEffect(() => {
    let gone = false
    setCheck(null)
    if (folder.trim() === '') return
    const timer = setTimeout(() => {
      client.exports.checkFolder({ folder }).then(
        (now) => gone || setCheck(now),
        () => {},
      )
    }, SETTLED_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [client, folder])
  return check
}

/** Where to: a folder of this machine, or a zip that the browser saves. */
export const Destination = ({
  draft,
  onChange,
}: {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
}) => {
  const host = useMirror((mirror) => mirror.hello?.host)
  const check = useFolderCheck(draft.to === 'folder' ? draft.folder : '')
  const app = desktop()
  const choose = async (): Promise<void> => {
    const folder = await app?.chooseFolder()
    if (typeof folder === 'string') onChange({ folder })
  }
  return (
    <Group title="Where to">
      {host === 'web' && (
        <Choices
          name="Where to"
          value={draft.to}
          options={[
            { value: 'folder', title: 'Folder' },
            { value: 'zip', title: 'Download as zip' },
          ]}
          onChange={(to) => onChange({ to })}
        />
      )}
      {draft.to === 'folder' && (
        <div className={styles.folder}>
          <TextField
            label="Folder on this machine"
            value={draft.folder}
            placeholder="The whole path, such as ~/Pictures/Client"
            wrong={check?.problem ? `${check.problem.message} ${check.problem.next}` : null}
            hint={check !== null && check.problem === null ? check.says : undefined}
            onChange={(event) => onChange({ folder: event.target.value })}
          />
          {app && <Button onClick={() => void choose()}>Choose…</Button>}
        </div>
      )}
    </Group>
  )
}
