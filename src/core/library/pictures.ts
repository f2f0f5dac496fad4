import { ProblemError, type Sha256 } from '../../contract/index.ts'
import { isBlobThere, openBlobStore, sha256Of } from './blobs.ts'
import { CLOSED } from './problems.ts'
import { sealed } from './sealing.ts'
import type { Library } from './types.ts'
import type { WritingParts } from './writing.ts'

/** Storing pictures: the file first, then its row, each on the disk before the next. */
export const pictureWriting = ({ folder, database, write, now, reader }: WritingParts): Pick<Library, 'putPicture'> => {
  const blobs = openBlobStore(folder)
  const insert = sealed(
    database,
    'pictures',
    `INSERT INTO pictures (sha256, kind, bytes, mime_type, width, height, stored_at)
     VALUES (@sha256, @kind, @bytes, @mimeType, @width, @height, @storedAt)
     ON CONFLICT DO UPDATE SET bytes = excluded.bytes`,
  )
  const underWay = new Map<Sha256, Promise<void>>()

  const putNew = async (
    sha256: Sha256,
    bytes: Uint8Array,
    facts: Parameters<Library['putPicture']>[1],
  ): Promise<void> => {
    if (reader.pictureFacts(sha256) !== null && (await isBlobThere(folder, sha256, bytes.byteLength))) return
    await blobs.store(sha256, bytes, async () => {
      await write(() => insert({ sha256, bytes: bytes.byteLength, storedAt: now(), ...facts }))
    })
  }

  return {
    putPicture: async (bytes, facts) => {
      const sha256 = await sha256Of(bytes)
      if (!database.open) throw new ProblemError(CLOSED)
      const putting = underWay.get(sha256) ?? putNew(sha256, bytes, facts)
      underWay.set(sha256, putting)
      try {
        await putting
      } finally {
        underWay.delete(sha256)
      }
      return sha256
    },
  }
}
