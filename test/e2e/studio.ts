import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const Listening = z.object({ event: z.literal('listening'), address: z.string(), port: z.number() })

export type StudioOptions = {
  /** A folder that outlasts a restart; one of its own unless given. */
  readonly folder?: string
  /** The port of a studio that was stopped before. */
  readonly port?: number
  readonly samples?: boolean
  /** How the simulator fails, as the command line writes it: "unavailable=0.5". */
  readonly misbehave?: string
  /** Another address for Gemini. */
  readonly baseUrl?: string
}

/** A studio for a browser, running as a process of its own. */
export type RunningStudio = {
  /** Opens it in one browser, once. */
  readonly address: string
  readonly port: number
  readonly folder: string
  /** Ends it at once, as a power cut would. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

const end = async (child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** Starts the web host on a library of its own and waits until it listens. */
export const startStudio = async (options: StudioOptions = {}): Promise<RunningStudio> => {
  const own = options.folder === undefined
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'studio-e2e-')))
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'serve.ts'), JSON.stringify({ ...options, folder })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => null)])
  if (!first) throw new Error('The studio ended before it listened.')
  const { address, port } = Listening.parse(JSON.parse(String(first[0])))
  return {
    address,
    port,
    folder,
    kill: async () => await end(child, 'SIGKILL'),
    stop: async () => {
      await end(child, 'SIGTERM')
      if (own) await rm(folder, { recursive: true, force: true })
    },
  }
}
