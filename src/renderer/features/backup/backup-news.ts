import { useEffect, useRef } from 'react'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { tell, tellProblem } from '../../studio/mirror.ts'

/** Tells how a backup ended to whoever is not looking at its dialog. */
export const useBackupNews = (): void => {
  const { mirror } = useStudio()
  const backup = useMirror((state) => state.backup)
  const isShown = useView((view) => view.open?.what === 'backup')
  const running = useRef(false)
  useEffect(() => {
    if (backup === null) return
    const ended = running.current && backup.status !== 'running'
    running.current = backup.status === 'running'
    if (!ended || isShown) return
    if (backup.says !== null) tell(mirror, { kind: 'done', message: backup.says, next: '' })
    else if (backup.problem !== null) tellProblem(mirror, backup.problem)
  }, [backup, isShown, mirror])
}
