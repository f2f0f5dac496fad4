const isFolder = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry => entry?.isDirectory === true
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

/** What lies in a folder itself, by name; what lies deeper, what is hidden and what cannot be read is left out. */
const filesIn = async (folder: FileSystemDirectoryEntry): Promise<readonly File[]> => {
  const reader = folder.createReader()
  const entries: FileSystemEntry[] = []
  // A reader gives a hundred at a time, and an empty list at the end.
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    )
    if (some.length === 0) break
    entries.push(...some)
  }
  const files = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.'))
      .toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
      .filter(isFile)
      .map(async (entry) => await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)))),
  )
  return files.filter((file) => file !== null)
}

/** The files of a drop, folders opened. To be called while the event is being handled: afterwards a browser has forgotten them. */
export const filesOfDrop = async (transfer: DataTransfer): Promise<readonly File[]> => {
  const plain = [...transfer.files]
  const entries = [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry())
  if (!entries.some(isFolder)) return plain
  const found = entries.map(async (entry, at) => (isFolder(entry) ? await filesIn(entry) : plain.slice(at, at + 1)))
  return (await Promise.all(found)).flat()
}

/** Whether a file can be read at all: it may have been moved since, or belong to somebody else. */
export const canBeRead = async (file: File): Promise<boolean> =>
  await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
