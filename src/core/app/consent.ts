import type { Consent, ConsentFor, ConsentQuestion } from '../../contract/api/index.ts'
import { type EngineName, failed, ok, type Result } from '../../contract/index.ts'
import type { KnownSubject } from '../library/app.ts'

/** Engines that send what they are given to somebody. */
const SENDS_TO = { gemini: 'Google' } as const satisfies Partial<Record<EngineName, string>>

const receiverOf = (engine: ConsentFor): string | null => (engine === 'gemini' ? SENDS_TO[engine] : null)

/** The consent that holds now; null when none was given or it was withdrawn. */
export const consentOf = (subject: KnownSubject, engine: ConsentFor): Consent | null =>
  subject.consents.findLast((consent) => consent.engine === engine && consent.withdrawnAt === null) ?? null

/** Whether this subject's faces may be described and compared: agreed to, or drawn and thereby nobody's. */
export const mayBeCompared = (subject: KnownSubject): boolean =>
  !subject.archived && (subject.sample || consentOf(subject, 'likeness') !== null)

const likenessQuestion = (subject: KnownSubject): ConsentQuestion => {
  const { name } = subject.subject.traits
  return {
    subject: subject.id,
    engine: 'likeness',
    needed: !subject.sample,
    given: consentOf(subject, 'likeness'),
    photos: subject.subject.photos.map(({ sha256 }) => sha256),
    title: `Compare faces with ${name}?`,
    says: [
      `To tell how much a picture looks like ${name}, the studio describes the face in the photos and in the pictures made ` +
        'from them by 128 numbers each. Such numbers can recognize a person, so they are sensitive.',
      'They are computed on this machine, kept in this library alone, and never sent, shown or exported.',
      `When the consent is withdrawn, or ${name} is archived, they are wiped from the library file. A backup made before ` +
        'keeps them until it is deleted.',
      `Go on only if ${name} has agreed to this. Who agreed and when is written down in the library.`,
    ],
    agree: `${name} has agreed`,
    decline: 'Do not compare',
  }
}

/** What the dialog says, plainly: what is sent, to whom, what for, and what stays. */
export const consentQuestion = (subject: KnownSubject, engine: ConsentFor): ConsentQuestion => {
  if (engine === 'likeness') return likenessQuestion(subject)
  const { name } = subject.subject.traits
  const { photos } = subject.subject
  const receiver = receiverOf(engine)
  const base = {
    subject: subject.id,
    engine,
    needed: receiver !== null,
    given: consentOf(subject, engine),
    photos: photos.map(({ sha256 }) => sha256),
    decline: 'Do not send',
  }
  if (receiver === null)
    return {
      ...base,
      title: 'Nothing is sent',
      says: [`Pictures of ${name} are made on this machine. No photo leaves it.`],
      agree: 'Go on',
    }
  const count = photos.length === 1 ? 'the photo' : `the ${photos.length} photos`
  return {
    ...base,
    title: `Send photos of ${name} to ${receiver}?`,
    says: [
      `To make pictures with ${receiver}'s Gemini, ${count} of ${name} shown here and the words about ${name} ` +
        `(${traitsOf(subject)}) are sent to ${receiver}. So are the pictures made from them, since each step builds on the last.`,
      `${receiver} uses them to answer, under the terms of the key in the settings. With a free key ${receiver} may keep them and ` +
        'have people look at them to improve its products; with a paid key it may not.',
      'Where and when the photos were taken is removed before. Nothing is sent before a run is started, and nothing to anybody else.',
      `Go on only if ${name} has agreed to this. Who agreed and when is written down in the library, and can be withdrawn ` +
        `for whatever has not been sent yet.`,
    ],
    agree: `${name} has agreed`,
  }
}

const traitsOf = ({ subject: { traits } }: KnownSubject): string =>
  [traits.gender, traits.hairColor, traits.eyeColor, traits.ethnicity, traits.build, traits.height]
    .filter((trait) => trait !== undefined)
    .join(', ')

/** Whether a run of this subject on this engine may start. */
export const mayBeSent = (subject: KnownSubject, engine: EngineName): Result<null> => {
  const receiver = receiverOf(engine)
  if (receiver === null || consentOf(subject, engine)) return ok(null)
  return failed(
    'consent-missing',
    `Nobody has agreed yet that photos of ${subject.subject.traits.name} go to ${receiver}.`,
    'Ask, and write the consent down; or run on the simulator, which sends nothing.',
  )
}
