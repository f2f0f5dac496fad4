import type { Attempt } from '../../../contract/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { give } from '../../app/commands.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { shortVersion } from './naming.ts'
import styles from './picture-prompt.module.css'

/** Which prompt made the picture in focus, and the ways to go on from it. */
export const PicturePromptLine = ({ prompt }: { readonly prompt: NonNullable<Attempt['prompt']> }) => {
  const studio = useStudio()
  return (
    <>
      <p className={styles.named}>
        {prompt.template}, version {shortVersion(prompt.version)}
      </p>
      <div className={styles.row}>
        <Button onClick={() => give(studio, 'use-prompt')}>Use this prompt</Button>
        <Button onClick={() => give(studio, 'branch-prompt')}>Branch from here</Button>
        <Button onClick={() => give(studio, 'made-by')}>What made this?</Button>
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
