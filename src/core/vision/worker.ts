import { ok, type PictureAnalysis, ProblemError, type Result, type SceneKept } from '../../contract/index.ts'
import { analyseSeen, describeSeen, meshesSeen, sceneOf, see } from './look.ts'
import { type Nets, openNets } from './nets/nets.ts'
import { compareScenes } from './scene-kept.ts'
import type { FaceMesh } from './types.ts'

/** What the worker can be asked for. Everything in it crosses the thread border as plain data. */
export type VisionTask =
  | { readonly do: 'analyse' | 'meshes' | 'describe'; readonly bytes: Uint8Array }
  | { readonly do: 'scene-kept'; readonly scene: Uint8Array; readonly final: Uint8Array }

export type VisionAnswer = PictureAnalysis | readonly FaceMesh[] | Float32Array | SceneKept | null

let opening: Promise<Nets> | null = null

const perform = async (task: VisionTask, nets: Nets): Promise<VisionAnswer> => {
  switch (task.do) {
    case 'analyse':
      return analyseSeen(await see(task.bytes), nets)
    case 'meshes':
      return meshesSeen(await see(task.bytes), nets)
    case 'describe':
      return describeSeen(await see(task.bytes), nets)
    case 'scene-kept':
      return compareScenes(sceneOf(await see(task.scene), nets), sceneOf(await see(task.final), nets))
    default:
      return task satisfies never
  }
}

/** Does one task. A picture that cannot be read is an answer; anything else that goes wrong is a bug. */
const work = async (task: VisionTask): Promise<Result<VisionAnswer>> => {
  opening ??= openNets()
  try {
    return ok(await perform(task, await opening))
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    throw error
  }
}

export default work
