import type { KeyVault } from '../core/app/keys.ts'

/**
 * A browser has no keychain to offer, and a key in a file would be anybody's: it is kept in memory until the studio is
 * closed. `first` is the one from the environment.
 */
export const openSessionVault = (first: string | undefined): KeyVault => {
  let held = first
  return {
    kind: 'session',
    get: () => held,
    set: (key) => {
      held = key
    },
    clear: () => {
      held = undefined
    },
  }
}
