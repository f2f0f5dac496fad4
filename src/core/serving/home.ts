import { homedir } from 'node:os'
import { join } from 'node:path'

const NAME = 'identity-studio'

/**
 * The folder in which the studio keeps what is its own when nobody named another: the system's usual place for it, which is
 * also where the desktop app looks, so that both hosts open the same library.
 */
export const studioFolder = (
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string => {
  const home = homedir()
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), NAME)
    case 'darwin':
      return join(home, 'Library', 'Application Support', NAME)
    default:
      return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), NAME)
  }
}

/** The library inside of it. */
export const usualLibrary = (folder: string): string => join(folder, 'library')
