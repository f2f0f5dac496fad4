import { useRef } from 'react'
import { useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './export.module.css'

/** Takes in what a reviewer sent back. */
export const ReviewImport = () => {
  const { client, ask } = useStudio()
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const imported = await ask.attempt(() => client.exports.importReview({ file }))
    if (imported) ask.done(`The review of ${imported.by}. ${imported.says}`)
  }
  return (
    <>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept=".json,application/json"
        tabIndex={-1}
        aria-label="A review that came back"
        data-review-file
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>Take a review in…</Button>
    </>
  )
}
