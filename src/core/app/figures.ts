import type { Sha256, SubjectId } from '../../contract/index.ts'
import type { MeasuredFigures } from '../library/app.ts'

export interface FiguresParts {
  /** The number of the newest event: whatever figures follow from is told by one. */
  readonly seq: () => number
  readonly people: () => readonly SubjectId[]
  /** Null where somebody does not agree to be compared. */
  readonly scoresOf: (subject: SubjectId) => ReadonlyMap<Sha256, number> | null
  readonly scenesKept: () => ReadonlyMap<Sha256, number>
}

/** Figures of the whole library, worked out once and kept until anything happens in the studio. */
export const openFigures = ({ seq, people, scoresOf, scenesKept }: FiguresParts): (() => MeasuredFigures) => {
  let kept: { readonly seq: number; readonly figures: MeasuredFigures } | null = null
  return () => {
    const now = seq()
    if (kept?.seq !== now)
      kept = {
        seq: now,
        figures: {
          likeness: new Map(people().flatMap((subject) => [...(scoresOf(subject) ?? [])])),
          sceneKept: scenesKept(),
        },
      }
    return kept.figures
  }
}
