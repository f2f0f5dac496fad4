import type { Attempt } from '../../../contract/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { branchFrom, usePromptOf } from '../../app/picture-prompts.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { shortVersion } from './naming.ts'
import styles from './picture-prompt.module.css'

/** Which prompt made a picture, and the ways to go on from it. */
export const PicturePromptLine = ({
  sha256,
  prompt,
}: {
  readonly sha256: Sha256
  readonly prompt: NonNullable<Attempt['prompt']>
}) => {
  const studio = useStudio()
  return (
    <>
      <p className={styles.named}>
        {prompt.template}, version {shortVersion(prompt.version)}
      </p>
      <div className={styles.row}>
        <Button onClick={() => void usePromptOf(studio, sha256)}>Use this prompt</Button>
        <Button onClick={() => void branchFrom(studio, sha256)}>Branch from here</Button>
        <Button onClick={() => studio.view.setState({ open: { what: 'made-by', sha256 } })}>What made this?</Button>
      </div>
    </>
  )
}

const DESCRIBED: ReadonlySet<string> = new Set(['describe-regenerate', 'portrait-only'])

/** The way to the words that a final was told of its scene, where its strategy tells it in words. */
export const RecreationLine = ({
  strategy,
  scene,
}: {
  readonly strategy: string | null
  readonly scene: Sha256 | null
}) => {
  const { view } = useStudio()
  if (strategy === null || scene === null || !DESCRIBED.has(strategy)) return null
  return (
    <div className={styles.row}>
      <Button onClick={() => view.setState({ screen: 'prompts', prompt: { what: 'recreations', scene } })}>
        Recreation prompt …
      </Button>
    </div>
  )
}
