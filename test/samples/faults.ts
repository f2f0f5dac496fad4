// Pictures that are right and pictures that are wrong in a known way, drawn by the simulator, with what the checks find in them.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import {
  type Attempt,
  type CheckFinding,
  Identity,
  RunId,
  type RunSpecInput,
  type Sha256,
  type Subject,
  SubjectTraits,
  unwrap,
} from '../../src/contract/index.ts'
import { parseMisbehaviour } from '../../src/core/engines/simulator/misbehave.ts'
import type { LookedAt } from '../../src/core/pipeline/looking.ts'
import { openStudio, type Studio } from '../../src/core/studio.ts'
import type { Vision } from '../../src/core/vision/types.ts'

export const FAULTS = ['mirrored', 'wrong-angle', 'small-face', 'documentary', 'two-faces'] as const
export type Fault = (typeof FAULTS)[number]

/** A picture, what is wrong with it, and what was found. */
export interface Sample {
  readonly fault: Fault | null
  readonly step: LookedAt['step']
  readonly view: string | null
  readonly seed: number
  readonly findings: readonly CheckFinding[]
}

const SAMPLES = join(import.meta.dirname, '../../resources/samples')
const IDENTITIES = ['conductor', 'chef', 'ceo'] as const

/** Which pictures a fault spoils. A front has no other side, views have no cinema, and a scene may look either way. */
const SPOILS: Readonly<Record<Fault, (attempt: Attempt) => boolean>> = {
  mirrored: ({ step, view }) => step !== 'scene' && view !== 'front',
  'wrong-angle': ({ step }) => step !== 'scene',
  'small-face': () => true,
  documentary: ({ step }) => step !== 'views',
  // Two profiles hide each other.
  'two-faces': ({ view }) => view?.startsWith('profile') !== true,
}

const IGNORED = new AbortController().signal

/** Eyes that stay open when a studio that looked with them is closed. */
const lent = (vision: Vision): Vision => ({ ...vision, close: () => Promise.resolve() })

const takeSubject = async (studio: Studio): Promise<Subject> => {
  const folder = join(SAMPLES, 'subject/photos')
  const names = (await readdir(folder)).toSorted()
  const { taken } = await studio.takePhotos(names.map((name) => ({ name, path: join(folder, name) })))
  const traits = SubjectTraits.parse(JSON.parse(await readFile(join(SAMPLES, 'subject/subject.json'), 'utf8')))
  return { traits, photos: taken.map(({ photo }) => photo) }
}

const aboutOf = ({ step, view, strategy, parts }: Attempt, subject: Subject): LookedAt | null =>
  step === 'views' || step === 'scene' || step === 'portrait' || step === 'final'
    ? { run: RunId.parse(1), step, view, strategy, parts, subject, styled: false, limits: {} }
    : null

interface Drawn {
  readonly attempts: readonly Attempt[]
  readonly subject: Subject
  readonly studio: Studio
}

/** A run with nothing looked at, on a library of its own, from a scene that is given or one of its own. */
const draw = async (
  { folder, seed, vision }: Sampling,
  name: string,
  fault: Fault | null,
  scene: Uint8Array | null,
  upTo?: RunSpecInput['upTo'],
): Promise<Drawn> => {
  const misbehave = unwrap(parseMisbehaviour(fault === null ? '' : `${fault}=1`))
  const studio = unwrap(
    await openStudio({
      libraryFolder: join(folder, `${name}-${seed}`),
      holder: 'samples',
      vision: lent(vision),
      simulator: { misbehave },
    }),
  )
  const subject = await takeSubject(studio)
  const identity = Identity.parse(
    JSON.parse(await readFile(join(SAMPLES, `identities/${IDENTITIES[seed % IDENTITIES.length]}.json`), 'utf8')),
  )
  const picked: Sha256 | null =
    scene &&
    (await studio.library.putPicture(scene, { kind: 'answer', mimeType: 'image/png', width: 896, height: 1200 }))
  unwrap(
    await studio.run({
      subject,
      identities: [identity],
      seed,
      // The portrait is made for its own sake: the final is drawn from scene and views.
      ladder: ['scene-views'],
      ...(picked ? { picks: { scene: [picked] } } : {}),
      ...(upTo ? { upTo } : {}),
      settings: { checks: false },
    }),
  )
  return { attempts: studio.library.history({ limit: 100 }).filter(({ image }) => image !== null), subject, studio }
}

