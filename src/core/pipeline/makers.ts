import { STRATEGIES } from './recipes/index.ts'
import { describe } from './steps/describe.ts'
import { portrait } from './steps/portrait.ts'
import { scene } from './steps/scene.ts'
import { secondOpinion } from './steps/second-opinion.ts'
import type { Step } from './steps/step.ts'
import { views } from './steps/views.ts'

const MAKERS: ReadonlyMap<string, Step> = new Map(
  [
    views,
    scene,
    portrait,
    describe,
    secondOpinion,
    ...Object.values(STRATEGIES).flatMap((strategy) => strategy.nodes.map((node) => node.step)),
  ].map((step) => [step.maker, step]),
)

/** The step a queued job was made for. A queue written by a newer studio may name one that is not known here. */
export const stepOf = (maker: string): Step | null => MAKERS.get(maker) ?? null
