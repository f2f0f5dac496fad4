import type { AppLibrary } from './app.ts'
import { asking } from './problems.ts'
import { sealedInsert, sealedUpdate } from './sealing.ts'
import type { WritingParts } from './writing.ts'

/** Settings by name, each value as JSON. What they mean is the app's business. */
export const openSettings = ({ database, write, now }: Omit<WritingParts, 'reader'>): AppLibrary['settings'] => {
  const all = database.prepare<[], { readonly name: string; readonly value: string }>(
    'SELECT name, value FROM settings',
  )
  const insert = sealedInsert(database, 'settings', 'name, value, changed_at')
  const update = sealedUpdate(
    database,
    'settings',
    'UPDATE settings SET value = @value, changed_at = @changed_at WHERE name = @name',
  )
  return {
    get: () => asking(() => Object.fromEntries(all.all().map(({ name, value }) => [name, JSON.parse(value)]))),
    set: (values) =>
      write(() => {
        for (const [name, value] of Object.entries(values)) {
          const row = { name, value: JSON.stringify(value), changed_at: now() }
          if (update(row).length === 0) insert(row)
        }
      }),
  }
}
