import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'

/**
 * Worker threads that start when they are needed and go after half a minute of rest; a task whose worker dies of an error
 * or of too little memory is rejected, and another worker takes the place.
 * @param worker a module whose default export does one task.
 * @param workers threads at most; one less than the machine has cores unless told.
 */
export const openPool = (worker: URL, workers?: number): Tinypool =>
  new Tinypool({
    filename: worker.href,
    runtime: 'worker_threads',
    // Flags of the host (a test runner's loader, an inspector) are none of the workers' business.
    execArgv: [],
    minThreads: 0,
    maxThreads: Math.max(1, workers ?? availableParallelism() - 1),
    idleTimeout: 30_000,
  })
