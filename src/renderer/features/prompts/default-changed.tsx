import { useState } from 'react'
import type { PromptPage } from '../../../contract/api/index.ts'
import { useStudio, useView } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { DiffLegend, DiffWords } from '../../ui/diff-words.tsx'
import styles from './desk.module.css'
import type { Whose } from './desk-head.tsx'

/** Says that a release brought another default since the current version was chosen, and what is new in it. */
export const DefaultChanged = ({ page, whose }: { readonly page: PromptPage; readonly whose: Whose }) => {
  const { client, ask } = useStudio()
  const identity = useView((view) => (whose === 'identity' ? view.identity : null))
  const [open, setOpen] = useState(false)
  const { template, bundled, defaultThen } = page
  const use = async (what: 'default' | 'mine'): Promise<void> => {
    const { id } = template.current
    if (what === 'mine' && id === null) return
    await ask.attempt(() =>
      client.prompts.use({
        template: template.name,
        identity,
        what: what === 'mine' && id !== null ? { id } : 'default',
      }),
    )
  }
  return (
    <div className={styles.changed} role="status">
      <p className={styles.notice}>
        <span>The default changed since your version became current.</span>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          What changed
        </Button>
        <Button onClick={() => void use('mine')}>Keep mine</Button>
        <Button onClick={() => void use('default')}>Use the new default</Button>
      </p>
      {open && defaultThen && (
        <div className={styles.diff} tabIndex={0} role="group" aria-label="How the default changed">
          <DiffLegend from="the default then" to="the default now" />
          <DiffWords before={defaultThen.text} after={bundled.text} from="the default then" to="the default now" />
        </div>
      )}
    </div>
  )
}
