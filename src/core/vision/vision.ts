import { type PictureAnalysis, type Result, type SceneKept, unwrap } from '../../contract/index.ts'
import { openPool } from '../threads/pool.ts'
import { ANALYSER } from './analyser.ts'
import type { FaceMesh, Vision } from './types.ts'
import type { VisionTask } from './worker.ts'

/** The nets hold some 150 MB: they go when nobody has asked for this long. */
const IDLE_MS = 60_000

/**
 * Opens the studio's eyes: one worker thread that starts with the first picture, looks at one at a time, ends after a
 * minute of rest, and opens no connection. A worker that dies fails its picture alone; the next gets another worker.
 */
export const openVision = (worker = new URL('./worker.ts', import.meta.url)): Vision => {
  const pool = openPool(worker, { threads: 1, restMs: IDLE_MS })
  // The worker gives back what the task's name says.
  const ask = async <T>(task: VisionTask, signal?: AbortSignal): Promise<T> =>
    unwrap(await pool.run<Result<T>>(task, signal))
  return {
    analyser: ANALYSER,
    analyse: async (bytes, { signal } = {}) => await ask<PictureAnalysis>({ do: 'analyse', bytes }, signal),
    meshes: async (bytes, { signal } = {}) => await ask<readonly FaceMesh[]>({ do: 'meshes', bytes }, signal),
    describe: async (bytes, { signal } = {}) => await ask<Float32Array | null>({ do: 'describe', bytes }, signal),
    sceneKept: async (scene, final, { signal } = {}) =>
      await ask<SceneKept>({ do: 'scene-kept', scene, final }, signal),
    close: pool.close,
  }
}
