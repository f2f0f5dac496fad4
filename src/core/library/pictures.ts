import { openBlobStore } from './blob-store.ts'
import { sealedInsert } from './sealing.ts'
import type { Library } from './types.ts'
import type { WritingParts } from './writing.ts'

/** Storing pictures: the file first, then its row, each on the disk before the next. */
export const pictureWriting = ({
  folder,
  database,
  write,
  now,
}: WritingParts): Pick<Library, 'putPicture'> & { readonly closePictures: () => void } => {
  const blobs = openBlobStore(folder)
  const insert = sealedInsert(database, 'pictures', 'sha256, kind, bytes, mime_type, width, height, stored_at')
  const known = database.prepare<[string]>('SELECT 1 FROM pictures WHERE sha256 = ?')

  return {
    putPicture: async (bytes, { kind, mimeType, width, height }) => {
      const size = bytes.byteLength
      const { sha256, recorded } = await blobs.store(bytes)
      const row = { sha256, kind, bytes: size, mime_type: mimeType, width, height, stored_at: now() }
      await write(() => {
        if (known.get(sha256) === undefined) insert(row)
      })
      recorded()
      return sha256
    },
    closePictures: blobs.close,
  }
}
