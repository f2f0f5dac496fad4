import { useEffect, useState } from 'react'
import type { RecreationPrompt } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button } from '../../ui/button.tsx'
import { DiffLegend, DiffWords } from '../../ui/diff-words.tsx'
import { TextArea } from '../../ui/field.tsx'
import { moment } from '../../ui/figures.ts'
import styles from './kept.module.css'
import { useAnswer } from './use-answer.ts'
import { WhosePickers } from './whose-pickers.tsx'

/** What describe steps said of the scenes of an identity: to read, to change before it is used, and kept. */
export const Recreations = ({ scene }: { readonly scene: Sha256 | null }) => {
  const { client, view } = useStudio()
  const identity = useView((state) => state.identity)
  const changed = useMirror((mirror) => `${mirror.prompts} ${mirror.pictures}`)
  const { value: found } = useAnswer(identity === null ? null : () => client.prompts.descriptions({ identity }), [
    identity,
    changed,
  ])
  const shown = found?.find((one) => one.scene === scene) ?? found?.[0] ?? null
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>Recreation prompts</h2>
        <WhosePickers />
      </header>
      {found?.length === 0 && (
        <p className={styles.teaches}>
          A strategy that tells the scene in words asks a describe step for them first: “describe regenerate” and
          “portrait only” do. Make a final with one of them, and what was said of the scene stands here, to be changed
          before the next final is made from it.
        </p>
      )}
      {shown && found && (
        <div className={styles.columns}>
          <ul className={styles.scenes} aria-label="Scenes">
            {found.map((one) => (
              <li key={one.scene}>
                <button
                  type="button"
                  aria-pressed={one === shown}
                  aria-label={`Scene described ${moment(one.said.at)}${one.edits.some(({ inUse }) => inUse) ? ', edited' : ''}`}
                  onClick={() => view.setState({ prompt: { what: 'recreations', scene: one.scene } })}
                >
                  <img src={pictureUrl(one.scene, 'thumb')} alt="" />
                  {one.edits.some(({ inUse }) => inUse) && <span>edited</span>}
                </button>
              </li>
            ))}
          </ul>
          <Recreation key={shown.scene} one={shown} />
        </div>
      )}
    </div>
  )
}

const Recreation = ({ one }: { readonly one: RecreationPrompt }) => {
  const { client, ask, view } = useStudio()
  const used = one.edits.find(({ inUse }) => inUse) ?? null
  const inUse = used?.text ?? one.said.text
  const [text, setText] = useState(inUse)
  useEffect(() => setText(inUse), [inUse])

  const makeFinal = (): void =>
    view.setState({
      screen: 'board',
      layout: 'lanes',
      picked: { scenes: [one.scene], portraits: [] },
      ladder: ['describe-regenerate'],
      open: { what: 'plan', lane: 'final' },
    })

  return (
    <div className={styles.words}>
      <p className={styles.quiet}>
        {used === null
          ? `As ${one.said.model} said it, ${moment(one.said.at)}.`
          : `Edited by ${used.author}, ${moment(used.madeAt)}; it stands for the describe step in the next run from this scene.`}
      </p>
      <TextArea
        label="What the next final is told of the scene"
        rows={18}
        value={text}
        maxLength={16_000}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.row}>
        <Button
          look={text === inUse ? 'plain' : 'main'}
          off={
            text.trim() === '' ? 'Write something first.' : text === inUse ? 'These words are in use already.' : null
          }
          onClick={() => void ask.attempt(() => client.prompts.describe({ scene: one.scene, text }))}
        >
          Use these words
        </Button>
        <Button
          off={used === null ? 'The model’s own words are in use.' : null}
          onClick={() => void ask.attempt(() => client.prompts.useDescription({ scene: one.scene, id: null }))}
        >
          Use the model’s own
        </Button>
        <span className={styles.space} />
        <Button off={text === inUse ? null : 'Use these words first.'} onClick={makeFinal}>
          Make a final from it …
        </Button>
      </div>
      {text !== one.said.text && (
        <div className={styles.diff} tabIndex={0} role="group" aria-label="What was changed">
          <DiffLegend from="the model’s words" to="these words" />
          <DiffWords before={one.said.text} after={text} from="the model’s words" to="these words" />
        </div>
      )}
      {one.edits.length > 0 && (
        <ul className={styles.edits} aria-label="Edited before">
          {one.edits.map((edit) => (
            <li key={edit.id}>
              <span className={styles.quiet}>
                <span dir="auto">{edit.author}</span>, {moment(edit.madeAt)}
                {edit.inUse && ', in use'}
              </span>
              <span className={styles.space} />
              <Button look="quiet" onClick={() => setText(edit.text)}>
                Show
              </Button>
              <Button
                off={edit.inUse ? 'It is in use.' : null}
                onClick={() => void ask.attempt(() => client.prompts.useDescription({ scene: one.scene, id: edit.id }))}
              >
                Use
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
