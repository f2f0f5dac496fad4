import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Waits until everything is kept in the index, as an idle studio does by itself. */
export const kept = async (folder: string, attempts: number): Promise<void> => {
  for (;;) {
    const file = join(folder, 'cache', 'history.db')
    if (existsSync(file)) {
      const database = new Database(file, { readonly: true })
      const reach = database.prepare<[], number>('SELECT attempt FROM reach').pluck().get()
      database.close()
      if (reach === attempts) return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
