import { z } from 'zod'

/** The engines that can answer a request. `replay` answers from the library only and never opens a socket. */
export const EngineName = z.enum(['simulator', 'gemini', 'replay'])
export type EngineName = z.infer<typeof EngineName>

/**
 * The kinds of work the pipeline does. `final` is made by a strategy; `describe`, `nearest-view` and `second-opinion` answer in words;
 * `canvas`, `masked` and `composite` are made on this machine, without a request.
 */
export const StepName = z.enum([
  'views',
  'scene',
  'portrait',
  'final',
  'describe',
  'nearest-view',
  'canvas',
  'masked',
  'composite',
  'second-opinion',
])
export type StepName = z.infer<typeof StepName>

/** The five standardized character views. Left and right are the subject's; the picture's edge is in {@link NOSE_EDGE}. */
export const ViewName = z.enum(['front', 'profile-left', 'profile-right', 'three-quarter-left', 'three-quarter-right'])
export type ViewName = z.infer<typeof ViewName>

/** Where the nose points in each view, as the viewer of the picture sees it. */
export const NOSE_EDGE = {
  front: 'viewer',
  'profile-left': 'right',
  'profile-right': 'left',
  'three-quarter-left': 'right',
  'three-quarter-right': 'left',
} as const satisfies Record<ViewName, 'viewer' | 'left' | 'right'>

/** Every way known to make a final. The last three do their picture work on this machine; `local-composite` asks no model. */
export const StrategyName = z.enum([
  'direct-edit',
  'scene-views',
  'environment-only',
  'portrait-only',
  'expand-portrait',
  'describe-regenerate',
  'text-scene-views',
  'direct-consistency',
  'multi-turn',
  'matched-view-swap',
  'face-swap',
  'masked-scene',
  'composite-harmonize',
  'local-composite',
])
export type StrategyName = z.infer<typeof StrategyName>

/** What a run can be asked to make: the whole matched-portrait recipe, or one strategy with only what it needs. */
export const RecipeName = z.enum(['matched-portrait', ...StrategyName.options])
export type RecipeName = z.infer<typeof RecipeName>

/** What a picture is in a request; the order of the parts is the step's own business. */
export const PartRole = z.enum(['prompt', 'reference', 'view', 'scene', 'portrait', 'canvas', 'composite', 'result'])
export type PartRole = z.infer<typeof PartRole>

export const AspectRatio = z.enum(['1:1', '3:4', '4:3', '9:16', '16:9'])
export type AspectRatio = z.infer<typeof AspectRatio>

export const ImageSize = z.enum(['1K', '2K', '4K'])
export type ImageSize = z.infer<typeof ImageSize>
