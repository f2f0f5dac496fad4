import { Tinypool } from 'tinypool'
import { type PictureAnalysis, type Result, type SceneKept, unwrap } from '../../contract/index.ts'
import { ANALYSER } from './analyser.ts'
import { openLine } from './line.ts'
import type { FaceMesh, Vision } from './types.ts'
import type { VisionTask } from './worker.ts'

/** The nets hold some 150 MB: they go when nobody has asked for this long. */
const IDLE_MS = 60_000

/**
 * Opens the studio's eyes: one worker thread that starts with the first picture, looks at one at a time, ends after a
 * minute of rest, and opens no connection. A worker that dies fails its picture alone; the next gets another worker.
 */
export const openVision = (worker = new URL('./worker.ts', import.meta.url)): Vision => {
  const pool = new Tinypool({
    filename: worker.href,
    runtime: 'worker_threads',
    // Flags of the host (a test runner's loader, an inspector) are none of the worker's business.
    execArgv: [],
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
  })
  const line = openLine()
  // The worker gives back what the task's name says.
  const ask = async <T>(task: VisionTask, signal?: AbortSignal): Promise<T> => {
    const answer: Result<T> = await line.take(async () => await pool.run(task), signal)
    return unwrap(answer)
  }
  return {
    analyser: ANALYSER,
    analyse: async (bytes, { signal } = {}) => await ask<PictureAnalysis>({ do: 'analyse', bytes }, signal),
    meshes: async (bytes) => await ask<readonly FaceMesh[]>({ do: 'meshes', bytes }),
    describe: async (bytes) => await ask<Float32Array | null>({ do: 'describe', bytes }),
    sceneKept: async (scene, final) => await ask<SceneKept>({ do: 'scene-kept', scene, final }),
    close: async () => await pool.destroy(),
  }
}
