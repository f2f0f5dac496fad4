import { type ReactNode, useEffect, useState } from 'react'
import type { PictureFacts } from '../../../contract/api/index.ts'
import type { AttemptPart } from '../../../contract/index.ts'
import { useInsight } from '../../app/insights.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { reviewOf } from '../../studio/reviewing.ts'
import { dollars, duration, moment, size } from '../../ui/figures.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icon.tsx'
import { strategyTitle, titleOf } from '../../ui/naming.ts'
import { Attempts } from './attempts.tsx'
import { Fact } from './fact.tsx'
import { FaceFacts, LikenessFacts } from './face-facts.tsx'
import { Findings, findingsOf } from './findings.tsx'
import { isMirrored } from '../../app/picture-flip.ts'
import { FlipOffer } from './flip-offer.tsx'
import { PicturePromptLine, RecreationLine } from '../prompts/picture-prompt.tsx'
import styles from './inspector.module.css'
import { Notes } from './notes.tsx'
import { SecondOpinionOfferLine } from './second-opinion.tsx'
import { ReviewControls } from './review-controls.tsx'

/** Everything known of the picture in focus. */
const useFacts = (): PictureFacts | null => {
  const { client } = useStudio()
  const focus = useView((view) => view.focus)
  const [facts, setFacts] = useState<PictureFacts | null>(null)
  useEffect(() => {
    if (focus === null) return
    let gone = false
    client.pictures.facts({ pictures: [focus] }).then(
      ([found]) => gone || setFacts(found ?? null),
      // Stepping on is an answer too: the next picture asks for itself.
      () => gone || setFacts(null),
    )
    return () => {
      gone = true
    }
  }, [client, focus])
  return focus !== null && facts?.sha256 === focus ? facts : null
}

const Section = ({
  title,
  children,
  open = true,
}: {
  readonly title: string
  readonly children: ReactNode
  readonly open?: boolean
}) => (
  <details className={styles.section} open={open}>
    <summary>
      <Icon name="chevron" size={12} />
      {title}
    </summary>
    <div className={styles.content}>{children}</div>
  </details>
)

/** The right column: what is known and said of the picture in focus. */
export const Inspector = () => {
  const { known } = useStudio()
  const focus = useView((view) => view.focus)
  const facts = useFacts()
  const identities = useMirror((mirror) => mirror.identities)
  const card = (focus === null ? undefined : known.get(focus)) ?? null
  const review = useMirror((mirror) => (card ? reviewOf(mirror, card) : null))
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      {focus !== null && !card && facts?.photo ? (
        <>
          <header className={styles.head}>
            <img src={pictureUrl(focus, 'thumb')} alt="" />
            <h2 dir="auto">{facts.photo.name.slice(0, 300)}</h2>
          </header>
          <Known facts={facts} />
        </>
      ) : focus === null || !card || !review ? (
        <div className={styles.empty}>
          <p>
            Choose a picture to see what is known of it: its checks, the prompt, every part of the request, and notes.
          </p>
        </div>
      ) : (
        <>
          <header className={styles.head}>
            <img src={pictureUrl(card.sha256, 'thumb')} alt="" />
            <h2 dir="auto">{titleOf(card, identities)}</h2>
          </header>
          <Section title="Review">
            <ReviewControls cards={[card]} shown={review} />
            {review.approved && (
              <p className={styles.quiet}>
                Approved by <span dir="auto">{review.approved.by || 'somebody'}</span>, {moment(review.approved.at)}
              </p>
            )}
            <Notes key={card.sha256} card={card} review={review} />
          </Section>
          {facts && <Known facts={facts} />}
        </>
      )}
    </aside>
  )
}

const Known = ({ facts }: { readonly facts: PictureFacts }) => {
  const { attempt, card, photo } = facts
  const insight = useInsight(facts.sha256)
  const findings = findingsOf(attempt?.checks ?? [], insight?.checks ?? [])
  const second = insight?.second ?? []
  const prompt = attempt?.parts.find((part) => part.kind === 'text' && part.role === 'prompt')
  return (
    <>
      {(findings.length > 0 || card) && (
        <Section title="Checks">
          <Findings findings={[...findings, ...second]} />
          {card && isMirrored(card, findings) && <FlipOffer card={card} />}
          {card && <SecondOpinionOfferLine key={card.sha256} sha256={card.sha256} asked={second.length > 0} />}
        </Section>
      )}
      {insight?.likeness && card?.step !== 'scene' && (
        <Section title="Likeness">
          <LikenessFacts likeness={insight.likeness} />
        </Section>
      )}
      <Section title="Face">
        <FaceFacts insight={insight} />
      </Section>
      <Section title="Picture">
        <Facts>
          <Fact name="Size" value={`${facts.width} × ${facts.height}, ${size(facts.bytes)}`} />
          <Fact name="Format" value={facts.mimeType.replace('image/', '').toUpperCase()} />
          {photo && <Fact name="Photo" value={photo.name} />}
          {photo && <Fact name="Pose" value={photo.pose} />}
          {card?.strategy && <Fact name="Strategy" value={strategyTitle(card.strategy)} />}
          {card && card.rung !== null && <Fact name="Rung" value={`${card.rung + 1}`} />}
          {card && <Fact name="Variant" value={`${card.variant}`} />}
          {attempt && (
            <>
              <Fact name="Engine" value={attempt.engine} />
              <Fact name="Model" value={attempt.model} />
              <Fact name="Time" value={attempt.latencyMs === null ? 'unknown' : duration(attempt.latencyMs)} />
              <Fact name="Cost" value={dollars(attempt.costUsd)} />
              {attempt.cached && <Fact name="Cached" value="yes: no request was sent" />}
              {attempt.retries > 0 && <Fact name="Sent again" value={`${attempt.retries} times`} />}
              <Fact name="Made" value={moment(attempt.startedAt)} />
            </>
          )}
          <Fact name="SHA-256" value={facts.sha256} mono />
        </Facts>
      </Section>
      {attempt && prompt && (
        <Section title="Prompt used">
          {attempt.prompt && <PicturePromptLine prompt={attempt.prompt} />}
          <p className={styles.prompt} dir="auto" tabIndex={0} role="note" aria-label="The prompt, word by word">
            {prompt.text}
          </p>
          <RecreationLine
            strategy={card?.strategy ?? null}
            scene={card?.madeFrom.find(({ role }) => role === 'scene')?.sha256 ?? null}
          />
        </Section>
      )}
      {card && (
        <Section title="Attempts">
          <Attempts card={card} />
        </Section>
      )}
      {attempt && (
        <Section title="Request, in order">
          <ol className={styles.parts}>
            {attempt.parts.map((part, index) => (
              <li key={`${part.sha256}-${index.toString()}`}>
                <Part part={part} />
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  )
}

const Part = ({ part }: { readonly part: AttemptPart }) => (
  <>
    {part.kind === 'image' ? (
      <img src={pictureUrl(part.sha256, 'thumb')} alt="" loading="lazy" />
    ) : (
      <span className={styles.words} dir="auto">
        {part.text?.slice(0, 80)}
      </span>
    )}
    <span>
      {part.role}
      {part.turn === 'model' ? ', said by the model' : ''}
    </span>
  </>
)
