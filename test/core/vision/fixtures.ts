import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../../../shared/fixtures')

/** Renders of a head scan at known angles, and a photo; they lie beside the repository where there are any. */
export const haveFixtures = existsSync(join(FOLDER, 'heads/truth.json'))

export const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(join(FOLDER, name)))

export interface TrueHead {
  readonly file: string
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
  readonly light: 'left' | 'right' | 'front'
  readonly cameraDistance: number
}

export const trueHeads = (): readonly TrueHead[] =>
  JSON.parse(readFileSync(join(FOLDER, 'heads/truth.json'), 'utf8')).heads

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** The value that 95 % of them stay below. */
export const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(0.95 * values.length))] ?? 0
