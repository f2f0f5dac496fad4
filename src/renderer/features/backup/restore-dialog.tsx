import { type ReactNode, useEffect, useState } from 'react'
import type { BackupContents, RestoreState } from '../../../contract/api/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { count, moment, size } from '../../ui/figures.ts'
import { desktop } from '../export/desktop.ts'
import styles from './backup-dialog.module.css'
import { Bar } from './bar.tsx'

const NAMES_SHOWN = 6

const named = (names: readonly string[], one: string, many: string): ReactNode =>
  names.length === 0 ? (
    `no ${one}`
  ) : (
    <>
      {count(names.length, one, many)}:{' '}
      {names.slice(0, NAMES_SHOWN).map((name, index) => (
        <span key={`${index.toString()} ${name}`}>
          {index > 0 && ', '}
          <bdi>{name.slice(0, 60)}</bdi>
        </span>
      ))}
      {names.length > NAMES_SHOWN && ` and ${names.length - NAMES_SHOWN} more`}
    </>
  )

/** What is in a backup, so that it is known for the right one. */
const Contents = ({ contents }: { readonly contents: BackupContents }) => (
  <dl className={styles.contents} aria-label="What is in it">
    <dt>Made</dt>
    <dd>{moment(contents.createdAt)}</dd>
    <dt>People</dt>
    <dd>{named(contents.subjects, 'subject', 'subjects')}</dd>
    <dt>Lives</dt>
    <dd>{named(contents.identities, 'identity', 'identities')}</dd>
    <dt>Holds</dt>
    <dd>
      {count(contents.pictures, 'picture')}, {count(contents.attempts, 'request')}, {size(contents.bytes)}
    </dd>
    <dt>Verified</dt>
    <dd>
      every byte and every row
      {contents.missing > 0 && `; ${count(contents.missing, 'picture')} had been lost before it was made`}
    </dd>
  </dl>
)

const isLook = (restore: RestoreState | null): boolean => restore?.doing === 'look'

/** Puts a backup back as a library of its own: which one, what is in it, where to, and then opens it. */
export const RestoreDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { client, ask, mirror } = useStudio()
  const restore = useMirror((state) => state.restore)
  const [from, setFrom] = useState(restore?.from ?? '')
  const [folder, setFolder] = useState('')
  const app = desktop()
  useEffect(() => {
    const read = async (): Promise<void> => {
      const [state, suggested] = await Promise.all([client.restores.state(), client.restores.suggest()])
      mirror.setState({ restore: state })
      // What somebody has begun to write meanwhile stays.
      setFolder((now) => (now === '' ? suggested.folder : now))
      if (state) setFrom((now) => (now === '' ? state.from : now))
    }
    void ask.attempt(read)
  }, [ask, client, mirror])

  const running = restore?.status === 'running'
  const contents = restore?.from === from.trim() || running ? (restore?.contents ?? null) : null
  const isBack = restore?.doing === 'restore' && restore.status === 'done' && contents !== null
  const look = async (path: string): Promise<void> => {
    await ask.attempt(() => client.restores.look({ from: path }))
  }
  const choose = async (kind: 'zip' | 'folder'): Promise<void> => {
    const chosen = await app?.chooseRestore(kind)
    if (typeof chosen !== 'string') return
    setFrom(chosen)
    await look(chosen)
  }
  const open = async (): Promise<void> => {
    const opened = await ask.attempt(async () => {
      await client.restores.open()
      return true
    })
    // Everything in the window belongs to the other library; the desktop app starts again by itself.
    if (opened && !app) location.reload()
  }

  const foot = running ? (
    <Button onClick={() => void ask.attempt(() => client.restores.cancel())}>Cancel</Button>
  ) : isBack ? (
    <>
      <Button look="quiet" onClick={onClose}>
        Stay in this library
      </Button>
      <Button
        look="main"
        off={restore.canOpen ? null : 'This window cannot open another library: start the studio on its folder.'}
        onClick={() => void open()}
      >
        Open the restored library
      </Button>
    </>
  ) : (
    <>
      <Button look="quiet" onClick={onClose}>
        Close
      </Button>
      {contents === null ? (
        <Button look="main" off={from.trim() === '' ? 'Say which backup first.' : null} onClick={() => void look(from)}>
          Look at it
        </Button>
      ) : (
        <Button
          look="main"
          off={folder.trim() === '' ? 'Say where to first.' : null}
          onClick={() => void ask.attempt(() => client.restores.start({ folder }))}
        >
          Restore
        </Button>
      )}
    </>
  )

  return (
    <Dialog title="Restore a backup" onClose={onClose} foot={foot}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (running || from.trim() === '') return
          if (contents === null) void look(from)
        }}
      >
        <p>
          The backup becomes a library of its own in a new folder; nothing of this one is touched. It is verified before
          anything is written.
        </p>
        {running ? (
          <>
            <p className={styles.over} dir="auto">
              {restore.from}
            </p>
            <Bar
              title={isLook(restore) ? 'Verifying the backup' : 'Putting it back, verified once more'}
              done={restore.done}
              total={restore.total}
              bytes={restore.bytes}
            />
          </>
        ) : (
          <>
            <TextField
              label="The backup, a zip or a folder on this machine"
              value={from}
              placeholder="The whole path, such as ~/Backups/studio.zip"
              wrong={
                restore?.problem && restore.status === 'failed' && restore.from === from.trim()
                  ? `${restore.problem.message} ${restore.problem.next}`
                  : null
              }
              onChange={(event) => setFrom(event.target.value)}
            />
            {app && (
              <div className={styles.buttons}>
                <Button onClick={() => void choose('zip')}>Choose a zip …</Button>
                <Button onClick={() => void choose('folder')}>Choose a folder …</Button>
              </div>
            )}
            {restore?.status === 'cancelled' && <p role="status">It was cancelled; nothing was left behind.</p>}
            {contents !== null && <Contents contents={contents} />}
            {contents !== null && !isBack && (
              <TextField
                label="The folder of the new library"
                value={folder}
                hint="A new or empty folder."
                onChange={(event) => setFolder(event.target.value)}
              />
            )}
            {isBack && (
              <div>
                <p className={styles.over} data-status="done" role="status" dir="auto">
                  It is whole in {restore.folder}.
                </p>
                {!app && (
                  <p>
                    To open it at every start: <code>npm start -- --library &quot;{restore.folder}&quot;</code>
                  </p>
                )}
              </div>
            )}
          </>
        )}
      </form>
    </Dialog>
  )
}
