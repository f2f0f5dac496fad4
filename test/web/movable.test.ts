import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { failed, ok, type Result, unwrap } from '../../src/contract/index.ts'
import { type App, openApp } from '../../src/core/app/app.ts'
import type { OpenLibrary } from '../../src/core/app/restores.ts'
import { openMovable } from '../../src/web/movable.ts'
import { aVault, until } from '../builders/app.ts'
import { aFolder } from '../builders/studio.ts'

const openOn = async (libraryFolder: string): Promise<Result<App>> =>
  await openApp({ libraryFolder, host: 'web', version: '1.2.3', vault: aVault(), samples: false })

describe('the studio behind the browser host', () => {
  it('[H12] opens another library in place of its own, lets go of the old one, and keeps it where the other cannot be opened', async () => {
    const folder = await aFolder()
    const [first, second] = [join(folder, 'first'), join(folder, 'second')]
    const asked: OpenLibrary[] = []
    const told: string[] = []
    const studio = unwrap(
      await openMovable(
        async (library, openLibrary) => {
          asked.push(openLibrary)
          if (library.endsWith('damaged')) return failed('library-damaged', 'It is damaged.', 'Take another.')
          return await openOn(library)
        },
        first,
        (moved) => told.push(moved),
      ),
    )
    onTestFinished(async () => await studio.close())
    expect(await asked[0]?.(join(folder, 'damaged'))).toMatchObject({ ok: false })
    // The first is still held: whoever else wants it is turned away.
    expect(await openOn(first)).toMatchObject({ ok: false, problem: { code: 'library-held' } })
    expect(await asked[0]?.(second)).toEqual(ok(null))
    expect(told).toEqual([second])
    expect(await openOn(second)).toMatchObject({ ok: false, problem: { code: 'library-held' } })
    await until('the first library is let go of', async () => {
      const again = await openOn(first)
      if (again.ok) await again.value.close()
      return again.ok
    })
  })
})
