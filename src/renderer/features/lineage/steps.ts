import type { LineageNode } from '../../../contract/api/index.ts'
import type { Measured } from '../../studio/insights.ts'

export type Role = LineageNode['role']

/** A station on the way from the photos to a final, with the pictures that stand for it. */
export type Step = { readonly role: Role; readonly pictures: readonly LineageNode[] }

export const ROLES: readonly Role[] = ['reference', 'view', 'scene', 'portrait', 'final']

/**
 * The way the person's face takes. The scene is not on it: it is made with anybody's face, so that nothing of the person can be
 * lost there.
 */
const FACE_PATH: ReadonlySet<Role> = new Set(['reference', 'view', 'portrait', 'final'])

/** All five stations in order; one that a strategy did without is empty. */
export const stepsOf = (nodes: readonly LineageNode[]): readonly Step[] =>
  ROLES.map((role) => ({ role, pictures: nodes.filter((node) => node.role === role) }))

const mean = (figures: readonly number[]): number | null =>
  figures.length === 0 ? null : figures.reduce((sum, figure) => sum + figure, 0) / figures.length

/** How like the person a step's pictures are, 0 to 1; their mean where there are several. Null: nothing can be said. */
const scoreOf = ({ role, pictures }: Step, measured: Measured): number | null => {
  // The person's own photos are what likeness is measured by.
  if (role === 'reference') return pictures.length > 0 ? 1 : null
  return mean(pictures.flatMap(({ sha256 }) => measured.get(sha256)?.likeness?.score ?? []))
}

export type StepLikeness = {
  readonly score: number | null
  /** What was lost since the step before on the face's way, 0 to 1; null where either is not known. Below 0: won back. */
  readonly lost: number | null
  /** No other step lost more. */
  readonly worst: boolean
}

/** Losses smaller than this are the measuring, not the step. */
const WORTH_TELLING = 0.03

/** Likeness at every step, and the one that lost most of the person; none where nothing worth telling was lost. */
export const likenessAlong = (steps: readonly Step[], measured: Measured): readonly StepLikeness[] => {
  let before: number | null = null
  // Likeness counts only where something after the photos was compared with them.
  const compared = steps.some((step) => step.role !== 'reference' && scoreOf(step, measured) !== null)
  const found = steps.map((step) => {
    const score = compared ? scoreOf(step, measured) : null
    if (!FACE_PATH.has(step.role)) return { score, lost: null }
    const lost = score === null || before === null ? null : before - score
    before = score ?? before
    return { score, lost }
  })
  const most = Math.max(...found.map(({ lost }) => lost ?? 0))
  return found.map(({ score, lost }) => ({
    score,
    lost,
    worst: lost !== null && lost === most && most >= WORTH_TELLING,
  }))
}

/** The picture of a step whose head is turned most like this; the first where nothing was measured. */
export const nearestIn = (
  pictures: readonly LineageNode[],
  measured: Measured,
  yaw: number | null,
): LineageNode | null => {
  const [first] = pictures
  if (!first || yaw === null) return first ?? null
  const off = ({ sha256 }: LineageNode): number => {
    const face = measured.get(sha256)?.analysis?.faces[0]
    return face ? Math.abs(face.yaw - yaw) : Number.POSITIVE_INFINITY
  }
  return pictures.reduce((best, one) => (off(one) < off(best) ? one : best), first)
}
