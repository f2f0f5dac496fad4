import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * Electron on Linux links the system's GLib, and sharp brings its own: whichever comes first answers both, and sharp then
 * crashes or spills GLib criticals (sharp issue 4522, electron issue 46323). Loading sharp's addon first with
 * RTLD_DEEPBIND makes it look into its own libraries before the process's. Must be imported before sharp, in every
 * thread that uses it. Does nothing anywhere else; a missing addon is left to sharp's own message.
 */
const bindDeeply = (): void => {
  if (process.platform !== 'linux' || process.versions['electron'] === undefined) return
  const { RTLD_LAZY, RTLD_DEEPBIND } = constants.dlopen
  if (RTLD_DEEPBIND === undefined) return
  const fromSharp = createRequire(createRequire(import.meta.url).resolve('sharp'))
  for (const libc of ['linux', 'linuxmusl']) {
    try {
      const folder = join(dirname(fromSharp.resolve(`@img/sharp-${libc}-${process.arch}/package`)), 'lib')
      const addon = readdirSync(folder).find((name) => name.endsWith('.node'))
      if (addon === undefined) continue
      process.dlopen({ exports: {} }, join(folder, addon), RTLD_LAZY | RTLD_DEEPBIND)
      return
    } catch {
      continue
    }
  }
}

bindDeeply()
