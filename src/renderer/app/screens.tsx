import styles from './app.module.css'
import { later } from './later.tsx'
import type { Screen } from './view.ts'

const meanwhile = <p className={styles.opening}>Opening …</p>

/** Every screen but the board, with which the window opens: their code comes after the first pictures. */
export const LATER_SCREENS = {
  compare: later(async () => (await import('./compare-screen.tsx')).CompareScreen, meanwhile),
  lineage: later(async () => (await import('../features/lineage/lineage-screen.tsx')).LineageScreen, meanwhile),
  prompts: later(async () => (await import('../features/prompts/prompts-screen.tsx')).PromptsScreen, meanwhile),
  runs: later(async () => (await import('../features/runs/runs-screen.tsx')).RunsScreen, meanwhile),
  export: later(async () => (await import('../features/export/export-screen.tsx')).ExportScreen, meanwhile),
  settings: later(async () => (await import('../features/settings/settings-screen.tsx')).SettingsScreen, meanwhile),
} as const satisfies Record<Exclude<Screen, 'board'>, unknown>

/** One picture large, in place of the lanes or the grid. */
export const Loupe = later(async () => (await import('../features/loupe/loupe.tsx')).Loupe)
