// Writes one picture of a megabyte and one that is small into a folder, or a backup, and tells how it went.
import { unwrap } from '../../../src/contract/index.ts'
import { openDestination } from '../../../src/core/export/destination.ts'
import { backUpLibrary } from '../../../src/core/library/backup/backup.ts'

const [what, folder = '', to = ''] = process.argv.slice(2)
const well = async (): Promise<null> => await Promise.resolve(null)
const say = (told: unknown): void => console.log(JSON.stringify(told))
if (what === 'backup') say(await backUpLibrary(folder, to))
else {
  const destination = unwrap(await openDestination(folder))
  const write = async (stem: string, bytes: number) =>
    await destination.write({ stem, ending: 'png' }, new Uint8Array(bytes), 'number', well)
  say([await write('small', 1000), await write('large', 1_000_000)])
}
