import { Tooltip } from 'radix-ui'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useBackupNews } from '../features/backup/backup-news.ts'
import { useRestoreNews } from '../features/backup/restore-news.ts'
import { BoardScreen } from '../features/board/board-screen.tsx'
import styles from './app.module.css'
import { PictureMenu, PictureMenus } from './asked-menu.tsx'
import { Dialogs, DIALOGS } from './dialogs.tsx'
import { Header } from './header.tsx'
import { Inspector } from '../features/review/inspector.tsx'
import { useKeyboard } from './keyboard.ts'
import { useKeptChoice } from './kept-choice.ts'
import { fetchWhenIdle } from './later.tsx'
import { LeftColumn } from './left-column.tsx'
import { Notices } from './notices.tsx'
import { Resizer } from './resizer.tsx'
import { LATER_SCREENS, Loupe } from './screens.tsx'
import { type Studio, StudioProvider, useMirror, useView } from './studio.tsx'
import { Locked, Lost } from './lost.tsx'
import { withPeople } from './view.ts'

const Middle = () => {
  const screen = useView((view) => view.screen)
  if (screen === 'board') return <BoardScreen />
  const Screen = LATER_SCREENS[screen]
  return <Screen />
}

const AFTER_START_MS = 600

/** Fetches the code of everything else once the window stands, so that a key opens it at once. */
const useCodeAhead = (ready: boolean): void => {
  useEffect(() => {
    if (!ready) return
    const timer = setTimeout(
      () => fetchWhenIdle([Loupe, PictureMenu, ...Object.values(LATER_SCREENS), ...DIALOGS]),
      AFTER_START_MS,
    )
    return () => clearTimeout(timer)
  }, [ready])
}

const Frame = () => {
  const screen = useView((view) => view.screen)
  const left = useView((view) => view.left)
  const right = useView((view) => view.right)
  const inspector = useView((view) => view.inspector)
  const people = useView((view) => view.people)
  const ready = useMirror((mirror) => mirror.peopleKnown && mirror.settings !== null)
  // The grid is about no subject or identity: it asks for its pictures while the rest is still being read.
  const early = useView((view) => view.screen === 'board' && view.layout === 'grid')
  useBackupNews()
  useRestoreNews()
  useCodeAhead(ready)
  const columns = screen !== 'settings' && screen !== 'prompts' && screen !== 'export' && screen !== 'runs'
  return (
    <div className={styles.frame}>
      <Header />
      <Lost />
      <div className={styles.columns}>
        {withPeople(screen) && people && (ready || early) && (
          <>
            <div className={styles.left} style={{ width: left }}>
              {ready && <LeftColumn />}
            </div>
            <Resizer side="left" />
          </>
        )}
        <main className={styles.middle}>
          {ready || early ? <Middle /> : <p className={styles.opening}>Opening the library …</p>}
        </main>
        {columns && (ready || early) && inspector && (
          <>
            <Resizer side="right" />
            <div className={styles.right} style={{ width: right }}>
              <Inspector />
            </div>
          </>
        )}
      </div>
      <Notices />
      <Dialogs />
      <PictureMenus />
    </div>
  )
}

/** The whole window. */
export const App = ({ studio }: { readonly studio: Studio }) => {
  const theme = useStore(studio.mirror, (mirror) => mirror.settings?.theme ?? 'neutral')
  const locked = useStore(studio.mirror, (mirror) => mirror.locked)
  useKeyboard(studio)
  useKeptChoice(studio)
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return (
    <StudioProvider studio={studio}>
      <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
        {locked === null ? <Frame /> : <Locked says={locked} />}
      </Tooltip.Provider>
    </StudioProvider>
  )
}
