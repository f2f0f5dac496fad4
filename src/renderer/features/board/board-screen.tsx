import { type DragEvent, useState } from 'react'
import { Loupe } from '../../app/screens.tsx'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Filmstrip } from '../library/filmstrip.tsx'
import { Grid } from '../library/grid.tsx'
import { Toolbar } from '../review/toolbar.tsx'
import { filesOfDrop } from '../subjects/files-of-drop.ts'
import styles from './board-screen.module.css'
import { Lanes } from './lanes.tsx'

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** The pictures: lanes of one subject and identity, the grid of the whole library, or one picture large. */
export const BoardScreen = () => {
  const { view } = useStudio()
  const layout = useView((state) => state.layout)
  const loupe = useView((state) => state.loupe && state.focus !== null)
  const [over, setOver] = useState(false)

  const onDrop = (event: DragEvent): void => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    setOver(false)
    void filesOfDrop(event.dataTransfer).then((files) => view.setState({ open: { what: 'subject', id: null, files } }))
  }

  return (
    <div
      className={styles.screen}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(false)
      }}
      onDrop={onDrop}
    >
      <Seeding />
      <div className={styles.pictures}>{loupe ? <Loupe /> : layout === 'grid' ? <Grid /> : <Lanes />}</div>
      <Toolbar />
      <Filmstrip />
      {over && <p className={styles.drop}>Drop the photos to add a subject</p>}
    </div>
  )
}

/** Tells what a new library is busy with. */
const Seeding = () => {
  const run = useMirror((mirror) =>
    [...mirror.runs.values()].find(({ sample, status }) => sample && status === 'running'),
  )
  const { ask } = useStudio()
  if (!run) return null
  return (
    <p className={styles.seeding} role="status">
      <span>
        The sample person is being made on the built-in simulator: {run.jobs.done} of {run.jobs.total} done. No key is
        needed, nothing leaves this machine.
      </span>
      <button type="button" onClick={() => void ask.cancelRun(run.run)}>
        Stop
      </button>
    </p>
  )
}
