import type { RecipeName, StrategyName } from '../../../contract/index.ts'
import { compositeHarmonize } from './composite-harmonize.ts'
import { describeRegenerate } from './describe-regenerate.ts'
import { directConsistency } from './direct-consistency.ts'
import { directEdit } from './direct-edit.ts'
import { environmentOnly } from './environment-only.ts'
import { expandPortrait } from './expand-portrait.ts'
import { faceSwap } from './face-swap.ts'
import { localCompositeStrategy } from './local-composite.ts'
import { maskedScene } from './masked-scene.ts'
import { matchedViewSwap } from './matched-view-swap.ts'
import { multiTurn } from './multi-turn.ts'
import { portraitOnly } from './portrait-only.ts'
import { sceneViews } from './scene-views.ts'
import type { Strategy } from './strategy.ts'
import { textSceneViews } from './text-scene-views.ts'

/** Every strategy, in the order people read about them. */
export const STRATEGIES: Readonly<Record<StrategyName, Strategy>> = {
  'direct-edit': directEdit,
  'scene-views': sceneViews,
  'environment-only': environmentOnly,
  'portrait-only': portraitOnly,
  'expand-portrait': expandPortrait,
  'describe-regenerate': describeRegenerate,
  'text-scene-views': textSceneViews,
  'direct-consistency': directConsistency,
  'multi-turn': multiTurn,
  'matched-view-swap': matchedViewSwap,
  'face-swap': faceSwap,
  'masked-scene': maskedScene,
  'composite-harmonize': compositeHarmonize,
  'local-composite': localCompositeStrategy,
}

/** The strategies a run tries for each final, in order: the ladder, or the one strategy the recipe names. */
export const ladderOf = (recipe: RecipeName, ladder: readonly StrategyName[]): readonly Strategy[] =>
  recipe === 'matched-portrait' ? [...new Set(ladder)].map((name) => STRATEGIES[name]) : [STRATEGIES[recipe]]
