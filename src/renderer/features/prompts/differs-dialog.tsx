import type { PictureFacts } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { problemOf } from '../../studio/problems.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DiffSides } from '../../ui/diff-words.tsx'
import { moment } from '../../ui/figures.ts'
import { strategyTitle, titleOf } from '../../ui/naming.ts'
import styles from './differs.module.css'
import { shortVersion } from './naming.ts'
import { useAnswer } from './use-answer.ts'

const promptOf = ({ attempt }: PictureFacts): string =>
  attempt?.parts
    .filter((part) => part.kind === 'text' && part.role === 'prompt')
    .map(({ text }) => text ?? '')
    .join('\n\n') ?? ''

/** What is told of a picture beside its words, where two of them are not the same in it. */
const factsOf = ({ attempt, card }: PictureFacts): Readonly<Record<string, string>> => ({
  Prompt: attempt?.prompt ? `${attempt.prompt.template}, version ${shortVersion(attempt.prompt.version)}` : 'none',
  Strategy: card?.strategy ? strategyTitle(card.strategy) : 'none',
  Model: attempt?.model ?? 'none',
  Variant: card ? String(card.variant) : 'none',
  'Pictures sent': String(attempt?.parts.filter(({ kind }) => kind === 'image').length ?? 0),
  Made: card ? moment(card.madeAt) : 'not made here',
})

/** The words two pictures were made with beside each other, and what else is not the same. */
export const DiffersDialog = ({
  pictures,
  onClose,
}: {
  readonly pictures: readonly [Sha256, Sha256]
  readonly onClose: () => void
}) => {
  const { client, view } = useStudio()
  const identities = useMirror((mirror) => mirror.identities)
  const { value, failed } = useAnswer(() => client.pictures.facts({ pictures: [...pictures] }), [pictures.join()])
  const [a, b] = value ?? []
  const nameOf = (facts: PictureFacts): string => titleOf(facts.card, identities) ?? facts.photo?.name ?? 'Photo'
  const same = a && b && promptOf(a) === promptOf(b)
  return (
    <Dialog
      title="What differs"
      width={1160}
      reading
      onClose={onClose}
      foot={
        <Button
          onClick={() => view.setState({ open: null, screen: 'compare', selection: pictures, focus: pictures[1] })}
        >
          Compare the pictures
        </Button>
      }
    >
      {failed !== null && <p role="alert">{problemOf(failed).message}</p>}
      {a && b && (
        <>
          <table className={styles.facts} aria-label="Facts that differ">
            <thead>
              <tr>
                <td />
                {[a, b].map((one) => (
                  <th key={one.sha256} scope="col" dir="auto">
                    <img src={pictureUrl(one.sha256, 'thumb')} alt="" />
                    {nameOf(one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Object.entries(factsOf(a)).map(([name, told]) => {
                const other = factsOf(b)[name]
                return told === other ? null : (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{told}</td>
                    <td>{other}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          {same ? (
            <p>{promptOf(a) === '' ? 'Neither was made with words.' : 'Both were made with the same words.'}</p>
          ) : (
            <DiffSides before={promptOf(a)} after={promptOf(b)} from={nameOf(a)} to={nameOf(b)} />
          )}
        </>
      )}
    </Dialog>
  )
}
