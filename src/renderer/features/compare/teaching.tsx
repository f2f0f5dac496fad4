import { keysOf } from './keys.ts'
import { MODES } from './modes/index.ts'
import { Icon } from './control.tsx'
import styles from './teaching.module.css'

/** What Compare is for and how it is begun; stands where pictures would. */
export const Teaching = () => (
  <div className={styles.teaching}>
    <h2>Compare pictures</h2>
    <p>
      Choose two to twelve pictures on the Board, with <kbd>Ctrl</kbd> or <kbd>Shift</kbd> and a click, then press{' '}
      <kbd>C</kbd>. Any kind goes with any other: a scene with its final, a portrait with a photo.
    </p>
    <ul>
      {MODES.map(({ id, name, tip, icon }) => (
        <li key={id}>
          <Icon>{icon}</Icon>
          <span>
            <strong>{name}</strong> {tip}
          </span>
        </li>
      ))}
    </ul>
    <p className={styles.keys}>
      <kbd>{keysOf('next-mode')}</kbd> next way to compare · <kbd>{keysOf('toggle-zoom')}</kbd> fit or 100 % ·{' '}
      <kbd>{keysOf('previous-b')}</kbd> <kbd>{keysOf('next-b')}</kbd> another picture · <kbd>\</kbd> flip ·{' '}
      <kbd>{keysOf('face-lock')}</kbd> lay them over each other by the eyes
    </p>
  </div>
)
