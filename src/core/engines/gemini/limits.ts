import type { Problem } from '../../../contract/index.ts'
import type { EngineRequest, ModelFacts } from '../engine.ts'
import { problem } from './reading.ts'

/**
 * What is wrong with a request before it is sent, or null: only what the table of models knows for certain, and what would
 * not even make a URL.
 */
export const overLimit = (request: EngineRequest, facts: ModelFacts | null): Problem | null => {
  if (!/^[\w.-]+(\/[\w.-]+)*$/.test(request.model) || request.model.includes('..'))
    return problem(
      'model-unknown',
      'The name of the model holds characters that no model has.',
      'Give a name like gemini-nano-banana-2.1.',
    )
  if (facts === null) return null
  const pictures = request.turns.flatMap((turn) => [...turn.parts]).filter((part) => part.kind === 'image').length
  if (pictures > facts.maxImages)
    return problem(
      'too-many-pictures',
      `The request carries ${pictures} pictures and ${facts.id} takes ${facts.maxImages}.`,
      'Leave some out, or choose a model that takes more.',
    )
  const { output, imageSize } = request.config
  if (output !== facts.kind)
    return problem(
      'wrong-kind-of-model',
      facts.kind === 'text' ? `${facts.id} answers in words only.` : `${facts.id} is a model for pictures.`,
      output === 'image' ? 'Choose a model for pictures.' : 'Choose a model for words.',
    )
  if (output === 'image' && imageSize !== undefined && !facts.sizes.includes(imageSize))
    return problem(
      'size-not-offered',
      `${facts.id} does not draw at ${imageSize}.`,
      `Choose ${facts.sizes.join(', ')}, or another model.`,
    )
  return null
}
