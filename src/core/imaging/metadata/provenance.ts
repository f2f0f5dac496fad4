/**
 * What a picture that was made here says of itself. The IPTC vocabulary tells what a model made from what was put together
 * of pictures a model made: https://cv.iptc.org/newscodes/digitalsourcetype/
 */
export interface Provenance {
  readonly source: 'trainedAlgorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia'
  /** "Identity Studio 0.1.0". */
  readonly tool: string
  /** ISO 8601, UTC. */
  readonly madeAt: string
  readonly engine: string
  readonly model: string
  readonly recipe: string
  readonly step: string
  readonly strategy: string | null
  /** The SHA-256 of the picture as the model sent it. */
  readonly original: string
  /** Null where it was not chosen to tell. */
  readonly prompt: string | null
  readonly subject: string | null
  readonly identity: string | null
}

export const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/'
