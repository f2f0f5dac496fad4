import { useState } from 'react'
import type { PromptPage, TrialCase } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DiffLegend, DiffSides, DiffWords } from '../../ui/diff-words.tsx'
import styles from './try.module.css'
import { useAnswer } from './use-answer.ts'

const FROM = 'the answer as it was'
const TO = 'the new answer'

/** What a step said that answers in words: with the current words and with the new ones, and what of it differs. */
export const TryWords = ({
  cases,
  step,
}: {
  readonly cases: readonly TrialCase[]
  readonly step: PromptPage['template']['step']
}) => (
  <>
    <p className={styles.quiet}>
      What was said: <DiffLegend from="the answer as it was" to="the new answer" />
    </p>
    {cases.every(({ before, tried }) => before.text === tried.text) && <Unmoved />}
    <ul className={styles.cases} data-words>
      {cases.map((one, index) => (
        <Said key={`${one.scene ?? ''} ${index.toString()}`} one={one} isDescription={step === 'describe'} />
      ))}
    </ul>
  </>
)

/** The simulator looks at the picture and reads little of the question: a new wording may change nothing there. */
const Unmoved = () => {
  const engine = useMirror((mirror) => mirror.settings?.engine)
  return (
    <p className={styles.quiet}>
      {engine === 'simulator'
        ? 'The simulator answers by the picture and hardly by the question. Ask Gemini to see what these words are worth.'
        : 'These words made no difference to any answer.'}
    </p>
  )
}

const Said = ({ one, isDescription }: { readonly one: TrialCase; readonly isDescription: boolean }) => {
  const [open, setOpen] = useState(false)
  const { before, tried, scene } = one
  return (
    <li className={styles.said}>
      {scene !== null && <img className={styles.scene} src={pictureUrl(scene, 'thumb')} alt="the scene" />}
      <div className={styles.told}>
        {tried.text === null ? (
          <p className={styles.bad}>{tried.says ?? 'Nothing was said.'}</p>
        ) : (
          <>
            {before.text === tried.text && <p className={styles.strong}>The same with both.</p>}
            <DiffWords before={before.text ?? ''} after={tried.text} from={FROM} to={TO} />
          </>
        )}
        <div className={styles.line}>
          <Button
            off={tried.text === null ? 'Nothing was said with the new words.' : null}
            onClick={() => setOpen(true)}
          >
            Side by side
          </Button>
          {isDescription && scene !== null && tried.text !== null && <UseSaid scene={scene} text={tried.text} />}
        </div>
      </div>
      {open && (
        <Dialog title="What was said of the scene" width={1160} reading onClose={() => setOpen(false)}>
          <DiffSides
            before={before.text ?? ''}
            after={tried.text ?? ''}
            from="With the current words"
            to="With the new words"
          />
        </Dialog>
      )}
    </li>
  )
}

/** Keeps what was said for the next final from this scene, whatever becomes of the words it was asked with. */
const UseSaid = ({ scene, text }: { readonly scene: Sha256; readonly text: string }) => {
  const { client, ask, view } = useStudio()
  const identity = useMirror((mirror) => mirror.board?.identity ?? null)
  const changed = useMirror((mirror) => mirror.prompts)
  const { value } = useAnswer(identity === null ? null : () => client.prompts.descriptions({ identity }), [
    identity,
    changed,
  ])
  const isUsed = value?.find((one) => one.scene === scene)?.edits.some((edit) => edit.inUse && edit.text === text)
  return (
    <>
      <Button
        off={isUsed === true ? 'The next final from this scene is told this already.' : null}
        onClick={() =>
          void ask.attempt(async () => {
            await client.prompts.describe({ scene, text })
            ask.done('Kept: the next final from this scene is told these words.')
          })
        }
      >
        Keep for this scene
      </Button>
      <Button look="quiet" onClick={() => view.setState({ prompt: { what: 'recreations', scene } })}>
        Change it first …
      </Button>
    </>
  )
}
