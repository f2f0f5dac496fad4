import type { Card, PictureInsight, TradeOff } from '../../contract/api/index.ts'
import {
  type IdentityId,
  type Likeness,
  type PictureAnalysis,
  ProblemError,
  type SceneKept,
  type Sha256,
  type SubjectId,
} from '../../contract/index.ts'
import { openComparing } from '../pipeline/comparing.ts'
import type { Look } from '../pipeline/looking.ts'
import type { MeasuredFigures } from '../library/app.ts'
import { NOTHING_MEASURED } from '../library/ranked.ts'
import type { Library } from '../library/types.ts'
import type { Vision } from '../vision/types.ts'
import { comparedFrom } from './compared.ts'
import type { Events } from './events.ts'
import { openFigures } from './figures.ts'
import { openMeasuringLine } from './measuring-line.ts'
import { tradeOffOf } from './trade-off.ts'

export interface FacesParts {
  readonly library: Library
  readonly vision: Vision
  readonly look: Look
  readonly events: Events
  /** Whether a run is under way: what can wait then does. */
  readonly isBusy: () => boolean
}

/** What the studio's own eyes know of a picture; what others said of it is told beside. */
export type OwnInsight = Omit<PictureInsight, 'second'>

/** What is seen in pictures: answered from what is kept, measured behind the scenes where it is missing. */
export interface Faces {
  /** What is known now. What is missing is measured, and told by an event. */
  readonly of: (pictures: readonly Sha256[]) => readonly OwnInsight[]
  readonly tradeOff: (subject: SubjectId, identity: IdentityId) => TradeOff
  /** Everything that is known by now, by picture: likeness only of people who agree to it at this moment. */
  readonly figures: () => MeasuredFigures
  readonly close: () => Promise<void>
}

/** More finals than this of one subject and identity are not drawn. */
const MOST_FINALS = 500

const eyesOf = (analysis: PictureAnalysis): PictureInsight['eyes'] => {
  const { width, height, faces } = analysis
  const { leftEye, rightEye } = faces[0]?.landmarks ?? { leftEye: null, rightEye: null }
  if (!leftEye || !rightEye) return null
  const share = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x: x / width, y: y / height })
  return { left: share(leftEye), right: share(rightEye) }
}

export const openFaceInsights = ({ library, vision, look, events, isBusy }: FacesParts): Faces => {
  const { analyser } = vision
  const line = openMeasuringLine(isBusy)
  const comparing = openComparing({
    vision,
    shelf: library.faces,
    picture: library.picture,
    analysis: async ({ sha256 }, signal) => await look.analysis(sha256, signal),
  })
  const compared = comparedFrom(library)
  const told = (...pictures: readonly Sha256[]): void => events.tell({ type: 'faces', pictures })

  const measure = async (picture: Sha256, signal: AbortSignal): Promise<void> => {
    try {
      await look.analysis(picture, signal)
    } catch (error) {
      // What cannot be read today cannot be read tomorrow: it is written down, so that nobody tries again and again.
      if (!(error instanceof ProblemError) || error.problem.code !== 'picture-unreadable') throw error
      await library.faces.keepAnalysis(picture, analyser, 'unreadable')
    }
    told(picture)
  }

  const analysisOf = (picture: Sha256): PictureAnalysis | null => {
    const kept = library.faces.analysis(picture, analyser)
    if (kept === null && library.pictureFacts(picture))
      line.ask(`measure ${picture}`, async (signal) => await measure(picture, signal))
    return kept === 'unreadable' ? null : kept
  }

  /** Whose picture it is: whom it was made for, or whose photo it is. */
  const subjectOf = (picture: Sha256, card: Card | undefined): SubjectId | null =>
    card?.subject ??
    library.people.subjects().find(({ subject }) => subject.photos.some(({ sha256 }) => sha256 === picture))?.id ??
    null

  const likenessOf = (picture: Sha256, subject: SubjectId): Likeness | 'missing' | null => {
    const somebody = compared(subject)
    if (somebody === null) return null
    const known = comparing.known(picture, somebody)
    if (known === 'missing')
      line.ask(`describe ${subject} ${picture}`, async (signal) => {
        const now = compared(subject)
        if (now) await comparing.describe({ sha256: picture }, now, signal)
        told(picture)
      })
    return known
  }

  const sceneKeptOf = (card: Card): SceneKept | 'missing' | 'unreadable' | null => {
    const scene = card.madeFrom.find(({ role }) => role === 'scene')?.sha256
    if (card.step !== 'final' || scene === undefined) return null
    const kept = library.faces.sceneKept(scene, card.sha256, analyser)
    if (kept) return kept
    if ([scene, card.sha256].some((picture) => library.faces.analysis(picture, analyser) === 'unreadable'))
      return 'unreadable'
    line.ask(`compare ${scene} ${card.sha256}`, async (signal) => {
      const [before, after] = [await library.picture(scene), await library.picture(card.sha256)]
      const found = await vision.sceneKept(before, after, { signal })
      await library.faces.keepSceneKept(scene, card.sha256, analyser, found)
      told(card.sha256)
    })
    return 'missing'
  }

  const insightOf = (sha256: Sha256): OwnInsight => {
    const [card] = library.cards.of([sha256])
    const analysis = analysisOf(sha256)
    const subject = subjectOf(sha256, card)
    const likeness = analysis && subject !== null ? likenessOf(sha256, subject) : null
    const kept = card && analysis ? sceneKeptOf(card) : null
    const attempt = card ? library.attempt(card.attempt) : null
    return {
      sha256,
      analysis,
      checks: attempt?.checks ?? [],
      likeness: likeness === 'missing' ? null : likeness,
      sceneKept: typeof kept === 'object' ? kept : null,
      eyes: analysis && eyesOf(analysis),
    }
  }

  /** Everything of a picture that was just born is measured before somebody asks, when no run wants the machine. */
  const follow = async (signal: AbortSignal): Promise<void> => {
    for await (const event of events.follow(undefined, signal)) {
      if (event.type !== 'work') continue
      for (const { sha256 } of event.born)
        line.askLater(`born ${sha256}`, () => {
          insightOf(sha256)
          return Promise.resolve()
        })
      line.look()
    }
  }

  const figures = openFigures({
    seq: events.seq,
    people: () => library.people.subjects().map(({ id }) => id),
    scoresOf: (subject) => {
      const somebody = compared(subject)
      return somebody === null ? null : comparing.scores(somebody)
    },
    scenesKept: () => library.faces.scenesKept(analyser),
  })
  const closing = new AbortController()
  const following = follow(closing.signal)

  return {
    of: (pictures) => pictures.map(insightOf),
    tradeOff: (subject, identity) => {
      const { cards } = library.cards.query({ subject, identity, steps: ['final'] }, { offset: 0, limit: MOST_FINALS })
      return tradeOffOf(
        cards.map((card) => {
          const { sha256, strategy, rung } = card
          const sceneKept = sceneKeptOf(card)
          return { sha256, strategy, rung, sceneKept, likeness: likenessOf(sha256, subject) }
        }),
      )
    },
    figures,
    close: async () => {
      closing.abort()
      await Promise.all([following, line.close()])
    },
  }
}

/** A host without eyes: nothing is measured, and everything says so by being empty. */
export const NO_FACES: Faces = {
  of: (pictures) =>
    pictures.map((sha256) => ({
      sha256,
      analysis: null,
      checks: [],
      likeness: null,
      sceneKept: null,
      eyes: null,
    })),
  tradeOff: () => ({ dots: [], pending: 0, left: [] }),
  figures: () => NOTHING_MEASURED,
  close: () => Promise.resolve(),
}