/** What the checks find in one drawn picture, or in other bytes that stand for it. */
const findIn = async (
  { studio, subject }: Drawn,
  attempt: Attempt,
  bytes?: Uint8Array,
): Promise<Omit<Sample, 'fault' | 'seed'> | null> => {
  const about = aboutOf(attempt, subject)
  if (!about || !attempt.image || !studio.look) return null
  const shown = bytes ?? (await studio.library.picture(attempt.image))
  const sha256 = bytes
    ? await studio.library.putPicture(bytes, { kind: 'derived', mimeType: 'image/png', width: 1, height: 1 })
    : attempt.image
  const findings = await studio.look.check({ sha256, bytes: shown }, about, IGNORED)
  return { step: about.step, view: attempt.view, findings }
}

/** Two people side by side where one was asked for: the picture's middle half, twice. */
const doubled = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const { width, height } = await sharp(bytes).metadata()
  const half = Math.floor(width / 2)
  const middle = await sharp(bytes)
    .extract({ left: Math.floor(width / 4), top: 0, width: half, height })
    .toBuffer()
  const right = await sharp(middle).flop().toBuffer()
  return new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background: '#000000' } })
      .composite([
        { input: middle, left: 0, top: 0 },
        { input: right, left: half, top: 0 },
      ])
      .png()
      .toBuffer(),
  )
}

export interface Sampling {
  /** Draws a third of it: heads up to the portrait, and the other faults in scenes. */
  readonly brief?: boolean
  readonly folder: string
  readonly seed: number
  readonly vision: Vision
}

/** For one seed: eight good pictures, and every fault in each picture it can spoil. */
export const drawFaults = async (sampling: Sampling): Promise<readonly Sample[]> => {
  const { seed, brief = false } = sampling
  const samples: Sample[] = []
  const take = (fault: Fault | null, found: Omit<Sample, 'fault' | 'seed'> | null): void => {
    if (found) samples.push({ fault, seed, ...found })
  }
  const good = await draw(sampling, 'good', null, null)
  for (const attempt of good.attempts) {
    take(null, await findIn(good, attempt))
    // A profile cut in half is no face at all.
    if (!attempt.image || attempt.view?.startsWith('profile')) continue
    take('two-faces', await findIn(good, attempt, await doubled(await good.studio.library.picture(attempt.image))))
  }
  const sceneImage = good.attempts.find(({ step }) => step === 'scene')?.image
  const scene = sceneImage ? await good.studio.library.picture(sceneImage) : null
  await good.studio.close()
  for (const fault of FAULTS) {
    const aboutHeads = fault === 'mirrored' || fault === 'wrong-angle'
    const runs = [
      ...(aboutHeads || !brief ? [await draw(sampling, fault, fault, scene, brief ? 'portrait' : undefined)] : []),
      ...(aboutHeads ? [] : [await draw(sampling, `${fault}-scene`, fault, null, 'scene')]),
    ]
    for (const drawn of runs) {
      for (const attempt of drawn.attempts) if (SPOILS[fault](attempt)) take(fault, await findIn(drawn, attempt))
      await drawn.studio.close()
    }
  }
  return samples
}

const fails = ({ findings }: Sample): boolean => findings.some(({ verdict }) => verdict === 'fail')

/** How many faults were caught and how many good pictures were refused, with what was got wrong. */
export const scoreOf = (samples: readonly Sample[]) => {
  const spoiled = samples.filter(({ fault }) => fault !== null)
  const good = samples.filter(({ fault }) => fault === null)
  const told = ({ fault, step, view, seed, findings }: Sample): string =>
    `${fault ?? 'good'} ${step} ${view ?? ''} (seed ${seed}): ${findings
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ verdict, check, figure }) => `${verdict} ${check} ${figure?.toFixed(2) ?? ''}`)
      .join(', ')}`
  return {
    spoiled: spoiled.length,
    caught: spoiled.filter(fails).length,
    good: good.length,
    refused: good.filter(fails).length,
    missed: spoiled.filter((sample) => !fails(sample)).map(told),
    falseAlarms: good.filter(fails).map(told),
    warned: good
      .filter((sample) => !fails(sample) && sample.findings.some(({ verdict }) => verdict === 'warn'))
      .map(told),
  }
}
