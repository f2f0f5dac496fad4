import { Popover } from 'radix-ui'
import type { LiveRun } from '../../contract/api/index.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { give } from './commands.ts'
import tab from '../ui/tab.module.css'
import styles from './header.module.css'
import { useStudio, useMirror, useView } from './studio.tsx'
import { type Screen, withPeople } from './view.ts'
import { dollars } from '../ui/figures.ts'

const SCREENS: readonly { readonly screen: Screen; readonly title: string }[] = [
  { screen: 'board', title: 'Board' },
  { screen: 'compare', title: 'Compare' },
  { screen: 'lineage', title: 'Lineage' },
  { screen: 'prompts', title: 'Prompts' },
  { screen: 'runs', title: 'Runs' },
  { screen: 'export', title: 'Export' },
  { screen: 'settings', title: 'Settings' },
]

/** The screens there are, what is running and what it costs, and the ways to everything else. */
export const Header = () => {
  const studio = useStudio()
  const screen = useView((view) => view.screen)
  const inspector = useView((view) => view.inspector)
  const people = useView((view) => view.people)
  return (
    <header className={styles.header}>
      <h1 className={styles.name}>Identity Studio</h1>
      <nav className={styles.tabs} aria-label="Screens">
        {SCREENS.map((one) => (
          <button
            key={one.screen}
            type="button"
            className={tab.tab}
            aria-current={one.screen === screen ? 'page' : undefined}
            onClick={() => studio.view.setState({ screen: one.screen, loupe: false })}
          >
            {one.title}
          </button>
        ))}
      </nav>
      <span className={styles.space} />
      <Paused />
      <Running />
      <IconButton icon="search" name="Commands" keys="Ctrl K" side="bottom" onClick={() => give(studio, 'commands')} />
      <IconButton icon="keyboard" name="Keyboard" keys="?" side="bottom" onClick={() => give(studio, 'keys')} />
      {withPeople(screen) && (
        <IconButton
          icon="people"
          name="Subjects and identities"
          keys="Ctrl B"
          side="bottom"
          aria-pressed={people}
          onClick={() => give(studio, 'people')}
        />
      )}
      {screen !== 'settings' && screen !== 'prompts' && screen !== 'runs' && screen !== 'export' && (
        <IconButton
          icon="info"
          name="Inspector"
          keys="I"
          side="bottom"
          aria-pressed={inspector}
          onClick={() => give(studio, 'inspector')}
        />
      )}
    </header>
  )
}

/** Says that nothing new is sent, and lets it be sent again. */
const Paused = () => {
  const studio = useStudio()
  const paused = useMirror((mirror) => mirror.settings?.paused === true)
  if (!paused) return null
  return (
    <button
      type="button"
      className={styles.running}
      aria-label="Paused: nothing new is sent. Go on"
      onClick={() => give(studio, 'pause')}
    >
      <Icon name="pause" size={12} />
      Paused
    </button>
  )
}

const Running = () => {
  const runs = useMirror((mirror) => mirror.runs)
  const all = [...runs.values()].toSorted((a, b) => b.run - a.run)
  const running = all.filter((run) => run.status === 'running')
  const cost = running.reduce((sum, run) => sum + run.costUsd, 0)
  const interrupted = all.length - running.length
  if (all.length === 0) return <span className={styles.still}>Nothing is running</span>
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.running}>
        {running.length > 0 ? (
          <>
            <span className={styles.dot} aria-hidden="true" />
            {running.length} running · {dollars(cost)}
          </>
        ) : (
          `${interrupted} interrupted`
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.runs} align="end" sideOffset={6} aria-label="Runs">
          <ul>
            {all.map((run) => (
              <RunRow key={run.run} run={run} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const RunRow = ({ run }: { readonly run: LiveRun }) => {
  const { ask } = useStudio()
  const subject = useMirror((mirror) => mirror.subjects.find(({ id }) => id === run.subject)?.traits.name)
  const identities = useMirror((mirror) => mirror.identities)
  const names = run.identities.flatMap((id) => identities.find((other) => other.id === id)?.identity.name ?? [])
  const { total, done, lost, waiting } = run.jobs
  const share = total === 0 ? 0 : (done + lost) / total
  return (
    <li className={styles.run}>
      <div className={styles.whose}>
        <strong dir="auto">{subject ?? 'A subject'}</strong>
        <span dir="auto">{run.sample ? 'the sample pictures' : names.join(', ')}</span>
      </div>
      {run.status === 'running' ? (
        <Button onClick={() => void ask.cancelRun(run.run)}>Cancel</Button>
      ) : (
        <Button onClick={() => void ask.resumeRun(run.run)}>Go on</Button>
      )}
      <div
        className={styles.bar}
        role="progressbar"
        aria-label="Work done"
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <p className={styles.figures}>
        {done} of {total} done
        {lost > 0 && ` · ${lost} without a picture`}
        {waiting > 0 && ` · ${waiting} waiting for the server`} · {run.requests} requests · {run.cached} cached ·{' '}
        {dollars(run.costUsd)}
        {run.budgetUsd !== null && ` of at most ${dollars(run.budgetUsd)}`} · {run.engine}
      </p>
      {run.problems.slice(0, 2).map((problem) => (
        <p key={problem.message} className={styles.problem}>
          {problem.message} {problem.next}
        </p>
      ))}
    </li>
  )
}
