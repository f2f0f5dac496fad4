import type { PromptPage } from '../../../contract/api/index.ts'
import { useMirror } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button } from '../../ui/button.tsx'
import { Stepper } from '../../ui/field.tsx'
import { count } from '../../ui/figures.ts'
import { titleOf } from '../../ui/naming.ts'
import styles from './try.module.css'
import { type Reach, takesScenes, whyOneVariant } from './trying.ts'
import type { Cast } from './use-cast.ts'

const MOST_VARIANTS = 10

const Chips = <T extends number>({
  title,
  options,
  chosen,
  onToggle,
}: {
  readonly title: string
  readonly options: readonly { readonly id: T; readonly name: string }[]
  readonly chosen: readonly T[]
  readonly onToggle: (id: T) => void
}) => (
  <div className={styles.field} role="group" aria-label={title}>
    <span className={styles.quiet}>{title}</span>
    <div className={styles.chips}>
      {options.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          role="checkbox"
          aria-checked={chosen.includes(id)}
          className={styles.chip}
          dir="auto"
          onClick={() => onToggle(id)}
        >
          {name}
        </button>
      ))}
    </div>
  </div>
)

/** Whom and what the words are tried on: several of each, so that one picture that is lucky proves nothing. */
export const TryCast = ({
  page,
  reach,
  cast,
}: {
  readonly page: PromptPage
  readonly reach: Reach
  readonly cast: Cast
}) => {
  const subjects = useMirror((mirror) => mirror.subjects)
  const identities = useMirror((mirror) => mirror.identities)
  const oneVariant = whyOneVariant(page, reach)
  const offered = cast.offered ?? []
  const all = cast.scenes.length === offered.length
  return (
    <>
      <Chips
        title="Subjects"
        options={subjects
          .filter(({ id, archived }) => !archived || cast.subjects.includes(id))
          .map(({ id, traits }) => ({ id, name: traits.name }))}
        chosen={cast.subjects}
        onToggle={cast.toggleSubject}
      />
      {!(page.template.step === 'views' && reach === 'step') && (
        <Chips
          title="Identities"
          options={identities
            .filter(({ id, archived }) => !archived || cast.identities.includes(id))
            .map(({ id, identity }) => ({ id, name: identity.name }))}
          chosen={cast.identities}
          onToggle={cast.toggleIdentity}
        />
      )}
      {takesScenes(page, reach) && offered.length > 0 && (
        <div className={styles.field} role="group" aria-label="Scenes to try it on">
          <div className={styles.line}>
            <span className={styles.quiet}>
              On {cast.scenes.length} of {count(offered.length, 'scene')}
            </span>
            {offered.length > 1 && (
              <Button
                look="quiet"
                onClick={() => cast.chooseScenes((all ? offered.slice(0, 1) : offered).map(({ sha256 }) => sha256))}
              >
                {all ? 'Only the newest' : 'All of them'}
              </Button>
            )}
          </div>
          <div className={styles.thumbs}>
            {offered.map((card) => (
              <button
                key={card.sha256}
                type="button"
                role="checkbox"
                aria-checked={cast.scenes.includes(card)}
                aria-label={titleOf(card, identities) ?? 'Scene'}
                title={titleOf(card, identities) ?? 'Scene'}
                className={styles.thumb}
                onClick={() => cast.toggleScene(card.sha256)}
              >
                <img src={pictureUrl(card.sha256, 'thumb')} alt="" loading="lazy" />
              </button>
            ))}
          </div>
        </div>
      )}
      {oneVariant === null && (
        <div className={styles.line}>
          <span className={styles.quiet}>Variants of each</span>
          <Stepper
            name="Variants of each"
            value={cast.variants}
            least={1}
            most={MOST_VARIANTS}
            onChange={cast.setVariants}
          />
        </div>
      )}
    </>
  )
}
