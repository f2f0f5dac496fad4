import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SafeStorage } from 'electron'
import { describe, expect, it } from 'vitest'
import { recall, remember } from '../../src/main/memory.ts'
import { openVault } from '../../src/main/vault.ts'
import { aFolder } from '../builders/studio.ts'

const aFile = async (): Promise<string> => join(await aFolder(), 'home', 'desktop.json')

describe('[H31] what the desktop app remembers', () => {
  const window = { x: 10, y: 20, width: 1200, height: 800, maximized: false }

  it('is there at the next start, and for nobody else', async () => {
    const file = await aFile()
    remember(file, { window })
    remember(file, { library: '/pictures' })
    expect(recall(file)).toEqual({ window, library: '/pictures', sealedKey: null })
    expect((await stat(file)).mode & 0o077).toBe(0)
  })

  it.each([
    ['gone', null],
    ['cut off', '{"window": {"x": 1'],
    ['something else', '[1, 2]'],
    ['empty', ''],
    ['a window without a place', '{"window": {"x": "here"}}'],
  ])('is nothing where the file is %s', async (_what, text) => {
    const file = await aFile()
    await mkdir(dirname(file), { recursive: true })
    if (text !== null) await writeFile(file, text)
    expect(recall(file)).toEqual({ window: null, library: null, sealedKey: null })
  })
})

/** A keychain that seals by a simple cipher. */
const keychain = (available: boolean, backend = 'gnome_libsecret') =>
  ({
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text: string) => Buffer.from(`sealed:${text}`).map((byte) => byte ^ 90) as Buffer,
    decryptString: (bytes: Buffer) => {
      const text = Buffer.from(bytes.map((byte) => byte ^ 90)).toString()
      if (!text.startsWith('sealed:')) throw new Error('not mine')
      return text.slice('sealed:'.length)
    },
  }) as unknown as SafeStorage

const aVault = async (safe: SafeStorage, sealedKey: string | null = null) => {
  const file = await aFile()
  remember(file, { sealedKey })
  const open = () =>
    openVault(safe, {
      read: () => recall(file).sealedKey,
      write: (sealed) => remember(file, { sealedKey: sealed }),
    })
  return { file, open }
}

describe('[H32] the key', () => {
  it('is kept in the keychain, and never as it is', async () => {
    const { file, open } = await aVault(keychain(true))
    const vault = open()
    void vault.set('AIza-the-key')
    expect(vault.kind).toBe('keychain')
    expect(open().get()).toBe('AIza-the-key')
    expect(await readFile(file, 'utf8')).not.toContain('AIza')
    void vault.clear()
    expect(open().get()).toBeUndefined()
  })

  it.each([
    ['no keychain', keychain(false)],
    ['a keychain that is plain text', keychain(true, 'basic_text')],
    ['an unknown keychain', keychain(true, 'unknown')],
  ])('is kept for the session alone where there is %s', async (_what, safe) => {
    const { file, open } = await aVault(safe)
    const vault = open()
    void vault.set('AIza-the-key')
    expect(vault.kind).toBe('session')
    expect(vault.get()).toBe('AIza-the-key')
    expect(recall(file).sealedKey).toBeNull()
    expect(open().get()).toBeUndefined()
  })

  it('is gone, and no error, when another keychain sealed it', async () => {
    const { open } = await aVault(keychain(true), Buffer.from('somebody else').toString('base64'))
    expect(open().get()).toBeUndefined()
  })
})
