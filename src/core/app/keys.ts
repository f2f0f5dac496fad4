import type { KeyState } from '../../contract/api/index.ts'
import { failed, ok, type Result } from '../../contract/index.ts'
import { checkKey } from '../engines/gemini/check-key.ts'

/** Where the host keeps the key. The studio asks for it once and writes it nowhere. */
export interface KeyVault {
  /** `keychain` outlasts the session, `session` does not. */
  readonly kind: 'keychain' | 'session'
  readonly get: () => string | undefined | Promise<string | undefined>
  readonly set: (key: string) => void | Promise<void>
  readonly clear: () => void | Promise<void>
}

export interface Keys {
  readonly key: () => string | undefined
  readonly state: () => KeyState
  readonly set: (key: string) => Promise<KeyState>
  readonly clear: () => Promise<KeyState>
  /** Says that the key works, or why it is refused. Costs nothing. */
  readonly test: () => Promise<Result<string>>
}

/** Too short to tell four characters of without telling most of it. */
const SHORTEST_SHOWN = 12

/** The key of this session, with the host's vault behind it. */
export const openKeys = async (vault: KeyVault, baseUrl: string | undefined): Promise<Keys> => {
  let held = (await vault.get())?.trim() || undefined

  const state = (): KeyState => ({
    present: held !== undefined,
    kind: vault.kind,
    endsWith: held !== undefined && held.length >= SHORTEST_SHOWN ? held.slice(-4) : null,
    says: saysOf(held !== undefined, vault.kind),
  })

  return {
    key: () => held,
    state,
    set: async (key) => {
      await vault.set(key)
      held = key
      return state()
    },
    clear: async () => {
      await vault.clear()
      held = undefined
      return state()
    },
    test: async () => {
      if (held === undefined)
        return failed('key-missing', 'There is no key to test.', 'Paste a key from Google AI Studio first.')
      const checked = await checkKey({ apiKey: held, ...(baseUrl === undefined ? {} : { baseUrl }) })
      return checked.ok ? ok('The key works.') : checked
    },
  }
}

const saysOf = (present: boolean, kind: KeyVault['kind']): string => {
  if (!present) return 'No key: pictures are made by the simulator.'
  return kind === 'keychain'
    ? "Kept in this system's keychain."
    : 'Kept in memory until the studio is closed, since this system has no keychain.'
}
