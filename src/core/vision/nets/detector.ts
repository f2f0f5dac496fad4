import type { GraphModel } from '@tensorflow/tfjs-converter'
import type { Tensor } from '@tensorflow/tfjs-core'
import { cropOf, type Frame, fromFrame, type Pyramid } from '../crop.ts'
import type { Backend } from './backend.ts'

/** A place where a face may be, in pixels of the picture. */
export interface Candidate {
  /** 0 to 1. */
  readonly score: number
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  /** The eye, the other eye, nose, mouth, ear, other ear; the one further left in the picture first when it looks at us. */
  readonly points: readonly (readonly [number, number])[]
}

const SIDE = 256
/** Anchors of BlazeFace's back model: 2 a cell on a grid of 16 x 16 strides, then 6 on 32 x 32; see `blazeface.ts` of human. */
const GRIDS = [
  { cells: 16, each: 2 },
  { cells: 8, each: 6 },
] as const
const POINTS = 6
/** Two boxes that share more than this are the same face. */
const OVERLAP = 0.3

const anchors = (): readonly (readonly [number, number])[] =>
  GRIDS.flatMap(({ cells, each }) =>
    Array.from({ length: cells * cells * each }, (_, i): readonly [number, number] => {
      const cell = Math.floor(i / each)
      const stride = SIDE / cells
      return [stride * ((cell % cells) + 0.5), stride * (Math.floor(cell / cells) + 0.5)]
    }),
  )

/** How much two boxes share: intersection over union. */
export const overlap = (a: Candidate, b: Candidate): number => {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  if (w <= 0 || h <= 0) return 0
  return (w * h) / (a.w * a.h + b.w * b.h - w * h)
}

/** The surest of those that overlap, surest first. */
export const withoutOverlaps = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const kept: Candidate[] = []
  for (const one of candidates.toSorted((a, b) => b.score - a.score))
    if (kept.every((other) => overlap(one, other) <= OVERLAP)) kept.push(one)
  return kept
}

export type Detector = (pyramid: Pyramid, frame: Frame, least: number) => readonly Candidate[]

/** BlazeFace, back model: faces in a frame, with a score of `least` and more. */
export const openDetector = async ({ tf, graph }: Backend): Promise<Detector> => {
  const model: GraphModel = await graph('@vladmandic/human', 'models/blazeface.json')
  const places = anchors()
  return (pyramid, frame, least) => {
    const pixels = cropOf(pyramid, frame, SIDE, (value) => value / 127.5 - 1)
    const [raw, width] = tf.tidy(() => {
      const answers = model.execute(tf.tensor4d(pixels, [1, SIDE, SIDE, 3]))
      // Scores and boxes of the two grids; the larger tensors belong to the finer grid.
      const [s6 = [], s2 = [], b6 = [], b2 = []] = (Array.isArray(answers) ? answers : [answers])
        .toSorted((a, b) => a.size - b.size)
        .map((tensor): Tensor | [] => tensor)
      const join = (parts: readonly (Tensor | never[])[], axis: number): Tensor =>
        tf.concat(
          parts.flatMap((part) => (Array.isArray(part) ? [] : [part])),
          axis,
        )
      const all = tf.squeeze(join([join([s2, b2], 2), join([s6, b6], 2)], 1), [0])
      return [all.dataSync(), all.shape[1] ?? 0]
    })
    const found: Candidate[] = []
    places.forEach(([ax, ay], i) => {
      const at = i * width
      const score = 1 / (1 + Math.exp(-(raw[at] ?? 0)))
      if (score < least) return
      const number = (k: number): number => raw[at + k] ?? 0
      const place = (dx: number, dy: number) => fromFrame(frame, (ax + dx) / SIDE, (ay + dy) / SIDE)
      const scale = frame.side / SIDE
      const [cx, cy] = place(number(1), number(2))
      const w = number(3) * scale
      const h = number(4) * scale
      const points = Array.from({ length: POINTS }, (_, k) => place(number(5 + 2 * k), number(6 + 2 * k)))
      found.push({ score, x: cx - w / 2, y: cy - h / 2, w, h, points })
    })
    return withoutOverlaps(found)
  }
}
