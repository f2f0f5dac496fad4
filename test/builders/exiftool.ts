import { execFileSync, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { z } from 'zod'

const PERL = 'perl'

/** exiftool is Perl; the package brings its source, the machine the interpreter (Debian's `perl-base` is enough). */
export const hasPerl = spawnSync(PERL, ['-e', '1']).status === 0

/** For the title of a test that is skipped without Perl. */
export const WITHOUT_PERL = hasPerl ? '' : ' (skipped: this machine has no perl)'

const Facts = z.array(z.record(z.string(), z.unknown()))

/** What exiftool, which shares no code with the studio, reads in files or in all files of folders: one object a file, by name. */
export const exiftool = (...paths: readonly string[]): readonly Readonly<Record<string, unknown>>[] => {
  const program = createRequire(import.meta.url).resolve('exiftool-vendored.pl/bin/exiftool')
  const said = execFileSync(PERL, [program, '-quiet', '-json', ...paths], { encoding: 'utf8' })
  return Facts.parse(JSON.parse(said)).toSorted((a, b) => (String(a['FileName']) < String(b['FileName']) ? -1 : 1))
}
