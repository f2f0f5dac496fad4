import type { PictureInsight } from '../../../contract/api/index.ts'
import type { Face, Likeness, PictureAnalysis } from '../../../contract/index.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icon.tsx'
import { BANDS, percent } from '../../ui/likeness.ts'
import { Fact } from './fact.tsx'
import styles from './findings.module.css'

const degrees = (angle: number): string => `${Math.abs(Math.round(angle))}°`

/** Where the nose points, in the words of the picture's edges. */
const turned = (yaw: number): string => {
  const side = yaw > 0 ? 'RIGHT' : 'LEFT'
  if (Math.abs(yaw) < 8) return `${degrees(yaw)}, at the viewer`
  const kind = Math.abs(yaw) >= 65 ? 'profile, ' : ''
  return `${degrees(yaw)}, ${kind}nose to the ${side} edge`
}

const lifted = (pitch: number): string =>
  Math.abs(pitch) < 4 ? `${degrees(pitch)}, level` : `${degrees(pitch)} ${pitch > 0 ? 'up' : 'down'}`

const tilted = (roll: number): string =>
  Math.abs(roll) < 2 ? `${degrees(roll)}, upright` : `${degrees(roll)} toward the ${roll > 0 ? 'right' : 'left'} edge`

/** The smile net is unsure in between: 0.35 to 0.6. */
const smiling = (smile: number): string =>
  `${percent(smile)}, ${smile < 0.35 ? 'not smiling' : smile <= 0.6 ? 'unsure' : 'smiling'}`

const lit = ({ side, warmth }: Face['light']): string => {
  const from = side === 'front' ? 'from the front' : `from the ${side} edge`
  return `${from}, ${warmth > 3 ? 'warm' : warmth < -3 ? 'cool' : 'neutral'}`
}

const LOW_CONFIDENCE = 0.5

/** What was measured of the main face. */
const Measured = ({ face, analysis }: { readonly face: Face; readonly analysis: PictureAnalysis }) => (
  <Facts>
    <Fact name="Turned" value={turned(face.yaw)} />
    <Fact name="Lifted" value={lifted(face.pitch)} />
    <Fact name="Tilted" value={tilted(face.roll)} />
    <Fact name="Width" value={`${face.widthPercent.toFixed(1)} % of the picture`} />
    <Fact name="Smile" value={smiling(face.smile)} />
    <Fact name="Light" value={lit(face.light)} />
    <Fact name="Sharpness" value={percent(face.sharpness)} />
    {face.eyesOpen !== null && <Fact name="Eyes open" value={percent(face.eyesOpen)} />}
    {analysis.faces.length > 1 && <Fact name="Faces" value={`${analysis.faces.length}; this is the largest`} />}
    {face.poseConfidence < LOW_CONFIDENCE && (
      <Fact name="Angles" value={`unsure: ${percent(face.poseConfidence)} confidence`} />
    )}
  </Facts>
)

/** Whom a picture looks like, by how much, and what that means. */
export const LikenessFacts = ({ likeness }: { readonly likeness: Likeness }) => {
  const { score, band, says } = likeness
  const { word, tone, icon, means } = BANDS[band]
  return (
    <div>
      <p className={styles.likeness} data-tone={tone}>
        {score !== null && <strong>{percent(score)}</strong>}
        <span>
          <Icon name={icon} size={12} />
          {word}
        </span>
      </p>
      {score !== null && (
        <>
          <div className={styles.bar} aria-hidden="true">
            <span style={{ width: `${Math.min(100, Math.max(0, score * 100))}%` }} />
          </div>
          <p className={styles.ends} aria-hidden="true">
            <span>a stranger</span>
            <span>own photos</span>
          </p>
        </>
      )}
      <p>{means}</p>
      <p className={styles.quiet}>{says}</p>
    </div>
  )
}

/** What was measured in a picture's main face, or why nothing was. */
export const FaceFacts = ({ insight }: { readonly insight: PictureInsight | undefined }) => {
  if (!insight?.analysis) return <p className={styles.quiet}>Being measured on this machine.</p>
  const { analysis, sceneKept } = insight
  const [face] = analysis.faces
  return (
    <>
      {face ? <Measured face={face} analysis={analysis} /> : <p className={styles.quiet}>No face was found.</p>}
      {sceneKept && (
        <Facts>
          <Fact
            name="Scene kept"
            value={`${percent(sceneKept.score)} (structure ${percent(sceneKept.structure)}, colour ${percent(sceneKept.colour)})`}
          />
        </Facts>
      )}
    </>
  )
}
