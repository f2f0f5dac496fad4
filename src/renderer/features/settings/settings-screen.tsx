import { useMirror, useStudio } from '../../app/studio.tsx'
import { Choices } from '../../ui/field.tsx'
import { EngineSettings } from './engine-settings.tsx'
import { KeyboardSettings } from './keyboard-settings.tsx'
import { LimitSettings } from './limit-settings.tsx'
import { KeySettings } from './key-settings.tsx'
import { Row, Section } from './row.tsx'
import { RunSettings } from './run-settings.tsx'
import styles from './settings.module.css'
import { size } from '../../ui/figures.ts'
import { SavedText } from './saved-field.tsx'

const THEMES = [
  { value: 'darker', title: 'Darker' },
  { value: 'neutral', title: 'Neutral grey' },
  { value: 'lighter', title: 'Lighter' },
] as const

/** Everything that can be set, each change kept at once. */
export const SettingsScreen = () => {
  const { ask } = useStudio()
  const settings = useMirror((mirror) => mirror.settings)
  const hello = useMirror((mirror) => mirror.hello)
  if (!settings || !hello) return null
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <EngineSettings settings={settings} />
        <KeySettings />
        <RunSettings settings={settings} />
        <LimitSettings settings={settings} />
        <Section title="You">
          <Row title="Your name" says="Stands beside your notes and approvals.">
            <SavedText name="Your name" value={settings.author} max={120} onSave={(author) => ask.set({ author })} />
          </Row>
          <Row title="Theme" says="Neutral in every one: a coloured surround shifts how colours are judged.">
            <Choices
              name="Theme"
              value={settings.theme}
              options={THEMES}
              onChange={(theme) => void ask.set({ theme })}
            />
          </Row>
          <Row title="Notify when a long run ends" says="Only while the window is not looked at.">
            <Choices
              name="Notify when a long run ends"
              value={settings.notifyWhenDone ? 'on' : 'off'}
              options={[
                { value: 'on', title: 'On' },
                { value: 'off', title: 'Off' },
              ]}
              onChange={(value) => void ask.set({ notifyWhenDone: value === 'on' })}
            />
          </Row>
        </Section>
        <KeyboardSettings settings={settings} />
        <Section title="What is stored where">
          <Row title="Library" says="Photos, pictures, every request and review; the settings on this page.">
            <p className={styles.path}>
              {hello.library.folder}
              <br />
              {hello.library.pictures.toLocaleString('en')} pictures, {size(hello.library.bytes)}
            </p>
          </Row>
          <Row title="Key" says="Never in the library, never in a log.">
            <p>{hello.key.says}</p>
          </Row>
          <Row title="This window" says="Widths of columns and what is open.">
            <p>{hello.host === 'electron' ? 'In the app’s own storage.' : 'In this browser’s storage.'}</p>
          </Row>
          <Row
            title="Sent away"
            says="Nothing by the simulator. By Gemini: the prompts and pictures of each request, after consent."
          >
            <p>No telemetry, no update check.</p>
          </Row>
          <Row title="Version" says="">
            <p>{hello.version}</p>
          </Row>
        </Section>
      </div>
    </div>
  )
}
