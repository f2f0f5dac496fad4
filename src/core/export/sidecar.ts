import type { ExportOptions } from '../../contract/api/index.ts'
import { type Deliverable, promptOf } from './deliverable.ts'
import { SOURCE_TYPES, type Provenance } from '../imaging/metadata/provenance.ts'

/** What is said of the file the sidecar lies beside. */
export interface SidecarFile {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly width: number
  readonly height: number
}

/** The JSON beside a picture: what it is, what made it, what was found and said of it. Prompts and names only if chosen. */
export const sidecarOf = (
  one: Deliverable,
  file: SidecarFile,
  { source, tool }: Provenance,
  { tell, format }: Pick<ExportOptions, 'tell' | 'format'>,
): string => {
  const { card, attempt, stored } = one
  const { review } = card
  const facts = {
    about: 'identity-studio-picture',
    version: 1,
    tool,
    ...file,
    format,
    digitalSourceType: `${SOURCE_TYPES}${source}`,
    original: {
      sha256: card.sha256,
      mimeType: stored.mimeType,
      bytes: stored.bytes,
      width: stored.width,
      height: stored.height,
    },
    made: {
      at: card.madeAt,
      recipe: one.recipe,
      step: card.step,
      strategy: card.strategy,
      rung: card.rung,
      view: card.view,
      variant: card.variant,
      engine: card.engine,
      model: card.model,
      config: attempt?.config ?? null,
      from: card.madeFrom,
      checks: attempt?.checks ?? [],
    },
    review: {
      stars: review.stars,
      flag: review.flag,
      label: review.label,
      approvedAt: review.approved?.at ?? null,
      ...(tell.names
        ? {
            approvedBy: review.approved?.by ?? null,
            notes: review.notes.map(({ text, by, at, writtenAt }) => ({ text, by, at, writtenAt })),
          }
        : {}),
    },
    ...(tell.names ? { subject: one.subject, identity: one.identity } : {}),
    ...(tell.prompts ? { prompt: promptOf(one), template: attempt?.prompt ?? null } : {}),
  }
  return `${JSON.stringify(facts, null, 2)}\n`
}
