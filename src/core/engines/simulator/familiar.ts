import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Pixels } from './reading/face.ts'
import { StoredPerson } from './shot-schema.ts'
import type { Person } from './shot.ts'

/**
 * Somebody the simulator knows by sight. It drew the studio's sample photos itself, but taking photos in strips what they
 * say about themselves; without this the sample subject's views would show somebody else than the photos.
 */
export interface Familiar {
  readonly person: Person
  /** What {@link sightOf} says of each photo of them. */
  readonly sights: readonly string[]
}

/** Cells a side of the grid a picture is seen through. */
const GRID = 16
/** Cells that may differ, of 256: saving a photo as JPEG again changes a few, another photo changes dozens. */
const TOLERANCE = 12

/** Where the studio's own sample subject is described. */
const FAMILIAR_FILE = new URL('../../../../resources/samples/subject/person.json', import.meta.url)

const FamiliarFile = z.array(z.object({ person: StoredPerson, sights: z.array(z.string().regex(/^[01]{256}$/)) }))

/** The people the simulator knows by sight; nobody when the file is missing or is not what it should be. */
export const readFamiliar = (file: URL = FAMILIAR_FILE): readonly Familiar[] => {
  try {
    return FamiliarFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}

const meanLuma = ({ width, height, data }: Pixels, column: number, row: number): number => {
  const [left, right] = [Math.floor((column * width) / (GRID + 1)), Math.floor(((column + 1) * width) / (GRID + 1))]
  const [top, bottom] = [Math.floor((row * height) / GRID), Math.floor(((row + 1) * height) / GRID)]
  let sum = 0
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const at = (y * width + x) * 3
      sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
    }
  return sum / Math.max(1, (right - left) * (bottom - top))
}

/**
 * A picture at a glance: 256 times 0 or 1, whether a cell of a coarse grid is clearly brighter than its neighbour (a
 * difference hash). Nearly the same for the same picture saved again.
 */
export const sightOf = (pixels: Pixels): string => {
  let sight = ''
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      // Evenly white areas must not flicker with the noise of a JPEG.
      sight += meanLuma(pixels, column, row) > meanLuma(pixels, column + 1, row) + 4 ? '1' : '0'
    }
  return sight
}

const differing = (a: string, b: string): number => Array.from(a).filter((cell, at) => cell !== b[at]).length

/** Who is in a picture that is known by sight; null for a stranger. */
export const recognized = (pixels: Pixels, familiar: readonly Familiar[]): Person | null => {
  if (familiar.length === 0) return null
  const sight = sightOf(pixels)
  return familiar.find(({ sights }) => sights.some((known) => differing(known, sight) <= TOLERANCE))?.person ?? null
}
