import { Tooltip } from 'radix-ui'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useBackupNews } from '../features/backup/backup-news.ts'
import { BoardScreen } from '../features/board/board-screen.tsx'
import { CompareScreen } from './compare-screen.tsx'
import { ExportScreen } from '../features/export/export-screen.tsx'
import { LineageScreen } from '../features/lineage/lineage-screen.tsx'
import { PromptsScreen } from '../features/prompts/prompts-screen.tsx'
import { RunsScreen } from '../features/runs/runs-screen.tsx'
import { SettingsScreen } from '../features/settings/settings-screen.tsx'
import styles from './app.module.css'
import { Dialogs } from './dialogs.tsx'
import { Header } from './header.tsx'
import { Inspector } from '../features/review/inspector.tsx'
import { useKeyboard } from './keyboard.ts'
import { useKeptChoice } from './kept-choice.ts'
import { LeftColumn } from './left-column.tsx'
import { Notices } from './notices.tsx'
import { Resizer } from './resizer.tsx'
import { type Studio, StudioProvider, useMirror, useView } from './studio.tsx'
import { Locked, Lost } from './lost.tsx'
import { withPeople } from './view.ts'

const Middle = () => {
  const screen = useView((view) => view.screen)
  switch (screen) {
    case 'board':
      return <BoardScreen />
    case 'compare':
      return <CompareScreen />
    case 'export':
      return <ExportScreen />
    case 'lineage':
      return <LineageScreen />
    case 'prompts':
      return <PromptsScreen />
    case 'runs':
      return <RunsScreen />
    case 'settings':
      return <SettingsScreen />
  }
}

const Frame = () => {
  const screen = useView((view) => view.screen)
  const left = useView((view) => view.left)
  const right = useView((view) => view.right)
  const inspector = useView((view) => view.inspector)
  const people = useView((view) => view.people)
  const ready = useMirror((mirror) => mirror.peopleKnown && mirror.settings !== null)
  useBackupNews()
  const columns = screen !== 'settings' && screen !== 'prompts' && screen !== 'export' && screen !== 'runs'
  return (
    <div className={styles.frame}>
      <Header />
      <Lost />
      <div className={styles.columns}>
        {withPeople(screen) && people && ready && (
          <>
            <div className={styles.left} style={{ width: left }}>
              <LeftColumn />
            </div>
            <Resizer side="left" />
          </>
        )}
        <main className={styles.middle}>
          {ready ? <Middle /> : <p className={styles.opening}>Opening the library …</p>}
        </main>
        {columns && ready && inspector && (
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
