import type { Card, LineageNode, PictureFacts } from '../../contract/api/index.ts'
import { failed, ok, type ReferencePhoto, type Result, type Sha256 } from '../../contract/index.ts'
import type { Library } from '../library/types.ts'

const ORDER = ['reference', 'view', 'scene', 'portrait', 'final'] as const

const ROLE = { views: 'view', scene: 'scene', portrait: 'portrait', final: 'final' } as const

export const unknownPicture = (picture: Sha256) =>
  failed(
    'picture-missing',
    `The picture ${picture.slice(0, 12)} is not in the library.`,
    'Reload the window to see those there are.',
  )

const cardOf = (library: Library, picture: Sha256): Card | null => library.cards.of([picture])[0] ?? null

/** Everything a picture was made from, photos first, the picture itself last; each picture once. */
export const lineageOf = (library: Library, picture: Sha256): Result<readonly LineageNode[]> => {
  if (!library.pictureFacts(picture)) return unknownPicture(picture)
  const nodes = new Map<Sha256, LineageNode>()
  const visit = (sha256: Sha256, as: LineageNode['role'] | null): void => {
    if (nodes.has(sha256)) return
    const card = cardOf(library, sha256)
    const role = card ? ROLE[card.step] : (as ?? 'reference')
    const madeFrom = card?.madeFrom ?? []
    nodes.set(sha256, { sha256, role, card, madeFrom })
    for (const origin of madeFrom) visit(origin.sha256, origin.role)
  }
  visit(picture, null)
  const others = [...nodes.values()].filter(({ sha256 }) => sha256 !== picture)
  const own = nodes.get(picture)
  return ok([...others.toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role)), ...(own ? [own] : [])])
}

const photoOf = (library: Library, picture: Sha256): ReferencePhoto | null =>
  library.people
    .subjects()
    .flatMap(({ subject }) => subject.photos)
    .find(({ sha256 }) => sha256 === picture) ?? null

/** All that is known of a picture: what it is, and the request that made it, word by word. */
export const factsOf = (library: Library, picture: Sha256): Result<PictureFacts> => {
  const stored = library.pictureFacts(picture)
  if (!stored) return unknownPicture(picture)
  const { width, height, mimeType, bytes } = stored
  const attempt = library.cards.attemptOf(picture)
  return ok({
    sha256: picture,
    width,
    height,
    mimeType,
    bytes,
    card: cardOf(library, picture),
    attempt: attempt === null ? null : library.attempt(attempt),
    photo: stored.kind === 'reference' ? photoOf(library, picture) : null,
  })
}
