import type { LineageNode } from '../../../contract/api/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import type { Measured } from '../../studio/insights.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './likeness-note.module.css'

/** Why no likeness is told: still being measured, or nobody agreed that this person's face is compared. Nothing when it is told. */
export const LikenessNote = ({
  nodes,
  measured,
}: {
  readonly nodes: readonly LineageNode[]
  readonly measured: Measured
}) => {
  const { view } = useStudio()
  const subject = useView((state) => state.subject)
  const name = useMirror((mirror) => mirror.subjects.find(({ id }) => id === subject)?.traits.name)
  const final = nodes.at(-1)
  const insight = final && measured.get(final.sha256)
  if (!insight || insight.likeness || subject === null) return null
  if (!insight.analysis)
    return (
      <p className={styles.note} role="status">
        <Icon name="queued" size={12} />
        The faces are being measured on this machine; likeness follows.
      </p>
    )
  if (insight.analysis.faces.length === 0) return null
  return (
    <p className={styles.note} role="status">
      <Icon name="info" size={12} />
      <span>
        Likeness is not told: nobody has agreed yet that the face of <span dir="auto">{name?.slice(0, 80)}</span> is
        compared with their photos. It is done on this machine and nothing is sent.
      </span>
      <Button onClick={() => view.setState({ open: { what: 'consent', subject, engine: 'likeness', next: () => {} } })}>
        Ask for it
      </Button>
    </p>
  )
}
