import { type Card, type ExportOptions, type ExportWhat, NAME_WORDS, type NameWord } from '../../contract/api/index.ts'
import {
  type Attempt,
  failed,
  type Identity,
  ok,
  type RecipeName,
  type Result,
  type Sha256,
} from '../../contract/index.ts'
import type { Provenance } from '../imaging/metadata/provenance.ts'
import type { AppLibrary } from '../library/app.ts'
import type { LibraryReader, StoredPicture } from '../library/types.ts'

/** What of a library handing over asks for. */
export type DeliverySource = Pick<LibraryReader, 'folder' | 'picture' | 'pictureFacts' | 'attempt' | 'run'> &
  Pick<AppLibrary, 'cards' | 'people'>

/** A picture that somebody made here, with everything that a name, a caption or a mark may tell of it. */
export interface Deliverable {
  readonly card: Card
  readonly stored: StoredPicture
  readonly attempt: Attempt | null
  readonly recipe: RecipeName | null
  readonly subject: string | null
  readonly identity: Identity | null
}

const PAGE = 500

const approvedCards = (source: DeliverySource): readonly Card[] => {
  const cards: Card[] = []
  for (let total = 1; cards.length < total;) {
    const page = source.cards.query({ approved: true }, { sort: 'oldest', offset: cards.length, limit: PAGE })
    if (page.cards.length === 0) break
    cards.push(...page.cards)
    total = page.total
  }
  return cards
}

/** Names written out in a message; of more than these only the number. */
const MOST_NAMED = 5

const namesOf = (pictures: readonly Sha256[]): string => {
  const named = pictures.slice(0, MOST_NAMED).join(', ')
  return pictures.length > MOST_NAMED ? `${named} and ${pictures.length - MOST_NAMED} more` : named
}

/** Why pictures that are no cards cannot be handed over or approved. */
const notMade = (pictures: readonly Sha256[], source: Pick<DeliverySource, 'pictureFacts'>) => {
  const lost = pictures.filter((picture) => source.pictureFacts(picture) === null)
  return lost.length === 0
    ? failed(
        'picture-not-made-here',
        `Not made here, but photos or steps in between: ${namesOf(pictures)}.`,
        'Leave them out.',
      )
    : failed(
        'picture-unknown',
        `Not in the library: ${namesOf(lost)}.`,
        'Name pictures by their whole SHA-256, as history shows them.',
      )
}

/** The cards of pictures that were named, each once, in their order. Fails with `picture-unknown`, `picture-not-made-here`. */
export const cardsOf = (
  source: Pick<DeliverySource, 'cards' | 'pictureFacts'>,
  pictures: readonly Sha256[],
): Result<readonly Card[]> => {
  const cards = source.cards.of([...new Set(pictures)])
  const found = new Set(cards.map(({ sha256 }) => sha256))
  const others = [...new Set(pictures)].filter((picture) => !found.has(picture))
  return others.length === 0 ? ok(cards) : notMade(others, source)
}

/**
 * The pictures that were asked for: approved ones oldest first, named ones in their order, each once. Fails with
 * `export-nothing` where none is approved, `picture-unknown`, `picture-not-made-here`.
 */
export const deliverablesOf = (source: DeliverySource, what: ExportWhat): Result<readonly Deliverable[]> => {
  const chosen = what === 'approved' ? ok(approvedCards(source)) : cardsOf(source, what)
  if (!chosen.ok) return chosen
  const cards = chosen.value
  if (cards.length === 0)
    return failed(
      'export-nothing',
      'No picture is approved yet.',
      'Approve some on the board (A) or with the command approve, or choose pictures instead.',
    )
  const subjects = new Map<number, string | null>()
  const identities = new Map<number, Identity | null>()
  const all: Deliverable[] = []
  for (const card of cards) {
    const stored = source.pictureFacts(card.sha256)
    if (!stored) return notMade([card.sha256], source)
    const attempt = source.attempt(card.attempt)
    const { subject, identity } = card
    if (subject !== null && !subjects.has(subject))
      subjects.set(subject, source.people.subject(subject)?.subject.traits.name ?? null)
    if (identity !== null && !identities.has(identity))
      identities.set(identity, source.people.identity(identity)?.identity ?? null)
    all.push({
      card,
      stored,
      attempt,
      recipe: attempt?.recipe ?? null,
      subject: subject === null ? null : (subjects.get(subject) ?? null),
      identity: identity === null ? null : (identities.get(identity) ?? null),
    })
  }
  return ok(all)
}

/** What a model was told, in order; null where nothing was, or it is not kept. */
export const promptOf = ({ attempt }: Deliverable): string | null => {
  const words = (attempt?.parts ?? []).flatMap(({ kind, turn, text }) =>
    kind === 'text' && turn === 'user' && text !== undefined ? [text] : [],
  )
  return words.length === 0 ? null : words.join('\n\n')
}

/**
 * What the picture's metadata say. What was put together on this machine is a composite of a model's pictures; everything else is
 * marked as a model's work, also what the simulator drew in a model's place.
 */
export const provenanceOf = (one: Deliverable, tell: ExportOptions['tell'], tool: string): Provenance => {
  const { card } = one
  return {
    source: card.engine === 'local' ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia',
    tool,
    madeAt: card.madeAt,
    engine: card.engine,
    model: card.model,
    recipe: one.recipe ?? 'unknown',
    step: card.step,
    strategy: card.strategy,
    original: card.sha256,
    prompt: tell.prompts ? promptOf(one) : null,
    subject: tell.names ? one.subject : null,
    identity: tell.names ? (one.identity?.name ?? null) : null,
  }
}

const isNameWord = (word: string): word is NameWord => NAME_WORDS.some((known) => known === word)

/** Words in braces that mean nothing, in the order they stand. */
export const unknownWords = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1] ?? '').filter((word) => !isNameWord(word))

/** What a word in a name stands for; empty where the picture has no such thing. */
export const valueOf = (word: NameWord, one: Deliverable, n: string): string => {
  const { card } = one
  switch (word) {
    case 'subject':
      return one.subject ?? ''
    case 'identity':
      return one.identity?.name ?? ''
    case 'category':
      return one.identity?.category ?? ''
    case 'step':
      return card.step === 'views' ? 'view' : card.step
    case 'strategy':
      return card.strategy ?? ''
    case 'view':
      return card.view ?? ''
    case 'variant':
      return String(card.variant)
    case 'n':
      return n
    case 'date':
      return card.madeAt.slice(0, 10)
    case 'time':
      return card.madeAt.slice(11, 19).replaceAll(':', '')
    case 'stars':
      return String(card.review.stars)
    case 'flag':
      return card.review.flag ?? ''
    case 'label':
      return card.review.label ?? ''
    case 'engine':
      return card.engine
    case 'model':
      return card.model
    case 'run':
      return String(card.run)
    case 'width':
      return String(card.width)
    case 'height':
      return String(card.height)
    case 'id':
      return card.sha256.slice(0, 12)
  }
}
