import type { Database, Statement } from 'better-sqlite3'
import type { PictureFilter, PictureSort } from '../../contract/api/index.ts'

/** Ids of cards in the order they are shown. */
export type Listing = Int32Array

export interface Listings {
  readonly of: (filter: PictureFilter, sort: ListedSort) => Listing
  /** A card or a review was written: what was found so far no longer holds. */
  readonly changed: () => void
}

/** A grid that is scrolled asks for window after window of the same listing. */
const KEPT = 6

/** Orders that follow from rows alone; those by figures are made of one of these. */
export type ListedSort = Exclude<PictureSort, 'likeness' | 'scene-kept'>

const ORDER: Readonly<Record<ListedSort, string>> = {
  newest: 'id DESC',
  oldest: 'id',
  stars: 'stars DESC, id DESC',
  // Empty ones are last in a descending order.
  reviewed: 'reviewed_at DESC, id DESC',
}

type Bindings = Readonly<Record<string, string | number>>

/**
 * Whole listings, kept until something changes: 100,000 ids are 400 kB, and walking the covering index for them once takes
 * about as long as skipping to the end of it would for every single window.
 */
export const openListings = (database: Database): Listings => {
  const statements = new Map<string, Statement<[Bindings], number>>()
  const kept = new Map<string, Listing>()

  const find = (filter: PictureFilter, sort: ListedSort): Listing => {
    const { sql, values } = listingSql(filter, sort)
    const statement = statements.get(sql) ?? database.prepare<[Bindings], number>(sql).pluck()
    statements.set(sql, statement)
    return Int32Array.from(statement.all(values))
  }

  return {
    of: (filter, sort) => {
      // Names may change without any card changing.
      if (filter.text !== undefined) return find(filter, sort)
      const key = JSON.stringify([sort, Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1))])
      const known = kept.get(key)
      if (known) return known
      const found = find(filter, sort)
      const oldest = kept.keys().next()
      if (kept.size >= KEPT && oldest.done !== true) kept.delete(oldest.value)
      kept.set(key, found)
      return found
    },
    changed: () => kept.clear(),
  }
}

/** Which rows stand for their pictures in this listing, so that each picture is there once. */
const oncePer = ({ subject, identity }: PictureFilter): string | null => {
  if (subject !== undefined && identity !== undefined) return null
  if (subject !== undefined) return 'firsts & 2'
  return identity === undefined ? 'firsts & 1' : 'firsts & 4'
}

/** Text is looked for as it is written: no wildcard of the user's own. */
const TEXT = `(
  subject_id IN (
    SELECT k.id FROM known_subjects k JOIN subjects s ON s.id = k.version_id WHERE s.name LIKE @like ESCAPE '!')
  OR identity_id IN (
    SELECT k.id FROM known_identities k JOIN identities i ON i.id = k.version_id WHERE i.name LIKE @like ESCAPE '!')
  OR strategy LIKE @like ESCAPE '!' OR model LIKE @like ESCAPE '!'
  OR id IN (SELECT id FROM cards WHERE image >= @text AND image < @text || 'g')
  OR id IN (
    SELECT n.id FROM reviews v JOIN cards n ON n.image = v.image
    WHERE EXISTS (SELECT 1 FROM json_each(v.notes) WHERE json_extract(value, '$.text') LIKE @like ESCAPE '!')))`

const listingSql = (filter: PictureFilter, sort: ListedSort): { readonly sql: string; readonly values: Bindings } => {
  const { steps, subject, identity, flag, starsAtLeast, label, approved, strategy, engine, check, text } = filter
  const values: Record<string, string | number> = {}
  const conditions = [oncePer(filter)]
  const equal = (column: string, value: string | number | undefined): void => {
    if (value === undefined) return
    values[column] = value
    conditions.push(`${column} = @${column}`)
  }
  const orNone = (column: string, value: string | undefined): void => {
    if (value === 'none') conditions.push(`${column} IS NULL`)
    else equal(column, value)
  }
  equal('subject_id', subject)
  if (identity !== undefined) {
    values['identity_id'] = identity
    // Views belong to the subject, whatever the identity.
    const views = subject !== undefined && steps?.includes('views') === true
    conditions.push(views ? "(identity_id = @identity_id OR step = 'views')" : 'identity_id = @identity_id')
  }
  if (steps !== undefined) {
    for (const [index, step] of steps.entries()) values[`step${index}`] = step
    conditions.push(`step IN (${steps.map((_, index) => `@step${index}`).join(', ')})`)
  }
  orNone('flag', flag)
  orNone('label', label)
  if (starsAtLeast !== undefined) {
    values['stars'] = starsAtLeast
    conditions.push('stars >= @stars')
  }
  equal('approved', approved === undefined ? undefined : Number(approved))
  equal('strategy', strategy)
  equal('engine', engine)
  equal('verdict', check)
  if (text !== undefined) {
    values['text'] = text.toLowerCase()
    values['like'] = `%${text.replaceAll(/[!%_]/g, '!$&')}%`
    conditions.push(TEXT)
  }
  const where = conditions.filter((condition) => condition !== null)
  // Without a subject SQLite would rather walk the wide table than the narrow index that holds all that is asked.
  const sql = `SELECT id FROM cards INDEXED BY cards_filter${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}
    ORDER BY ${ORDER[sort]}`
  return { sql, values }
}
