import { useEffect, useState } from 'react'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choices, TextField } from '../../ui/field.tsx'
import { desktop } from '../export/desktop.ts'
import styles from './backup-dialog.module.css'
import { Bar } from './bar.tsx'

const PHASES = {
  database: 'Copying the database',
  pictures: 'Copying the pictures',
  finishing: 'Bringing it to the disk',
} as const

/** The whole library to a folder or a zip, while work goes on. */
export const BackupDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { client, ask, view } = useStudio()
  const backup = useMirror((mirror) => mirror.backup)
  const [places, setPlaces] = useState<{ readonly folder: string; readonly zip: string } | null>(null)
  const [to, setTo] = useState('')
  const app = desktop()
  useEffect(() => {
    const suggest = async (): Promise<void> => {
      const suggested = await ask.attempt(() => client.backups.suggest())
      setPlaces(suggested)
      // What somebody has begun to write meanwhile stays.
      if (suggested) setTo((now) => (now === '' ? suggested.zip : now))
    }
    void suggest()
  }, [ask, client])
  const running = backup?.status === 'running'
  const kind = /\.zip$/i.test(to.trim()) ? 'zip' : 'folder'
  const start = async (): Promise<void> => {
    await ask.attempt(() => client.backups.start({ to: to.trim() }))
  }
  const choose = async (): Promise<void> => {
    const place = await app?.chooseBackup()
    if (typeof place === 'string') setTo(place)
  }
  return (
    <Dialog
      title="Back up the library"
      onClose={onClose}
      foot={
        running ? (
          <>
            <Button look="quiet" onClick={() => void ask.attempt(() => client.backups.cancel())}>
              Cancel the backup
            </Button>
            <Button look="main" onClick={onClose}>
              Go on working
            </Button>
          </>
        ) : (
          <>
            <Button look="quiet" onClick={() => view.setState({ open: { what: 'restore' } })}>
              Restore a backup …
            </Button>
            <Button look="quiet" onClick={onClose}>
              Close
            </Button>
            <Button look="main" off={to.trim() === '' ? 'Say where to first.' : null} onClick={() => void start()}>
              Back up
            </Button>
          </>
        )
      }
    >
      <div className={styles.form}>
        <p>
          Photos, pictures, every request, review and setting, as they are at this moment. Work goes on meanwhile. To
          put it back, also on another machine: “Restore a backup …” there, or{' '}
          <code>npm run studio -- restore --from PATH --library DIR</code>.
        </p>
        {running && backup ? (
          <Bar title={PHASES[backup.phase]} done={backup.done} total={backup.total} bytes={backup.bytes} />
        ) : (
          <>
            <Choices
              name="Kind of backup"
              value={kind}
              options={[
                { value: 'zip', title: 'One zip' },
                { value: 'folder', title: 'A folder' },
              ]}
              onChange={(next) => places && setTo(next === 'zip' ? places.zip : places.folder)}
            />
            <TextField
              label="Where to, on this machine"
              value={to}
              hint="A new name: nothing is ever written over."
              onChange={(event) => setTo(event.target.value)}
            />
            {app && (
              <div>
                <Button onClick={() => void choose()}>Choose…</Button>
              </div>
            )}
            {backup !== null && (backup.says ?? backup.problem) !== null && (
              <p className={styles.over} data-status={backup.status} role="status" dir="auto">
                {backup.says ?? `${backup.problem?.message ?? ''} ${backup.problem?.next ?? ''}`}
              </p>
            )}
            {app && backup?.status === 'done' && (
              <div>
                <Button onClick={() => void app.showBackup()}>Show in folder</Button>
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}
