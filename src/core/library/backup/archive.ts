import { lstat, readdir } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { isBackupEntry, MOST_ENTRIES } from './manifest.ts'
import { refuse } from './refusals.ts'

/** A backup as it was found, every name in it looked at and nothing of it written anywhere. */
export interface Archive {
  /** Names and sizes as the archive claims them. */
  readonly entries: ReadonlyMap<string, number>
  readonly read: (name: string) => Promise<Readable>
  readonly close: () => void
}

/** What file managers leave behind in every folder they show. */
const LEFT_BEHIND = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

/** A backup that is a folder. Links, devices and strangers in it are refused. */
export const openFolderArchive = async (root: string): Promise<Archive> => {
  const entries = new Map<string, number>()
  for (const found of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(found.parentPath, found.name)
    const name = relative(root, path).replaceAll(sep, '/')
    if (found.isDirectory()) {
      if (!/^blobs(?:\/[0-9a-f]{2})?$/.test(name))
        throw refuse(`it holds a folder ${JSON.stringify(name)}, which no backup has`)
      continue
    }
    if (!found.isFile()) throw refuse(`${JSON.stringify(name)} in it is a link or a device and no file`)
    if (LEFT_BEHIND.has(found.name)) continue
    if (!isBackupEntry(name)) throw refuse(`it holds ${JSON.stringify(name)}, which no backup has`)
    const facts = await lstat(path)
    if (!facts.isFile()) throw refuse(`${JSON.stringify(name)} in it is a link or a device and no file`)
    entries.set(name, facts.size)
    if (entries.size > MOST_ENTRIES) throw refuse('it holds more files than any library')
  }
  return {
    entries,
    read: (name) => Promise.resolve(createReadStream(join(root, name), { highWaterMark: 1 << 20 })),
    close: () => {},
  }
}

const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 0x0001
const STRONGLY_ENCRYPTED = 0x0040
/** The kinds of file in the upper half of what a Unix zip says of an entry; 0 where it was made elsewhere. */
const FILE_KIND = 0o170_000
const REGULAR = 0o100_000
const LOCAL_HEADER_BYTES = 30
/** A database packs to a tenth, a manifest to a half; no picture gets smaller. What unpacks to far more is a bomb. */
const MOST_RATIO = 200

/** What is wrong with an entry by what the directory says of it; null when nothing is. */
const wrongWith = (entry: Entry): string | null => {
  const name = JSON.stringify(entry.fileName.slice(0, 100))
  if (!isBackupEntry(entry.fileName)) return `it holds ${name}, which no backup has`
  if ((entry.generalPurposeBitFlag & (ENCRYPTED | STRONGLY_ENCRYPTED)) !== 0) return `${name} in it is encrypted`
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return `${name} in it is packed in an unknown way`
  const kind = (entry.externalFileAttributes >>> 16) & FILE_KIND
  if (kind !== 0 && kind !== REGULAR) return `${name} in it is a link or a device and no file`
  if ((entry.externalFileAttributes & 0x10) !== 0) return `${name} in it is a folder and no file`
  if (entry.compressionMethod === STORED && entry.compressedSize !== entry.uncompressedSize)
    return `the sizes of ${name} in it contradict each other`
  if (entry.uncompressedSize > 1_000_000 && entry.uncompressedSize > entry.compressedSize * MOST_RATIO)
    return `${name} in it unpacks to far more than it could hold`
  return null
}

interface Span {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** The bytes an entry takes in the file, by its own header, whose name must be that of the directory. */
const spanOf = async (zip: ZipFile, entry: Entry): Promise<Span> => {
  const header = await zip.readLocalFileHeaderPromise(entry)
  if (!header.fileName.equals(entry.fileNameRaw))
    throw refuse(`an entry has two names, ${JSON.stringify(entry.fileName)} and another`)
  if ((header.generalPurposeBitFlag & ENCRYPTED) !== 0 || header.compressionMethod !== entry.compressionMethod)
    throw refuse(`${JSON.stringify(entry.fileName)} in it is told in two ways`)
  const from = entry.relativeOffsetOfLocalHeader
  const head = LOCAL_HEADER_BYTES + header.fileNameLength + header.extraFieldLength
  return { name: entry.fileName, from, to: from + head + entry.compressedSize }
}

/** A backup that is a zip. What is hostile or damaged is refused before a byte of it is unpacked. */
export const openZipArchive = async (path: string): Promise<Archive> => {
  const zip = await asked(
    async () =>
      await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }),
  )
  try {
    if (zip.entryCount > MOST_ENTRIES) throw refuse('it holds more files than any library')
    // Before the first entry is read, this is where the directory begins.
    const directory = Number(zip.readEntryCursor)
    const entries = await entriesOf(zip)
    const spans: Span[] = []
    for (const entry of entries.values()) spans.push(await asked(async () => await spanOf(zip, entry)))
    spans.sort((a, b) => a.from - b.from)
    for (const [at, span] of spans.entries()) {
      const next = spans[at + 1]?.from ?? directory
      if (span.to > next) throw refuse(`${JSON.stringify(span.name)} in it lies over something else`)
    }
    return {
      entries: new Map([...entries].map(([name, entry]) => [name, entry.uncompressedSize])),
      read: async (name) => {
        const entry = entries.get(name)
        if (!entry) throw refuse(`${name} is missing in it`)
        return await asked(async () => await zip.openReadStreamPromise(entry))
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

const entriesOf = async (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> => {
  const entries = new Map<string, Entry>()
  const folded = new Set<string>()
  return await new Promise((resolve, reject) => {
    zip.on('error', (error: Error) => reject(refuse(`its directory cannot be read (${error.message.slice(0, 120)})`)))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      const wrong = wrongWith(entry)
      // Systems that take no notice of case or of how a letter is put together would write both into one file.
      const plain = entry.fileName.normalize('NFKC').toLowerCase()
      if (wrong !== null) return reject(refuse(wrong))
      if (folded.has(plain)) return reject(refuse(`it holds ${JSON.stringify(entry.fileName)} twice`))
      folded.add(plain)
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

/** What the zip reader has against a file is a refusal; what the disk says stays what it is. */
const asked = async <T>(question: () => Promise<T>): Promise<T> => {
  try {
    return await question()
  } catch (error) {
    if (error instanceof Error && !('code' in error) && !('problem' in error))
      throw refuse(`it is damaged or no zip (${error.message.slice(0, 120)})`)
    throw error
  }
}
