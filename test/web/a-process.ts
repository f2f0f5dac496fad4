import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { built, ROOT } from '../builders/built.ts'

export interface WebProcess {
  readonly address: string
  readonly port: number
  /** Its exit code, once it has ended. */
  readonly gone: Promise<number | null>
  /** Ends it as a person would, and gives its exit code. */
  readonly end: () => Promise<number | null>
}

/** Starts the real web host in a process of its own, with `home` for everything it keeps. */
export const startWeb = async (home: string, args: readonly string[] = []): Promise<WebProcess> => {
  await built()
  const child = spawn(process.execPath, [join(ROOT, 'src/web/index.ts'), '--json', '--no-open', ...args], {
    env: { ...process.env, XDG_CONFIG_HOME: home, GEMINI_API_KEY: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const gone = once(child, 'exit').then(([code]) => code as number | null)
  const lines = createInterface({ input: child.stdout })
  const first: unknown[] = await Promise.race([once(lines, 'line'), gone.then(() => ['{}'])])
  const { address = '', port = 0 } = JSON.parse(String(first[0])) as { address?: string; port?: number }
  return {
    address,
    port,
    gone,
    end: async () => {
      child.kill('SIGTERM')
      return await gone
    },
  }
}
