import { z } from 'zod'
import type { Card, SecondOpinionOffer } from '../../contract/api/index.ts'
import {
  type CheckFinding,
  failed,
  identityKeys,
  type Judged,
  ok,
  type Problem,
  type Result,
  type RunId,
  type RunSpecInput,
  type Sha256,
} from '../../contract/index.ts'
import type { Cast, KnownSubject } from '../library/app.ts'
import { opinionPath } from '../pipeline/steps/second-opinion.ts'
import { VIEW_EXPRESSION } from '../prompts/expression.ts'
import { viewWords } from '../prompts/view-words.ts'
import type { Studio } from '../studio.ts'
import { mayBeSent } from './consent.ts'
import type { Runs } from './runs.ts'
import type { AppSettings } from './settings.ts'

/** What a vision model says of pictures, when somebody asks for it; never by itself, and deciding nothing. */
export interface SecondOpinions {
  /** Whom a press on the button would ask and what it would cost; nothing is sent. */
  readonly offer: (picture: Sha256) => Result<SecondOpinionOffer>
  /** Asks, as a run of one request; when that is over, a `faces` event tells it. */
  readonly ask: (picture: Sha256) => Promise<Result<RunId>>
  /** What was said last, or why nothing was; empty where nobody asked. */
  readonly of: (picture: Sha256) => readonly CheckFinding[]
}

export interface SecondOpinionParts {
  readonly studio: Pick<Studio, 'library' | 'plan'>
  readonly settings: Pick<AppSettings, 'get'>
  readonly runs: Pick<Runs, 'startSpec'>
}

/** More findings than this, or longer ones, are no opinion but a flood. */
const MOST = 20
const LONGEST = 400

const short = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .transform((text) => (text.length > most ? `${text.slice(0, most)}…` : text))

const Said = z.object({
  findings: z
    .array(
      z.object({
        check: short(40),
        verdict: z
          .string()
          .trim()
          .toLowerCase()
          .pipe(z.enum(['pass', 'warn', 'fail'])),
        says: short(LONGEST),
      }),
    )
    .min(1)
    .transform((findings) => findings.slice(0, MOST)),
})

const finding = (check: string, verdict: CheckFinding['verdict'], says: string): CheckFinding => ({
  check: `second-opinion: ${check}`,
  verdict,
  says,
  figure: null,
  limit: null,
})

const jsonIn = (answer: string): unknown => {
  // Models put code fences and pleasantries around what they were asked for alone.
  const [from, to] = [answer.indexOf('{'), answer.lastIndexOf('}')]
  try {
    return JSON.parse(answer.slice(from, to + 1))
  } catch {
    return null
  }
}

/** An answer as findings, one for each thing judged; one that cannot be read is told as such, with its words. */
export const readOpinion = (answer: string): readonly CheckFinding[] => {
  const said = Said.safeParse(jsonIn(answer))
  if (!said.success)
    return [
      finding(
        'unreadable',
        'warn',
        `The answer is not in a form that can be read: “${answer.trim().slice(0, LONGEST)}”`,
      ),
    ]
  const once = new Map(said.data.findings.map((one) => [one.check.toLowerCase(), one]))
  return [...once].map(([name, { check, verdict, says }]) =>
    finding(name, verdict, `${check.charAt(0).toUpperCase()}${check.slice(1)}: ${says}`),
  )
}

const EDGES = 'told by the edge of the frame'

const meant = (card: Card, moment: string, hasScene: boolean): string => {
  const scene = hasScene ? 'image 2, the scene it was made for' : 'its scene'
  switch (card.step) {
    case 'views': {
      const view = card.view ?? 'front'
      return `Image 1 is to be one head on plain white, the face 40-50 % of the image width. ${viewWords(view).direction} Expression: ${VIEW_EXPRESSION[view]}.`
    }
    case 'scene':
      return `Image 1 is to be a film frame with one main person, waist-up or chest-up, the face 15-25 % of the image width. The moment: ${moment}`
    case 'portrait':
      return `Image 1 is to be a portrait with the head at the angle, with the expression and in the light of the person in ${scene}, ${EDGES}; that person is somebody else.`
    case 'final':
      return `Image 1 is to be the finished film frame: place, composition, clothes and light of ${scene}, with another person in it, the face 15-25 % of the image width. The moment: ${moment}`
  }
}

