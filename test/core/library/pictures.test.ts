import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/contract/index.ts'
import { openLibrary } from '../../../src/core/library/open.ts'
import { openTestLibrary, put, tempFolder } from './builders.ts'
import { SHA } from './requests.ts'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('a picture', () => {
  it('[L12] is stored byte for byte under its hash, whatever its size, and given back so', async () => {
    const library = await openTestLibrary()
    for (const size of [0, 1, 4000, 3_000_000]) {
      // A part of a larger buffer, as it comes off the wire.
      const bytes = randomBytes(size + 20).subarray(10, 10 + size)
      const sha256 = await put(library, bytes)
      expect(sha256).toBe(hashOf(bytes))
      expect(library.picturePath(sha256)).toBe(join(library.folder, 'blobs', sha256.slice(0, 2), sha256))
      expect(readFileSync(library.picturePath(sha256)).equals(bytes)).toBe(true)
      expect(Buffer.from(await library.picture(sha256)).equals(bytes)).toBe(true)
      expect(library.pictureFacts(sha256)).toEqual({
        sha256,
        kind: 'answer',
        bytes: size,
        mimeType: 'image/png',
        width: 8,
        height: 8,
      })
    }
  })

  it('[L12] is stored once, however often and however many at a time', async () => {
    const library = await openTestLibrary()
    const bytes = randomBytes(5000)
    const all = await Promise.all(Array.from({ length: 20 }, () => put(library, bytes)))
    expect(new Set(all).size).toBe(1)
    const { mtimeMs, ino } = statSync(library.picturePath(all[0]!))
    await put(library, bytes)
    expect(statSync(library.picturePath(all[0]!))).toMatchObject({ mtimeMs, ino })
    expect(await library.verify()).toMatchObject({ pictures: 1, bytes: 5000, findings: [] })
  })

  it('[L13] is put back by storing it again when its file is gone or has changed', async () => {
    const library = await openTestLibrary()
    const bytes = randomBytes(5000)
    const sha256 = await put(library, bytes)
    rmSync(library.picturePath(sha256))
    await put(library, bytes)
    expect(hashOf(await library.picture(sha256))).toBe(sha256)
    writeFileSync(library.picturePath(sha256), randomBytes(5000))
    await put(library, bytes)
    expect(hashOf(await library.picture(sha256))).toBe(sha256)
    expect((await library.verify()).findings).toEqual([])
  })

  it('[L13] is refused with the reason when it is missing or no longer what was stored', async () => {
    const library = await openTestLibrary()
    await expect(library.picture(SHA)).rejects.toMatchObject({ problem: { code: 'picture-missing' } })
    const sha256 = await put(library)
    const file = readFileSync(library.picturePath(sha256))
    file[7]! ^= 1
    writeFileSync(library.picturePath(sha256), file)
    await expect(library.picture(sha256)).rejects.toMatchObject({ problem: { code: 'picture-changed' } })
    expect(library.pictureFacts(SHA)).toBeNull()
  })

  it('[L6] leaves no half-written file behind', async () => {
    const folder = tempFolder()
    const library = await openTestLibrary(folder)
    await Promise.all(Array.from({ length: 10 }, () => put(library)))
    library.close()
    expect(readdirSync(join(folder, 'blobs', 'incoming'))).toEqual([])
  })

  it.skipIf(process.platform === 'win32')(
    '[L10] that the disk refuses is told, and nothing that was stored is lost',
    async () => {
      const folder = tempFolder()
      const script = fileURLToPath(new URL('filling-process.ts', import.meta.url))
      // The limit stands in for a full disk: a file may grow to 512 KiB and no further.
      const limited = `ulimit -f 512 && exec "${process.execPath}" "${script}" "${folder}"`
      const { stdout } = await promisify(execFile)('bash', ['-c', limited])
      const told = JSON.parse(stdout) as { readonly stored: readonly string[]; readonly problems: readonly string[] }
      expect(told.problems).toEqual(['library-disk-full', 'library-disk-full'])
      const library = unwrap(await openLibrary({ folder, holder: 'a test' }))
      for (const sha256 of told.stored) expect(library.pictureFacts(sha256 as typeof SHA)).not.toBeNull()
      expect(await library.verify()).toMatchObject({ pictures: told.stored.length, findings: [] })
      library.close()
    },
  )
})
