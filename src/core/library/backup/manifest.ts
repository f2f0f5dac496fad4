import { z } from 'zod'
import { Sha256 } from '../../../contract/index.ts'

export const BACKUP_FORMAT = 'identity-studio-backup'
export const MANIFEST = 'manifest.json'
export const DATABASE = 'library.db'

const size = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

/** What a backup holds: every file with its size and hash. It is written last, when all else is known. */
export const Manifest = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  /** The format of the database; a studio that knows less refuses it. */
  library: z.int().positive(),
  database: z.strictObject({ bytes: size, sha256: Sha256 }),
  pictures: z.array(z.strictObject({ sha256: Sha256, bytes: size })).readonly(),
  /** Recorded pictures that were missing or damaged when the backup was made. */
  missing: z.array(Sha256).readonly(),
})
export type Manifest = Readonly<z.infer<typeof Manifest>>

/** Where a picture lies, in a backup and in a library alike. */
export const pictureEntry = (sha256: string): string => `blobs/${sha256.slice(0, 2)}/${sha256}`

/** The only names a backup may hold. Everything else, by whatever trick, is no backup of ours. */
export const isBackupEntry = (name: string): boolean => {
  if (name === MANIFEST || name === DATABASE) return true
  const found = /^blobs\/([0-9a-f]{2})\/([0-9a-f]{64})$/.exec(name)
  return found !== null && found[2]?.startsWith(found[1] ?? '-') === true
}

/** A manifest of a million pictures has 100 MB. */
export const MOST_MANIFEST_BYTES = 400_000_000
/** More files than this are no library of a person. */
export const MOST_ENTRIES = 4_000_000
