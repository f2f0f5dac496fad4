import type { Result } from '../contract/index.ts'
import { openLibrary } from '../core/library/open.ts'
import type { Library } from '../core/library/types.ts'
import { openReader } from '../core/studio.ts'

/** Opens a library for writing that is there already: a mistyped folder must not become a new library. */
export const openThere = async (folder: string): Promise<Result<Library>> => {
  const there = openReader(folder)
  if (!there.ok) return there
  there.value.close()
  return await openLibrary({ folder, holder: 'command line' })
}
