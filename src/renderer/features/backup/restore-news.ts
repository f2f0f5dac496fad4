import { useEffect, useRef } from 'react'
import { OPEN_RESTORE } from '../../../contract/bridge.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { tell, tellProblem } from '../../studio/mirror.ts'

/** Opens the dialog when the app's menu asks for it, and tells how a restore ended to whoever is not looking at it. */
export const useRestoreNews = (): void => {
  const { mirror, view } = useStudio()
  const restore = useMirror((state) => state.restore)
  const isShown = useView((state) => state.open?.what === 'restore')
  const running = useRef(false)
  useEffect(() => {
    const open = (): void => view.setState({ open: { what: 'restore' } })
    window.addEventListener(OPEN_RESTORE, open)
    return () => window.removeEventListener(OPEN_RESTORE, open)
  }, [view])
  useEffect(() => {
    if (restore === null) return
    const ended = running.current && restore.status !== 'running'
    running.current = restore.status === 'running'
    if (!ended || isShown) return
    if (restore.status === 'failed' && restore.problem !== null) tellProblem(mirror, restore.problem)
    else if (restore.status === 'done' && restore.doing === 'restore')
      tell(mirror, { kind: 'done', message: `The backup is put back in ${restore.folder ?? ''}.`, next: '' })
  }, [restore, isShown, mirror])
}
