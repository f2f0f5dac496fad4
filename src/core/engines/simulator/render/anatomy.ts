import type { Person } from '../shot.ts'
import { clamp, mix } from './math.ts'

/** Where things sit on this person's face, in head units; shared by the shape and by everything painted or grown on it. */
export interface Anatomy {
  readonly man: boolean
  readonly smile: number
  /** How far the lips are parted, 0 to 1. */
  readonly open: number
  readonly eyeX: number
  readonly eyeY: number
  /** Half width and half height of the eye opening. */
  readonly eyeW: number
  readonly eyeH: number
  readonly iris: number
  readonly browY: number
  /** Height of the nose's tip, and width factor of the wings. */
  readonly noseY: number
  readonly noseW: number
  /** Height of the line between the lips, half width of the mouth, fullness factor. */
  readonly mouthY: number
  readonly mouthW: number
  readonly lips: number
  /** How high the corners are raised. */
  readonly lift: number
  readonly chinY: number
  /** Half widths of skull and jaw. */
  readonly skullX: number
  readonly jawX: number
  readonly neckR: number
}

export const anatomyOf = (p: Person, smile: number): Anatomy => {
  const man = p.gender === 'man'
  const s = clamp(smile, 0, 1)
  return {
    man,
    smile: s,
    open: clamp((s - 0.3) / 0.7, 0, 1),
    eyeX: 0.31 * p.eyeDistance,
    eyeY: 0.06,
    eyeW: (man ? 0.152 : 0.158) * p.eyeSize,
    eyeH: (man ? 0.06 : 0.066) * p.eyeSize * (1 - 0.24 * s),
    iris: 0.079 * (0.45 + 0.55 * p.eyeSize),
    browY: 0.06 + (man ? 0.195 : 0.225) + p.browHeight,
    noseY: -0.265 * p.noseLength,
    noseW: p.noseWidth * (man ? 1.04 : 0.94),
    mouthY: -0.265 - 0.265 * p.jawLength,
    mouthW: (0.228 + 0.1 * s) * p.lipWidth,
    lips: p.lipFullness * (man ? 0.88 : 1.12),
    lift: 0.014 + 0.095 * s,
    chinY: -0.9 * mix(0.35, 1, p.jawLength),
    skullX: 0.765 * mix(1, p.faceWidth, 0.8),
    jawX: p.faceWidth * p.jawWidth * (man ? 1 : 0.93),
    neckR: (man ? 0.545 : 0.445) * mix(1, p.build, 0.6),
  }
}
