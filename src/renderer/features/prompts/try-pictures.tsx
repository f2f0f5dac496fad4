import type { TrialCase, TrialSide } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button } from '../../ui/button.tsx'
import styles from './try.module.css'
import { jobTitle } from './trying.ts'

const ENDINGS: Readonly<Record<TrialSide['state'], string>> = {
  made: '',
  blocked: 'refused',
  failed: 'failed',
  stopped: 'not made',
  waiting: 'not over yet',
}

/** Compare holds twelve pictures. */
const MOST_COMPARED = 12

const Side = ({ side, words }: { readonly side: TrialSide; readonly words: string }) => (
  <figure>
    {side.image === null ? (
      <span className={styles.none} title={side.says ?? undefined}>
        {ENDINGS[side.state]}
        {side.says !== null && <small>{side.says}</small>}
      </span>
    ) : (
      <img src={pictureUrl(side.image, 'thumb')} alt={words} loading="lazy" />
    )}
    <figcaption>{words}</figcaption>
  </figure>
)

const imagesOf = ({ before, tried }: TrialCase): readonly Sha256[] =>
  [before.image, tried.image].filter((image) => image !== null)

/** Every case: the picture with the current words beside the one with the new ones. */
export const TryPictures = ({ cases }: { readonly cases: readonly TrialCase[] }) => {
  const { view } = useStudio()
  const identities = useMirror((mirror) => mirror.identities)
  const subjects = useMirror((mirror) => mirror.subjects)
  const compare = (pictures: readonly Sha256[]): void => {
    const selection = [...new Set(pictures)].slice(0, MOST_COMPARED)
    view.setState({ screen: 'compare', selection, focus: selection[1] ?? selection[0] ?? null, backTo: 'prompts' })
  }
  const severalPeople = new Set(cases.map(({ subject }) => subject)).size > 1
  const nameOf = (one: TrialCase): string =>
    [
      severalPeople ? (subjects.find(({ id }) => id === one.subject)?.traits.name ?? '') : '',
      identities.find(({ id }) => id === one.identity)?.identity.name ?? '',
      jobTitle(one),
    ]
      .filter((part) => part !== '')
      .map((part) => part.slice(0, 60))
      .join(', ')
  const all = cases.flatMap(imagesOf)
  return (
    <>
      {cases.length > 1 && all.length > 1 && (
        <div className={styles.line}>
          <Button onClick={() => compare(all)}>
            {all.length > MOST_COMPARED ? `Compare the first ${MOST_COMPARED}` : `Compare all ${all.length}`}
          </Button>
        </div>
      )}
      <ul className={styles.cases}>
        {cases.map((one, index) => (
          <li key={`${one.tried.image ?? ''} ${index.toString()}`}>
            <div className={styles.line}>
              <p className={styles.strong} dir="auto">
                {nameOf(one)}
              </p>
              <span className={styles.space} />
              <Button
                off={imagesOf(one).length < 2 ? 'There is only one picture of it.' : null}
                onClick={() => compare(imagesOf(one))}
              >
                Compare
              </Button>
            </div>
            <div className={styles.pair}>
              <Side side={one.before} words="current words" />
              <Side side={one.tried} words="new words" />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
