import type { Vec3 } from './math.ts'

/** Many thin hairs in rest space: polylines with the direction that the mass of hair faces at each point. */
export interface Strands {
  /** 3 floats a point, all strands in a row. */
  readonly point: Float32Array
  readonly facing: Float32Array
  /** First point of each strand, and one more for the end. */
  readonly start: Uint32Array
  /** Linear colour factor of each strand. */
  readonly tone: Float32Array
  /** Width at the root in head units. */
  readonly width: Float32Array
  readonly colour: Vec3
  /** How much the highlight bands show, 0 to 1. */
  readonly shine: number
  /** 1 opaque. */
  readonly opacity: number
  readonly follows: 'head' | 'neck'
}

/** Collects strands one by one. */
export interface StrandList {
  readonly add: (points: readonly number[], facing: readonly number[], tone: number, width: number) => void
  readonly finish: (colour: Vec3, shine: number, opacity: number, follows: 'head' | 'neck') => Strands
}

export const strandList = (): StrandList => {
  const point: number[] = []
  const face: number[] = []
  const start: number[] = [0]
  const tones: number[] = []
  const widths: number[] = []
  return {
    add: (points, facing, tone, width) => {
      for (const v of points) point.push(v)
      for (const v of facing) face.push(v)
      start.push(point.length / 3)
      tones.push(tone)
      widths.push(width)
    },
    finish: (colour, shine, opacity, follows) => ({
      point: Float32Array.from(point),
      facing: Float32Array.from(face),
      start: Uint32Array.from(start),
      tone: Float32Array.from(tones),
      width: Float32Array.from(widths),
      colour,
      shine,
      opacity,
      follows,
    }),
  }
}
