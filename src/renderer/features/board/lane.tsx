import type { Card as CardOf, Lane as LaneOf, LiveJob, Readiness } from '../../../contract/api/index.ts'
import { give } from '../../app/commands.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Button, IconButton, Tip } from '../../ui/button.tsx'
import { Stepper } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { OrderedPicker } from '../../ui/menu.tsx'
import { count } from '../../ui/figures.ts'
import { STEP_NAMES } from '../../ui/naming.ts'
import { Card } from './card.tsx'
import { JobCard } from './job-card.tsx'
import styles from './lane.module.css'

type Step = 'scene' | 'portrait' | 'final'

/** What a lane is for, said while it is empty. */
const TEACHES: Record<Step, string> = {
  scene: 'The moment of the identity as a cinematic picture, with anybody’s face. Make a few and pick the best.',
  portrait: 'The person’s own face in the scene’s angle, light and clothes. One for each picked scene.',
  final: 'The scene with the person’s face. Strategies are tried in order until one gives a picture.',
}

/** Rungs that are only there in case an earlier one gives nothing are not shown until they are needed. */
const isShown = (job: LiveJob): boolean =>
  job.state !== 'skipped' && job.state !== 'succeeded' && !(job.state === 'held' && (job.rung ?? 0) > 0)

/** What only waits for its turn takes room from the pictures and tells nothing: two stand for the rest. */
const QUEUED_SHOWN = 2
const isQueued = ({ state, waiting }: LiveJob): boolean => waiting === null && (state === 'ready' || state === 'held')

/** One step of the recipe: its pictures, its work under way, and the way to make more. */
export const Lane = ({
  step,
  lane,
  cards,
}: {
  readonly step: Step
  readonly lane: LaneOf
  readonly cards: readonly CardOf[]
}) => {
  const all = lane.jobs.filter(isShown)
  const queued = all.filter(isQueued)
  const jobs = [...all.filter((job) => !isQueued(job)), ...queued.slice(0, QUEUED_SHOWN)]
  const unseen = all.length - jobs.length + lane.jobsTotal - lane.jobs.length
  const title = STEP_NAMES[step].many
  return (
    <section className={styles.lane} aria-label={title}>
      <LaneHead step={step} lane={lane} shown={cards.length} />
      <div className={styles.scroll} data-scroll>
        {jobs.length > 0 && (
          <ul className={styles.cards} aria-label={`${title}: work under way`}>
            {jobs.map((job) => (
              <JobCard key={job.job} job={job} />
            ))}
          </ul>
        )}
        {unseen > 0 && <p className={styles.more}>And {unseen} more queued; Runs (Q) has all of them.</p>}
        <ul className={styles.cards} aria-label={`${title}: pictures`}>
          {cards.map((card) => (
            <Card key={card.sha256} card={card} />
          ))}
        </ul>
        {cards.length === 0 && jobs.length === 0 && (
          <p className={styles.teaches}>
            {lane.cards.length > 0 ? 'Nothing here was made from what is picked.' : TEACHES[step]}
          </p>
        )}
        {lane.total > lane.cards.length && (
          <p className={styles.teaches}>
            The newest {lane.cards.length} of {lane.total} are shown; the grid (G) has all of them.
          </p>
        )}
      </div>
    </section>
  )
}

const LaneHead = ({ step, lane, shown }: { readonly step: Step; readonly lane: LaneOf; readonly shown: number }) => {
  const studio = useStudio()
  const { view } = studio
  const variants = useView((state) => state.variants)
  const narrowed = useView(
    ({ picked }) => step !== 'scene' && picked.scenes.length + (step === 'final' ? picked.portraits.length : 0) > 0,
  )
  const title = STEP_NAMES[step].many
  const openPrompt = (template: string): void =>
    view.setState({ screen: 'prompts', prompt: { what: 'template', template, branch: null } })
  const stops = lane.readiness.filter(({ level }) => level === 'stop')
  // The samples have a line of their own above the board; what stands in the way comes before what is good to know.
  const told = stops.length > 0 ? stops : lane.readiness.filter(({ code }) => code !== 'seeding')
  const reasons = `${title}: what stands in the way`
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h2>{title}</h2>
        <span className={styles.count}>{shown === lane.total ? lane.total : `${shown} of ${lane.total}`}</span>
        <Narrowed step={step} />
        {step === 'final' && lane.total > 0 && (
          <IconButton
            icon="tie"
            name="Lineage and trade-off: where the person was lost"
            keys="L"
            onClick={() => give(studio, 'lineage')}
          />
        )}
        <span className={styles.space} />
        {lane.prompt && !narrowed && (
          <Tip says={`Prompt template “${lane.prompt.template}”, version ${lane.prompt.version.slice(0, 6)}: open it`}>
            <button
              type="button"
              className={styles.prompt}
              aria-label={`prompt ${lane.prompt.version.slice(0, 6)}: open the template ${lane.prompt.template}`}
              onClick={() => openPrompt(lane.prompt?.template ?? '')}
            >
              prompt {lane.prompt.version.slice(0, 6)}
            </button>
          </Tip>
        )}
      </div>
      <div className={styles.line}>
        <Stepper
          name={`${title} to have`}
          value={variants[step]}
          least={1}
          most={20}
          onChange={(value) => view.setState((state) => ({ variants: { ...state.variants, [step]: value } }))}
        />
        {step === 'final' && <Ladder />}
        <span className={styles.space} />
        <Button
          look={stops.length === 0 ? 'main' : 'plain'}
          off={stops.length === 0 ? null : stops.map(({ says }) => says).join(' ')}
          aria-describedby={stops.length > 0 ? `why-${step}` : undefined}
          onClick={() => view.setState({ open: { what: 'plan', lane: step } })}
        >
          <Icon name="play" size={12} />
          Run
        </Button>
      </div>
      {told.length > 0 && <Reasons id={`why-${step}`} name={reasons} readiness={told} />}
    </header>
  )
}

const Reasons = ({
  id,
  name,
  readiness,
}: {
  readonly id: string
  readonly name: string
  readonly readiness: readonly Readiness[]
}) => (
  <ul className={styles.reasons} id={id} aria-label={name}>
    {readiness.map(({ code, level, says }) => (
      <li key={code} data-level={level}>
        <Icon name={level === 'stop' ? 'blocked' : 'info'} size={12} />
        {says}
      </li>
    ))}
  </ul>
)

const Ladder = () => {
  const { view } = useStudio()
  const ladder = useView((state) => state.ladder)
  const choices = useMirror((mirror) => mirror.choices)
  if (!choices) return null
  return (
    <OrderedPicker
      name="Ladder of strategies"
      values={ladder}
      empty="Default ladder"
      options={choices.strategies.map(({ name, title, known }) => ({ value: name, title, note: known }))}
      onChange={(values) => view.setState({ ladder: values })}
    />
  )
}

/** Says that the lane shows only what came from the picked pictures, and lets go of them. */
const Narrowed = ({ step }: { readonly step: Step }) => {
  const { view } = useStudio()
  const { scenes, portraits } = useView((state) => state.picked)
  const by = step === 'portrait' ? scenes : step === 'final' ? (portraits.length > 0 ? portraits : scenes) : []
  if (by.length === 0) return null
  const from = by === portraits ? 'portrait' : 'scene'
  return (
    <Button
      className={styles.narrowed}
      aria-label={`Made from ${count(by.length, from)}: show all again`}
      onClick={() => view.setState({ picked: { scenes: [], portraits: [] } })}
    >
      {count(by.length, from)}
      <Icon name="close" size={10} />
    </Button>
  )
}
