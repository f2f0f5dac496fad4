import type { LineageNode } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { marksOf } from '../../studio/face-marks.ts'
import type { Measured } from '../../studio/insights.ts'
import { pictureUrl } from '../../studio/pictures.ts'
import { Icon } from '../../ui/icon.tsx'
import { strategyTitle, VIEW_NAMES } from '../../ui/naming.ts'
import type { Size } from '../../viewer/geometry.ts'
import { FaceWindow } from './face-window.tsx'
import { Meter } from './meter.tsx'
import styles from './step-tile.module.css'
import type { Role, Step, StepLikeness } from './steps.ts'

const TITLES: Record<Role, string> = {
  reference: 'Photos',
  view: 'Views',
  scene: 'Scene',
  portrait: 'Matched portrait',
  final: 'Final',
}

/** Why a step has no picture. */
const WITHOUT: Record<Role, string> = {
  reference: 'No photo went in.',
  view: 'Made without views.',
  scene: 'Made without a scene.',
  portrait: 'Made without a portrait.',
  final: '',
}

const detailOf = ({ card, role }: LineageNode): string => {
  if (card?.view) return VIEW_NAMES[card.view]
  if (card?.strategy) return strategyTitle(card.strategy)
  return role === 'scene' || role === 'portrait' ? `variant ${card?.variant ?? 1}` : ''
}

/** One station: the picture that stands for it, the others small beneath, and how like the person it is. */
export const StepTile = ({
  step,
  node,
  told,
  measured,
  whole,
  window,
  focus,
  onLook,
  onPick,
}: {
  readonly step: Step
  readonly node: LineageNode | null
  readonly told: StepLikeness
  readonly measured: Measured
  readonly whole: boolean
  readonly window: Size
  readonly focus: Sha256 | null
  readonly onLook: (sha256: Sha256) => void
  readonly onPick: (sha256: Sha256) => void
}) => {
  const { view } = useStudio()
  const subjects = useMirror((mirror) => mirror.subjects)
  const photos = subjects.flatMap((subject) => subject.photos)
  const title = TITLES[step.role]
  if (!node)
    return (
      <div className={styles.tile} style={{ width: window.width }}>
        <div className={styles.empty} style={window}>
          {WITHOUT[step.role]}
        </div>
        <p className={styles.title}>{title}</p>
      </div>
    )
  const { sha256, card } = node
  const insight = measured.get(sha256)
  const face = marksOf(insight)
  const size = card ?? insight?.analysis ?? photos.find((photo) => photo.sha256 === sha256) ?? { width: 4, height: 5 }
  const photo = photos.find((one) => one.sha256 === sha256)
  const detail = photo ? photo.name : detailOf(node)
  const likeness = insight?.likeness ?? null
  const missing = face === undefined ? 'being measured' : face === null ? 'no face found' : null
  const says = [
    title,
    detail,
    step.role === 'scene' || told.score === null ? '' : `likeness ${Math.round(told.score * 100)} %`,
    told.worst ? 'lost most of the person' : '',
    missing ?? '',
  ]
  return (
    <div className={styles.tile} style={{ width: window.width }} data-worst={told.worst || undefined}>
      <button
        type="button"
        className={styles.picture}
        data-step={step.role}
        data-picture={sha256}
        aria-pressed={focus === sha256}
        aria-label={says.filter((word) => word !== '').join(', ')}
        onClick={() => onLook(sha256)}
        onDoubleClick={() => card && view.setState({ screen: 'board', loupe: true })}
      >
        <FaceWindow sha256={sha256} picture={size} face={face} whole={whole} window={window} />
        {missing && !whole && <span className={styles.missing} data-shown={missing} aria-hidden="true" />}
        {told.worst && (
          <span className={styles.worst} aria-hidden="true">
            <Icon name="warn" size={12} />
            <span data-shown="Lost most" />
          </span>
        )}
      </button>
      <p className={styles.title}>
        {title} {step.pictures.length > 1 && <span>{step.pictures.length}</span>}
      </p>
      <p className={styles.detail} dir="auto">
        {detail}
      </p>
      <Meter role={step.role} told={told} likeness={step.pictures.length > 1 ? null : likeness} />
      {step.pictures.length > 1 && (
        <ul className={styles.others} aria-label={`${title}: all`}>
          {step.pictures.map((other) => (
            <li key={other.sha256}>
              <button
                type="button"
                aria-pressed={other.sha256 === sha256}
                aria-label={`${title}: ${other.card?.view ? VIEW_NAMES[other.card.view] : (photos.find((one) => one.sha256 === other.sha256)?.name ?? 'picture')}`}
                data-picture={other.sha256}
                tabIndex={-1}
                onClick={() => onPick(other.sha256)}
              >
                <img src={pictureUrl(other.sha256, 'thumb')} alt="" draggable={false} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