const besideWords = (hasScene: boolean, photos: number): string => {
  const first = hasScene ? 3 : 2
  if (photos === 0) return ''
  return photos === 1
    ? `Image ${first} is a photo of the person it is to show.`
    : `Images ${first} to ${first + photos - 1} are photos of the person it is to show.`
}

interface Asked {
  readonly spec: RunSpecInput
  readonly cast: Cast
  readonly subject: KnownSubject
}

export const openSecondOpinions = ({ studio, settings, runs }: SecondOpinionParts): SecondOpinions => {
  const { library } = studio

  const askedOf = (picture: Sha256): Result<Asked> => {
    const [card] = library.cards.of([picture])
    const attempt = card && library.attempt(card.attempt)
    const run = card && library.run(card.run)
    if (!card || !attempt || !run)
      return failed('picture-missing', 'There is no such picture among those that were made.', 'Reload the window.')
    const casting = library.casting.of(run.id)
    const subject = casting.subject === null ? null : library.people.subject(casting.subject)
    if (!subject)
      return failed(
        'subject-missing',
        'Nobody knows whom this picture is for, so nobody can agree to its being sent.',
        'Ask about a picture of a subject in the list at the left.',
      )
    const keys = identityKeys(run.spec.identities)
    const at = Math.max(0, keys.indexOf(attempt.identity ?? ''))
    const identity = run.spec.identities[at]
    if (!identity) throw new Error(`run ${run.id} has no identity`)
    const known = casting.identities.find(({ key }) => key === keys[at])
    const origin =
      card.step === 'views' || card.step === 'scene' ? undefined : card.madeFrom.find(({ role }) => role === 'scene')
    const scene = origin?.sha256 !== undefined && library.pictureFacts(origin.sha256) ? origin.sha256 : undefined
    const photos = card.step === 'scene' ? 0 : subject.subject.photos.length
    const words = [meant(card, identity.visualization, scene !== undefined), besideWords(scene !== undefined, photos)]
    const judge: Judged = {
      picture,
      ...(scene === undefined ? {} : { scene }),
      photos: photos > 0,
      says: words.filter((line) => line !== '').join('\n'),
    }
    const { engine, textModel, retry, concurrency, budgetUsd } = settings.get()
    const spec: RunSpecInput = {
      subject: subject.subject,
      identities: [identity],
      engine,
      ...(textModel === null ? {} : { textModel }),
      settings: { retry, concurrency, budgetUsd },
      judge,
    }
    return ok({ spec, subject, cast: { subject: subject.id, identities: known ? [known.id] : [] } })
  }

  return {
    offer: (picture) => {
      const asked = askedOf(picture)
      if (!asked.ok) return asked
      const { engine } = settings.get()
      const offered = (costUsd: number, refused: Problem | null) => ok({ engine, costUsd, refused })
      const allowed = mayBeSent(asked.value.subject, engine)
      if (!allowed.ok) return offered(0, allowed.problem)
      const plan = studio.plan(asked.value.spec)
      return plan.ok ? offered(plan.value.costUsd, null) : offered(0, plan.problem)
    },
    ask: async (picture) => {
      const asked = askedOf(picture)
      if (!asked.ok) return asked
      const { spec, cast, subject } = asked.value
      return await runs.startSpec(spec, cast, subject)
    },
    of: (picture) => {
      const job = library.casting.newestOpinion(opinionPath(picture))
      if (!job) return []
      if (job.state === 'succeeded') return readOpinion(job.text ?? '')
      const why = job.problem ? ` ${job.problem.message} ${job.problem.next}` : ''
      return [finding('not given', 'warn', `No opinion was given.${why}`)]
    },
  }
}
