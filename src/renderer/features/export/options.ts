import type { ExportOptions, ExportRequest } from '../../../contract/api/index.ts'

/** Everything that can be chosen on the screen. */
export type Draft = {
  readonly options: ExportOptions
  readonly to: 'folder' | 'zip'
  readonly folder: string
}

/** What the studio takes for granted; it is said here too so that the first screen needs no question. */
const OPTIONS: ExportOptions = {
  pictures: true,
  format: 'original',
  size: null,
  quality: 90,
  colour: 'srgb',
  name: '{subject}_{identity}_{step}_{n}',
  collision: 'number',
  tell: { prompts: false, names: false },
  sidecar: false,
  contactSheet: null,
  reviewPage: null,
}

/**
 * The draft a screen begins with: as the last time, else as most people want it. A zip is for a browser to save; where the last
 * export of this library was one, the desktop app asks for a folder.
 */
export const firstDraft = (last: ExportRequest | null, isDesktop: boolean): Draft => ({
  options: last?.options ?? OPTIONS,
  to: isDesktop ? 'folder' : (last?.to.kind ?? 'folder'),
  folder: last?.to.kind === 'folder' ? last.to.folder : '',
})

export const FORMATS = [
  { value: 'original', title: 'Original bytes', note: 'As the model sent them, with its signature' },
  { value: 'png', title: 'PNG', note: 'Lossless' },
  { value: 'jpeg', title: 'JPEG', note: 'For everybody, full colour resolution' },
  { value: 'webp', title: 'WebP', note: 'For the web' },
  { value: 'avif', title: 'AVIF', note: 'Smallest; slow to write' },
  { value: 'tiff', title: 'TIFF', note: 'For print, lossless' },
] as const

export const hasQuality = ({ format }: Pick<ExportOptions, 'format'>): boolean =>
  format === 'jpeg' || format === 'webp' || format === 'avif'
