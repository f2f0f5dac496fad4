import type { SafeStorage } from 'electron'
import type { KeyVault } from '../core/app/keys.ts'

/** On Linux without a keychain, Electron would seal with a password that everybody knows: that is plain text. */
const isSealedForReal = (safe: SafeStorage): boolean =>
  safe.isEncryptionAvailable() &&
  (process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safe.getSelectedStorageBackend()))

/**
 * The system's keychain where there is one; the key is then sealed by it and kept beside the window's place. Elsewhere it
 * is kept in memory until the app is closed, and `kind` says so. Must not be opened before the app is ready.
 */
export const openVault = (
  safe: SafeStorage,
  sealed: { readonly read: () => string | null; readonly write: (sealed: string | null) => void },
): KeyVault => {
  if (!isSealedForReal(safe)) return sessionVault()
  return {
    kind: 'keychain',
    get: () => {
      const stored = sealed.read()
      if (stored === null) return undefined
      try {
        return safe.decryptString(Buffer.from(stored, 'base64'))
      } catch {
        // Sealed by another keychain, or on another machine: as good as no key.
        return undefined
      }
    },
    set: (key) => sealed.write(safe.encryptString(key).toString('base64')),
    clear: () => sealed.write(null),
  }
}

const sessionVault = (): KeyVault => {
  let held: string | undefined
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
