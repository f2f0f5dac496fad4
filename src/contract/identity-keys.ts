import type { Identity } from './identity.ts'

/**
 * A short, safe, unique key for every identity of a run, in their order: what paths and file names use.
 * Letters and digits of any script stay; everything else becomes a hyphen.
 */
export const identityKeys = (identities: readonly Identity[]): readonly string[] => {
  const taken = new Set<string>()
  return identities.map(({ name }) => {
    const plain = name
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '')
    const base = Array.from(plain).slice(0, 40).join('') || 'identity'
    let key = base
    for (let n = 2; taken.has(key); n++) key = `${base}-${n}`
    taken.add(key)
    return key
  })
}
