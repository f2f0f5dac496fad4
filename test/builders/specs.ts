import type { Identity, RunSpecInput, Sha256, Subject } from '../../src/contract/index.ts'
import { RunSpec } from '../../src/contract/index.ts'

/** A hash that names no picture: readable in failures. */
export const someHash = (digit: string): Sha256 => digit.repeat(64).slice(0, 64) as Sha256

export const aSubject = (more: Partial<Subject> = {}): Subject => ({
  traits: { name: 'Ada', gender: 'woman', hairColor: 'dark brown', eyeColor: 'green' },
  photos: [
    { sha256: someHash('a'), name: 'front.jpg', pose: 'front', width: 1024, height: 1024, mimeType: 'image/jpeg' },
    { sha256: someHash('b'), name: 'profile.jpg', pose: 'profile', width: 1024, height: 1024, mimeType: 'image/jpeg' },
  ],
  ...more,
})

export const anIdentity = (name = 'Conductor', more: Partial<Identity> = {}): Identity => ({
  name,
  category: 'music',
  iAm: `I am a ${name.toLowerCase()}.`,
  visualization: 'On the podium of a grand concert hall, baton raised, warm stage light.',
  ...more,
})

export const aSpec = (more: Partial<RunSpecInput> = {}): RunSpec =>
  RunSpec.parse({ subject: aSubject(), identities: [anIdentity()], ...more })
