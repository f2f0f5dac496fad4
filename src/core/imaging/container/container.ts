import { sniffMime, type SniffedMime } from '../sniff.ts'
import { readIso } from './iso.ts'
import { readJpeg } from './jpeg.ts'
import { readPng } from './png.ts'
import { readWebp } from './webp.ts'

/** What a picture file says about itself, read without decoding a single pixel. */
export interface Container {
  /** As stored, before any orientation is applied; the largest when a file names several. */
  readonly width: number
  readonly height: number
  readonly animated: boolean
  /** Whether the file reaches the end its own structure announces. */
  readonly complete: boolean
}

const READERS: Readonly<Partial<Record<SniffedMime, (bytes: Uint8Array) => Container | null>>> = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/webp': readWebp,
  'image/avif': readIso,
  'image/heic': readIso,
}

/**
 * Reads the structure of a picture file. Null when the format is not one of those read here (GIF among them) or when the
 * header names no size. Never throws, whatever the bytes.
 */
export const readContainer = (bytes: Uint8Array): Container | null => {
  const mime = sniffMime(bytes)
  return mime === null ? null : (READERS[mime]?.(bytes) ?? null)
}
