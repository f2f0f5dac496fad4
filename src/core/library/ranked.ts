import type { Database } from 'better-sqlite3'
import type { PictureFilter, PictureSort } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import type { MeasuredFigures } from './app.ts'
import type { Listing, Listings } from './listings.ts'

export const NOTHING_MEASURED: MeasuredFigures = { likeness: new Map(), sceneKept: new Map() }

/** The row that stands for a picture: a figure belongs to the picture, whichever of its rows a listing shows. */
type Figures = ReadonlyMap<number, number>

interface Row {
  readonly id: number
  readonly step: string
}

/**
 * Listings by what was measured. Figures are no columns: they change with what is measured and with whom agrees to it, so the few
 * pictures that have one are put before the others in a listing that follows from rows alone.
 */
export const openRanked = (
  database: Database,
  listings: Pick<Listings, 'of'>,
): { readonly of: (filter: PictureFilter, sort: PictureSort, measured: MeasuredFigures) => Listing } => {
  const rowsOf = database.prepare<[string], Row>('SELECT id, step FROM cards WHERE image = ?')
  // One and the same answer of figures is asked about by window after window.
  const byRow = new WeakMap<ReadonlyMap<Sha256, number>, { readonly newest: Listing; readonly figures: Figures }>()
  let last: { readonly of: readonly unknown[]; readonly found: Listing } | null = null

  const figuresOf = (scores: ReadonlyMap<Sha256, number>, newest: Listing, kind: keyof MeasuredFigures): Figures => {
    const known = byRow.get(scores)
    if (known?.newest === newest) return known.figures
    const figures = new Map<number, number>()
    for (const [image, score] of scores)
      // A scene has anybody's face: how like the person it is means nothing.
      for (const { id, step } of rowsOf.all(image)) if (kind === 'sceneKept' || step !== 'scene') figures.set(id, score)
    byRow.set(scores, { newest, figures })
    return figures
  }

  return {
    of: (filter, sort, measured) => {
      const { likenessAtLeast, sceneKeptAtLeast, ...rest } = filter
      const kind = sort === 'likeness' ? 'likeness' : sort === 'scene-kept' ? 'sceneKept' : null
      const listing = listings.of(rest, sort === 'likeness' || sort === 'scene-kept' ? 'newest' : sort)
      if (kind === null && likenessAtLeast === undefined && sceneKeptAtLeast === undefined) return listing
      const asked = [listing, kind, likenessAtLeast, sceneKeptAtLeast, measured.likeness, measured.sceneKept]
      if (last?.of.every((one, index) => one === asked[index])) return last.found

      const all = listings.of({}, 'newest')
      const likeness = figuresOf(measured.likeness, all, 'likeness')
      const sceneKept = figuresOf(measured.sceneKept, all, 'sceneKept')
      const left = listing.filter(
        (id) => hasLeast(likeness, id, likenessAtLeast) && hasLeast(sceneKept, id, sceneKeptAtLeast),
      )
      const order = kind === 'likeness' ? likeness : kind === 'sceneKept' ? sceneKept : null
      const found = order === null ? left : byFigure(left, order)
      last = { of: asked, found }
      return found
    },
  }
}

const hasLeast = (figures: Figures, id: number, bound: number | undefined): boolean =>
  bound === undefined || (figures.get(id) ?? -1) >= bound

/** The most first; what has no figure after all that have one, as it stood. */
const byFigure = (ids: Listing, figures: Figures): Listing => {
  const measured = ids.filter((id) => figures.has(id))
  const others = ids.filter((id) => !figures.has(id))
  measured.sort((a, b) => (figures.get(b) ?? 0) - (figures.get(a) ?? 0))
  return Int32Array.from([...measured, ...others])
}
