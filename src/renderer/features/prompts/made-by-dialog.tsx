import type { ChainLink } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { branchFrom } from '../../app/picture-prompts.ts'
import { pictureUrl } from '../../studio/pictures.ts'
import { problemOf } from '../../studio/problems.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { dollars, duration, moment } from '../../ui/figures.ts'
import { titleOf } from '../../ui/naming.ts'
import styles from './made-by.module.css'
import { shortVersion } from './naming.ts'
import { useAnswer } from './use-answer.ts'

const WORDS: Readonly<Record<string, string>> = {
  describe: 'Description of the scene',
  'nearest-view': 'Which view is nearest',
  canvas: 'Canvas to grow into',
  final: 'On the way to the final',
}

/** Every request on the way from the photos to a picture, the picture itself first. */
export const MadeByDialog = ({ sha256, onClose }: { readonly sha256: Sha256; readonly onClose: () => void }) => {
  const { client } = useStudio()
  const { value: chain, failed } = useAnswer(() => client.prompts.chain({ sha256 }), [sha256])
  const photos = chain?.filter(({ step }) => step === 'photo') ?? []
  const made = chain?.filter(({ step }) => step !== 'photo').toReversed() ?? []
  return (
    <Dialog title="What made this?" width={860} onClose={onClose}>
      {failed !== null && <p role="alert">{problemOf(failed).message}</p>}
      <ol className={styles.chain} aria-label="Requests, the picture first">
        {made.map((link) => (
          <Link key={link.name} link={link} onClose={onClose} />
        ))}
        {photos.length > 0 && (
          <li className={styles.link}>
            <div className={styles.photos}>
              {photos.map(
                ({ name, picture }) => picture && <img key={name} src={pictureUrl(picture, 'thumb')} alt="" />,
              )}
            </div>
            <h3>{photos.length === 1 ? 'The photo' : `The ${photos.length} photos`}</h3>
          </li>
        )}
      </ol>
    </Dialog>
  )
}

const Link = ({ link, onClose }: { readonly link: ChainLink; readonly onClose: () => void }) => {
  const studio = useStudio()
  const identities = useMirror((mirror) => mirror.identities)
  const { attempt, picture, card, words } = link
  const prompt = attempt?.parts.findLast((part) => part.kind === 'text' && part.turn === 'user')?.text
  const says = words ?? attempt?.text ?? null
  const used = attempt?.prompt ?? null
  return (
    <li className={styles.link}>
      {picture === null ? <span className={styles.noPicture} /> : <img src={pictureUrl(picture, 'thumb')} alt="" />}
      <div className={styles.told}>
        <h3 dir="auto">{titleOf(card, identities) ?? WORDS[link.step] ?? link.step}</h3>
        {words !== null && <p className={styles.quiet}>Written by a person in place of the describe step.</p>}
        {attempt && (
          <p className={styles.quiet}>
            {[
              attempt.engine === 'local' ? 'on this machine' : attempt.model,
              moment(attempt.startedAt),
              attempt.latencyMs === null ? '' : duration(attempt.latencyMs),
              attempt.cached ? 'stored already' : dollars(attempt.costUsd),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </p>
        )}
        {attempt && attempt.parts.length > 0 && (
          <p className={styles.parts} aria-label="Parts, in the order they were sent" role="group">
            {attempt.parts.map((part, index) =>
              part.kind === 'image' ? (
                <img
                  key={`${part.sha256} ${index.toString()}`}
                  src={pictureUrl(part.sha256, 'thumb')}
                  alt={part.role}
                  title={part.role}
                />
              ) : (
                <span key={`${part.sha256} ${index.toString()}`}>words</span>
              ),
            )}
          </p>
        )}
        {says !== null && (
          <details>
            <summary>What was said</summary>
            <p className={styles.prompt} dir="auto">
              {says}
            </p>
          </details>
        )}
        {prompt !== undefined && (
          <details>
            <summary>Prompt{used && `: ${used.template}, version ${shortVersion(used.version)}`}</summary>
            <p className={styles.prompt} dir="auto">
              {prompt}
            </p>
            {used && picture !== null && card && (
              <Button
                onClick={() => {
                  onClose()
                  void branchFrom(studio, picture)
                }}
              >
                Branch from here
              </Button>
            )}
          </details>
        )}
      </div>
    </li>
  )
}
